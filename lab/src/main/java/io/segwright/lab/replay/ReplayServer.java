package io.segwright.lab.replay;

import io.segwright.lab.agent.Agent;
import io.segwright.lab.agent.AgentCounters;
import io.segwright.lab.agent.AgentFleet;
import io.segwright.lab.agent.Fault;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// Serves captures as SNMP agents behind one address and port; see [AgentHub] for how a message names one.
///
/// A capture is read when it is asked for the first time (about 1 ms for 1,000 lines; the one serving thread waits) and
/// forgotten when others need its room. Each has an engine of its own, whose id is made of its name.
/// [#close] ends it; twice is fine.
public final class ReplayServer implements AutoCloseable {
    private final Agent front;
    private final AgentFleet fleet;

    private ReplayServer(Agent front, AgentFleet fleet) {
        this.front = front;
        this.fleet = fleet;
    }

    /// Binds the address and answers.
    ///
    /// @param talk gets a line for each broken line of a capture when that is read; called on the serving thread
    /// @throws IOException naming the address that could not be had
    /// @throws IllegalArgumentException where a fault asks for what the address cannot do
    public static ReplayServer start(
            Captures captures, ReplayOptions options, Consumer<String> talk) throws IOException {
        ReplayAgents agents = new ReplayAgents(captures, options, addresses(options), talk);
        Agent front = agents.front();
        int port = options.listen().getPort();
        return new ReplayServer(front, AgentFleet.start(port, agents.behind(front)));
    }

    /// A wrong source address takes a second address: the one after the first.
    private static List<InetAddress> addresses(ReplayOptions options) {
        InetAddress listen = options.listen().getAddress();
        if (!options.faults().contains(new Fault.OtherSource())) {
            return List.of(listen);
        }
        if (!(listen instanceof Inet4Address) || !listen.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "a wrong source on "
                            + listen.getHostAddress()
                            + ": want to listen in 127.0.0.0/8, where the next address is ours too");
        }
        int next = ByteBuffer.wrap(listen.getAddress()).getInt() + 1;
        try {
            byte[] octets = ByteBuffer.allocate(4).putInt(next).array();
            return List.of(listen, InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new AssertionError("4 octets are an address", e);
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return new InetSocketAddress(front.addresses().getFirst(), fleet.port());
    }

    /// The id of a capture's own SNMPv3 engine, in hex.
    public static String engineId(String capture) {
        return HexFormat.of().formatHex(ReplayAgents.engineId(capture));
    }

    /// What all of them saw and sent.
    public AgentCounters counters() {
        return front.counters();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
