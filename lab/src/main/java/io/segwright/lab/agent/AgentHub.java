package io.segwright.lab.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Many agents behind one address and port, as behind a proxy (RFC 3413 sec. 1.1).
///
/// | message | names the agent by |
/// | --- | --- |
/// | v1, v2c | the community |
/// | v3 to the hub's engine, which answers discovery | the context name; the context engine id; the user name |
/// | v3 to an agent's own engine | that engine; a context name still goes first |
///
/// A context without an agent of its name is looked for as `USER@CONTEXT`, then without `vlan-`: the idiom of Cisco's
/// bridges, whose VLANs are `community@10` in v2c and context `vlan-10` in v3.
///
/// One password pair opens all, under the hub's user name or under an agent's name. Looking up happens on the one
/// thread of the [AgentFleet].
public final class AgentHub implements Door {
    private static final String VLAN = "vlan-";

    private final Agent front;
    private final Function<String, Optional<Agent>> byName;
    private final Function<String, Optional<Agent>> byEngineId;

    /// @param front whose addresses and engine the hub has; its own varbinds are never read
    /// @param byName the agent of a name; the same one each time
    /// @param byEngineId the agent of an engine id in lower-case hex
    public AgentHub(
            Agent front,
            Function<String, Optional<Agent>> byName,
            Function<String, Optional<Agent>> byEngineId) {
        this.front = front;
        this.byName = byName;
        this.byEngineId = byEngineId;
    }

    @Override
    public Agent front() {
        return front;
    }

    private @Nullable Agent named(String name) {
        return byName.apply(name).orElse(null);
    }

    @Override
    public @Nullable Asked byCommunity(int version, byte[] community) {
        return whole(named(text(community)));
    }

    @Override
    public @Nullable Agent byEngine(byte[] engineId) {
        if (Arrays.equals(engineId, front.engine().id())) {
            return front;
        }
        return byEngineId.apply(java.util.HexFormat.of().formatHex(engineId)).orElse(null);
    }

    @Override
    public @Nullable LocalKeys keys(Agent engine, byte[] user) {
        LocalKeys keys = engine.keys();
        return keys == null || keys.isUser(user) || named(text(user)) != null ? keys : null;
    }

    @Override
    public @Nullable Asked byContext(
            Agent engine, byte[] user, byte[] contextEngineId, byte[] context) {
        return whole(owner(engine, text(user), contextEngineId, text(context)));
    }

    private @Nullable Agent owner(
            Agent engine, String user, byte[] contextEngineId, String context) {
        if (!context.isEmpty()) {
            return inContext(user, context);
        }
        if (engine != front) {
            return engine;
        }
        Agent owner = byEngine(contextEngineId);
        return owner == null || owner == front ? named(user) : owner;
    }

    /// The agents behind a hub have one context each.
    private static @Nullable Asked whole(@Nullable Agent agent) {
        return agent == null ? null : new Asked(agent, "");
    }

    private @Nullable Agent inContext(String user, String context) {
        Agent whole = named(context);
        if (whole != null) {
            return whole;
        }
        String vlan = context.startsWith(VLAN) ? context.substring(VLAN.length()) : context;
        return named(user + "@" + vlan);
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
