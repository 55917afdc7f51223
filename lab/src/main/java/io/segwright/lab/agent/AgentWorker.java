package io.segwright.lab.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// One thread, one selector, many sockets.
final class AgentWorker implements AutoCloseable {
    private static final int DATAGRAM_BYTES_MAX = 65_535;
    private static final int READS_PER_TURN = 32; // then the other sockets' turn
    private static final int DELAYED_MAX =
            100_000; // delayed answers waiting; beyond it they are lost, as on a wire
    private static final long JOIN_MILLIS = 5_000;

    private final Selector selector;
    private final Thread thread;
    private final Responder responder = new Responder();
    private final ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX);
    private final ByteBuffer out = ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX);
    private final byte[] datagram = new byte[DATAGRAM_BYTES_MAX];
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>();
    private final Map<Door, List<DatagramChannel>> channels = new HashMap<>();
    private volatile boolean open = true;

    /// An answer that a [Fault.Delay] holds back.
    private record Delayed(
            long dueNanos, DatagramChannel channel, SocketAddress to, ByteBuffer bytes)
            implements Comparable<Delayed> {
        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNanos - other.dueNanos, 0);
        }
    }

    AgentWorker(String name) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /// @return the port bound
    int add(Door door, InetSocketAddress address) throws IOException {
        DatagramChannel channel =
                DatagramChannel.open(
                        address.getAddress() instanceof Inet6Address
                                ? StandardProtocolFamily.INET6
                                : StandardProtocolFamily.INET);
        boolean added = false;
        try {
            channel.configureBlocking(false);
            channel.bind(address);
            channel.register(selector, SelectionKey.OP_READ, door);
            channels.computeIfAbsent(door, _ -> new ArrayList<>()).add(channel);
            added = true;
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } finally {
            if (!added) {
                channel.close();
            }
        }
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (open) {
                selector.select(this::serve, timeoutMillis());
                sendDue();
            }
        } catch (ClosedChannelException _) {
            // closed while selecting: the end
        } catch (IOException e) {
            if (open) {
                throw new UncheckedIOException(Thread.currentThread().getName(), e);
            }
        }
    }

    private long timeoutMillis() {
        Delayed next = delayed.peek();
        if (next == null) {
            return 0; // until something comes
        }
        return Math.max(1, (next.dueNanos - System.nanoTime()) / 1_000_000);
    }

    private void serve(SelectionKey key) {
        try {
            DatagramChannel channel = (DatagramChannel) key.channel();
            Door door = (Door) key.attachment();
            for (int i = 0; i < READS_PER_TURN && open; i++) {
                in.clear();
                SocketAddress from = channel.receive(in);
                if (from == null) {
                    return;
                }
                in.flip();
                int length = in.remaining();
                in.get(datagram, 0, length);
                byte[] answer = responder.answer(door, datagram, length);
                if (answer != null) {
                    reply(door, channel, from, answer);
                }
            }
        } catch (ClosedChannelException _) {
            key.cancel();
        } catch (IOException _) {
            // an answer that cannot be sent is lost, as on a wire
        }
    }

    private void reply(Door door, DatagramChannel asked, SocketAddress to, byte[] answer)
            throws IOException {
        FaultSet faults = responder.faults();
        DatagramChannel channel = faults.otherSource() ? other(door, asked) : asked;
        for (int copy = faults.copies(); copy > 0; copy--) {
            send(channel, to, answer, faults.delayNanos());
        }
    }

    private void send(DatagramChannel channel, SocketAddress to, byte[] answer, long delay)
            throws IOException {
        if (delay > 0) {
            if (delayed.size() < DELAYED_MAX) {
                long due = System.nanoTime() + delay;
                delayed.add(new Delayed(due, channel, to, ByteBuffer.wrap(answer)));
            }
            return;
        }
        out.clear();
        out.put(answer).flip();
        channel.send(out, to);
    }

    private DatagramChannel other(Door door, DatagramChannel asked) {
        for (DatagramChannel channel : channels.getOrDefault(door, List.of())) {
            if (!channel.equals(asked)) {
                return channel;
            }
        }
        return asked;
    }

    private void sendDue() throws IOException {
        Delayed next = delayed.peek();
        while (next != null && next.dueNanos - System.nanoTime() <= 0) {
            delayed.poll();
            next.channel.send(next.bytes, next.to);
            next = delayed.peek();
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        selector.wakeup();
        boolean interrupted = false;
        if (thread.isAlive()) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        for (List<DatagramChannel> own : channels.values()) {
            own.forEach(AgentWorker::closeQuietly);
        }
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a selector does not close", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // nothing was buffered in it
        }
    }
}
