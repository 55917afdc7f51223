package io.segwright.collectors.snmp;

import io.segwright.inventory.net.IpFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// The sockets: one unconnected UDP socket a family for all devices, each with a thread that receives.
///
/// A datagram goes to whoever claimed its message id, wherever it comes from: multi-homed devices answer from another
/// address. Ids are 31 random bits; the session then checks community or authentication. Thread-safe.
final class Wire implements AutoCloseable {
    private static final int DATAGRAM_BYTES_MAX = 65_535;
    private static final int RECEIVE_BUFFER_BYTES =
            4 << 20; // 128 devices answering at once, 1,400 bytes each, many times
    private static final int ID_TRIES_MAX = 64; // of 2^31 ids a few hundred are taken

    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<Integer, BlockingQueue<byte[]>> claims = new ConcurrentHashMap<>();
    private final Map<IpFamily, DatagramChannel> channels = new EnumMap<>(IpFamily.class);
    private final LongAdder strays = new LongAdder();
    private boolean closed;

    /// Reserves a message id until [#release].
    ///
    /// @param inbox bounded; a datagram that finds it full is dropped
    int claim(BlockingQueue<byte[]> inbox) {
        for (int i = 0; i < ID_TRIES_MAX; i++) {
            int id = 1 + random.nextInt(Integer.MAX_VALUE - 1);
            if (claims.putIfAbsent(id, inbox) == null) {
                return id;
            }
        }
        throw new AssertionError("no free message id in " + ID_TRIES_MAX + " tries");
    }

    void release(int id) {
        claims.remove(id);
    }

    /// Datagrams that nobody waited for: late answers, or somebody guessing.
    long strays() {
        return strays.sum();
    }

    /// @throws IOException where the system refuses, e.g. for lack of a route
    void send(byte[] message, InetSocketAddress to) throws IOException {
        IpFamily family =
                to.getAddress() instanceof java.net.Inet4Address ? IpFamily.V4 : IpFamily.V6;
        channel(family).send(ByteBuffer.wrap(message), to);
    }

    private synchronized DatagramChannel channel(IpFamily family) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        DatagramChannel open = channels.get(family);
        if (open == null) {
            open =
                    DatagramChannel.open(
                            family == IpFamily.V4
                                    ? StandardProtocolFamily.INET
                                    : StandardProtocolFamily.INET6);
            open.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            open.bind(null);
            channels.put(family, open);
            DatagramChannel receiver = open;
            Thread.ofPlatform()
                    .daemon()
                    .name("snmp-receive-" + family.name().toLowerCase(java.util.Locale.ROOT))
                    .start(() -> receive(receiver));
        }
        return open;
    }

    private void receive(DatagramChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM_BYTES_MAX);
        while (channel.isOpen()) {
            buffer.clear();
            try {
                channel.receive(buffer);
                deliver(buffer.array(), buffer.position());
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException _) {
                strays.increment(); // an ICMP error of another socket's datagram: nothing was lost
            }
        }
    }

    private void deliver(byte[] bytes, int length) {
        OptionalInt id = MessageIds.peek(bytes, length);
        BlockingQueue<byte[]> inbox = id.isPresent() ? claims.get(id.getAsInt()) : null;
        boolean taken = inbox != null && inbox.offer(Arrays.copyOf(bytes, length));
        if (!taken) {
            strays.increment();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (DatagramChannel channel : channels.values()) {
            try {
                channel.close();
            } catch (IOException _) {
                // closing a UDP socket loses nothing
            }
        }
        channels.clear();
    }
}
