package io.segwright.lab.replay;

import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentHub;
import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.SnmpAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The agents of all captures, each made when it is first asked for. All calls are of the fleet's one thread.
final class ReplayAgents {
    private static final int MESSAGE_BYTES_MAX = 65_507; // some captures hold values of 20 kB
    private static final byte[] ENGINE_PREFIX = {
        (byte) 0x80,
        0,
        0x7e,
        (byte) 0xd9,
        5 // RFC 5612: enterprise 32473 is for examples; 5: octets
    };
    private static final int ENGINE_OCTETS = 8;
    private static final long HEAP_PER_TEXT_BYTE = 5; // text, its rows, and room for them to grow
    private static final String FRONT = ""; // no capture has this name

    private final Captures captures;
    private final ReplayOptions options;
    private final List<InetAddress> addresses;
    private final Consumer<String> talk;
    private final Map<String, String> nameByEngine = new HashMap<>();
    private final Map<String, Agent> agents = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final LoadedMibs loaded = new LoadedMibs();

    ReplayAgents(
            Captures captures,
            ReplayOptions options,
            List<InetAddress> addresses,
            Consumer<String> talk) {
        this.captures = captures;
        this.options = options;
        this.addresses = addresses;
        this.talk = talk;
        for (String name : captures.names()) {
            nameByEngine.put(HexFormat.of().formatHex(engineId(name)), name);
        }
    }

    /// All of them behind one agent.
    AgentHub behind(Agent front) {
        return new AgentHub(front, this::named, this::ofEngine);
    }

    /// The agent whose addresses and engine they share.
    Agent front() {
        return agent(FRONT, () -> Mib.builder().build());
    }

    private Optional<Agent> ofEngine(String id) {
        return Optional.ofNullable(nameByEngine.get(id)).flatMap(this::named);
    }

    private Optional<Agent> named(String name) {
        loaded.touch(name);
        Agent known = agents.get(name);
        if (known == null) {
            Optional<Capture> capture = captures.named(name);
            if (capture.isEmpty()) {
                return Optional.empty();
            }
            known = agent(name, () -> load(capture.get()));
            agents.put(name, known);
        }
        return Optional.of(known);
    }

    /// Better one capture less than no memory for any.
    private static void checkRoom(Capture capture, int textBytes) throws IOException {
        long heap = Runtime.getRuntime().maxMemory();
        if (HEAP_PER_TEXT_BYTE * textBytes > heap) {
            throw new IOException(
                    capture.where()
                            + ": "
                            + textBytes
                            + " bytes want more memory than "
                            + heap / (1 << 20)
                            + " MiB: set SEGWRIGHT_JAVA_OPTS=-Xmx1g");
        }
    }

    private void tell(Capture capture, Snmprec read) {
        read.problems().forEach(p -> talk.accept(p + " (skipped)"));
        if (read.broken() > read.problems().size()) {
            talk.accept(capture.where() + ": " + read.broken() + " lines skipped in all");
        }
    }

    private Mib load(Capture capture) {
        Mib mib;
        try {
            byte[] text = capture.text();
            checkRoom(capture, text.length);
            Snmprec read = Snmprec.parse(capture.where(), text);
            if (told.add(capture.name())) { // it may be read again
                tell(capture, read);
            }
            mib = read.mib();
        } catch (IOException e) {
            talk.accept(capture.name() + " answers nothing: " + e.getMessage());
            mib = Mib.builder().build();
        }
        Agent agent = agents.get(capture.name());
        if (agent != null) {
            loaded.loaded(capture.name(), agent, mib);
        }
        return mib;
    }

    private Agent agent(String name, Supplier<Mib> mib) {
        Agent agent =
                new Agent(
                        addresses,
                        engineId(name),
                        List.of(new SnmpAccess.V3(options.user())),
                        mib,
                        MESSAGE_BYTES_MAX);
        if (!options.faults().isEmpty()) {
            agent.inject(options.seed() ^ seed(name), options.faults());
        }
        return agent;
    }

    private static long seed(String name) {
        return ByteBuffer.wrap(digest(name)).getLong();
    }

    static byte[] engineId(String name) {
        return ByteBuffer.allocate(ENGINE_PREFIX.length + ENGINE_OCTETS)
                .put(ENGINE_PREFIX)
                .put(digest(name), 0, ENGINE_OCTETS)
                .array();
    }

    private static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
