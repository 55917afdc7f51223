package io.segwright.lab.agent;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Agents at work: one UDP socket an address, all on one port, a few threads. Closing stops all; twice is fine.
///
/// Ten thousand agents want ten thousand file descriptors. Each agent belongs to one thread, whatever its addresses.
public final class AgentFleet implements AutoCloseable {
    private static final int THREADS =
            2; // an agent costs microseconds an answer; the collector needs the other cores

    private final int port;
    private final List<AgentWorker> workers;
    private final Map<InetAddress, Agent> byAddress;

    private AgentFleet(int port, List<AgentWorker> workers, Map<InetAddress, Agent> byAddress) {
        this.port = port;
        this.workers = workers;
        this.byAddress = byAddress;
    }

    /// Binds every address and answers.
    ///
    /// @param port 1..65535, the same for all; 0 lets the system choose one, for a single address only
    /// @throws IOException naming the address that could not be had; nothing is left open then
    public static AgentFleet start(int port, List<Agent> agents) throws IOException {
        return open(port, agents);
    }

    /// The same for many agents behind the addresses of one.
    public static AgentFleet start(int port, AgentHub hub) throws IOException {
        return open(port, List.of(hub));
    }

    private static AgentFleet open(int port, List<? extends Door> doors) throws IOException {
        List<AgentWorker> workers = new ArrayList<>();
        Map<InetAddress, Agent> byAddress = new HashMap<>();
        int bound = port;
        boolean started = false;
        try {
            for (int i = 0; i < Math.min(THREADS, Math.max(1, doors.size())); i++) {
                workers.add(new AgentWorker("lab-agents-" + i));
            }
            for (int i = 0; i < doors.size(); i++) {
                Door door = doors.get(i);
                Agent agent = door.front();
                for (InetAddress address : agent.addresses()) {
                    if (byAddress.putIfAbsent(address, agent) != null) {
                        throw new IllegalArgumentException(
                                address.getHostAddress() + ": two agents have this address");
                    }
                    bound = bind(workers.get(i % workers.size()), door, address, bound);
                }
            }
            workers.forEach(AgentWorker::start);
            started = true;
            return new AgentFleet(bound, List.copyOf(workers), Map.copyOf(byAddress));
        } finally {
            if (!started) {
                workers.forEach(AgentWorker::close);
            }
        }
    }

    private static int bind(AgentWorker worker, Door door, InetAddress address, int port)
            throws IOException {
        try {
            return worker.add(door, new InetSocketAddress(address, port));
        } catch (BindException e) {
            throw failure(address, port, e, "choose another port, or end what listens there");
        } catch (IOException e) {
            throw failure(address, port, e, "one file descriptor an address: raise ulimit -n");
        }
    }

    private static IOException failure(
            InetAddress address, int port, IOException cause, String remedy) {
        String where = address.getHostAddress() + ":" + port;
        return new IOException(where + ": " + cause.getMessage() + "; " + remedy, cause);
    }

    /// The UDP port that all listen on.
    public int port() {
        return port;
    }

    public Optional<Agent> at(InetAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    @Override
    public void close() {
        workers.forEach(AgentWorker::close);
    }
}
