package io.segwright.lab.agent;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One device's SNMP agent: what it answers, to whom, from which addresses.
///
/// Answering happens on one thread of its [AgentFleet]; [#inject], [#reboot] and [#counters] may be called from any.
public final class Agent implements Door {
    private static final int MESSAGE_BYTES_MIN = 484; // RFC 3417 sec. 3.2
    private static final int MESSAGE_BYTES_MAX = 65_507; // a UDP payload over IPv4
    private static final int BOOTS_AT_START = 3;
    private static final int BOOTED_SECONDS_AGO = 86_400;
    private static final String DEFAULT_CONTEXT = "";
    private static final String VLAN = "vlan-";

    private final List<InetAddress> addresses;
    private final List<SnmpAccess> access;
    private final Supplier<Mib> mib;
    private final Map<String, Supplier<Mib>> contexts;
    private final int messageBytesMax;
    private final Engine engine;
    private volatile FaultSet faults = FaultSet.NONE;

    // written by the fleet's thread that owns the agent
    private final Map<String, MibView> views =
            new HashMap<>(); // filled at the first request: an agent nobody asks costs nothing
    private FaultSet viewFaults = FaultSet.NONE;
    private @Nullable LocalKeys keys; // null until the first v3 request
    final AtomicLong datagrams = new AtomicLong();
    final AtomicLong answered = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();
    final AtomicLong wrongCommunity = new AtomicLong();
    final AtomicLong sets = new AtomicLong();
    final AtomicLong reports = new AtomicLong();
    final AtomicLong varbinds = new AtomicLong();

    /// @param addresses it answers at, at least one, each in one agent only
    /// @param engineId 5..32 bytes (RFC 3411 sec. 5)
    /// @param access who may read; empty: everything is met with silence
    /// @param mib made at the first request, so that idle agents are free
    /// @param messageBytesMax the longest message that it sends, 484..65507
    public Agent(
            List<InetAddress> addresses,
            byte[] engineId,
            List<SnmpAccess> access,
            Supplier<Mib> mib,
            int messageBytesMax) {
        this(addresses, engineId, access, mib, Map.of(), messageBytesMax);
    }

    /// The same with contexts (RFC 3411 sec. 3.3.1): SNMPv3 asks for them by name, SNMPv1 and v2c by
    /// `community@name`, and for `vlan-N` by `community@N`. One that it does not have is met with silence.
    ///
    /// @param contexts what it shows there, by name
    public Agent(
            List<InetAddress> addresses,
            byte[] engineId,
            List<SnmpAccess> access,
            Supplier<Mib> mib,
            Map<String, Supplier<Mib>> contexts,
            int messageBytesMax) {
        this.contexts = Map.copyOf(contexts);
        this.addresses = List.copyOf(addresses);
        this.access = List.copyOf(access);
        this.mib = mib;
        this.messageBytesMax = messageBytesMax;
        this.engine = new Engine(engineId, BOOTS_AT_START, BOOTED_SECONDS_AGO);
        if (this.addresses.isEmpty()) {
            throw new IllegalArgumentException("an agent without address: want at least one");
        }
        if (messageBytesMax < MESSAGE_BYTES_MIN || messageBytesMax > MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    messageBytesMax
                            + " bytes a message: want "
                            + MESSAGE_BYTES_MIN
                            + ".."
                            + MESSAGE_BYTES_MAX);
        }
    }

    /// Misbehaves like this from now on; none heals it. What happens by chance is drawn from seed 0.
    public void inject(Fault... planted) {
        inject(0, List.of(planted));
    }

    /// The same, where the nth datagram meets the same chance whenever the seed is the same.
    public void inject(long seed, List<Fault> planted) {
        faults = new FaultSet(planted, seed);
    }

    /// Forgets the MIB until the next request, which has it made again. On the fleet's thread only.
    public void unload() {
        views.clear();
    }

    /// The engine starts again: boots go up, time begins at 0.
    public void reboot() {
        engine.reboot();
    }

    public AgentCounters counters() {
        return new AgentCounters(
                datagrams.get(),
                answered.get(),
                malformed.get(),
                wrongCommunity.get(),
                sets.get(),
                reports.get(),
                varbinds.get());
    }

    public List<InetAddress> addresses() {
        return addresses;
    }

    Engine engine() {
        return engine;
    }

    FaultSet faults() {
        return faults;
    }

    int messageBytesMax() {
        return messageBytesMax;
    }

    @Override
    public Agent front() {
        return this;
    }

    @Override
    public @Nullable Asked byCommunity(int version, byte[] community) {
        if (accepts(version, community)) {
            return new Asked(this, DEFAULT_CONTEXT);
        }
        String text = new String(community, StandardCharsets.UTF_8);
        int at = text.lastIndexOf('@');
        if (at < 0 || !accepts(version, text.substring(0, at).getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        String name = text.substring(at + 1);
        return has(name)
                ? new Asked(this, name)
                : has(VLAN + name) ? new Asked(this, VLAN + name) : null;
    }

    private boolean has(String context) {
        return context.equals(DEFAULT_CONTEXT) || contexts.containsKey(context);
    }

    @Override
    public @Nullable Agent byEngine(byte[] engineId) {
        return Arrays.equals(engineId, engine.id()) ? this : null;
    }

    @Override
    public @Nullable LocalKeys keys(Agent engine, byte[] user) {
        LocalKeys own = keys();
        return own != null && own.isUser(user) ? own : null;
    }

    @Override
    public @Nullable Asked byContext(
            Agent engine, byte[] user, byte[] contextEngineId, byte[] context) {
        String name = new String(context, StandardCharsets.UTF_8);
        return has(name) ? new Asked(this, name) : null;
    }

    private boolean accepts(int version, byte[] community) {
        for (SnmpAccess way : access) {
            boolean accepted =
                    switch (way) {
                        case SnmpAccess.V1(String name) -> version == 0 && same(name, community);
                        case SnmpAccess.V2c(String name) -> same(name, community);
                        case SnmpAccess.V3 _ -> false;
                    };
            if (accepted) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(String name, byte[] community) {
        return Arrays.equals(name.getBytes(StandardCharsets.UTF_8), community);
    }

    /// The one SNMPv3 user, localized to this engine; null where the agent has no SNMPv3.
    @Nullable LocalKeys keys() {
        if (keys == null) {
            for (SnmpAccess way : access) {
                if (way instanceof SnmpAccess.V3(UsmUser user)) {
                    keys = LocalKeys.of(user, engine.id());
                    break;
                }
            }
        }
        return keys;
    }

    /// @param context one that it [#has]
    MibView view(String context) {
        FaultSet now = faults;
        if (viewFaults != now) {
            views.clear();
            viewFaults = now;
        }
        return views.computeIfAbsent(
                context, name -> new MibView(contexts.getOrDefault(name, mib).get(), now));
    }
}
