package io.segwright.collectors.snmp;

import io.segwright.inventory.net.IpFamily;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The sockets: one unconnected UDP socket a family for all devices, each with a thread that receives; and one thread
/// that tells sessions when their time is up. Three threads, whether one device is asked or four thousand.
///
/// A datagram goes to whoever claimed its message id, wherever it comes from: multi-homed devices answer from another
/// address. Ids are 31 random bits; the session then checks community or authentication. Thread-safe.
final class Wire implements AutoCloseable {
    private static final int DATAGRAM_BYTES_MAX = 65_535;
    private static final int RECEIVE_BUFFER_BYTES =
            4 << 20; // 4,096 devices answering within a millisecond, 1,000 bytes each
    private static final int ID_TRIES_MAX = 64; // of 2^31 ids a few thousand are taken
    private static final int IDS_AT_ONCE = 256; // drawn together: the generator is dear to start
    private static final Duration TICK =
            Duration.ofMillis(20); // a time-out is 50 ms at least, 1 s in earnest

    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[4 * IDS_AT_ONCE];
    private int drawnAt = drawn.length;
    private final ConcurrentMap<Integer, Inbox> claims = new ConcurrentHashMap<>();
    private final Set<Inbox> inboxes = ConcurrentHashMap.newKeySet();
    private final LongAdder strays = new LongAdder();
    private volatile @Nullable DatagramChannel v4; // null until the first device of the family
    private volatile @Nullable DatagramChannel v6;
    private volatile boolean closed;

    /// A session's post until [#close(Inbox)].
    Inbox open() {
        Inbox inbox = new Inbox();
        inboxes.add(inbox);
        return inbox;
    }

    void close(Inbox inbox) {
        inboxes.remove(inbox);
    }

    /// Reserves a message id until [#release].
    int claim(Inbox inbox) {
        for (int i = 0; i < ID_TRIES_MAX; i++) {
            int id = draw();
            if (id != 0 && claims.putIfAbsent(id, inbox) == null) {
                return id;
            }
        }
        throw new AssertionError("no free message id in " + ID_TRIES_MAX + " tries");
    }

    /// 31 bits that nobody outside can guess.
    private int draw() {
        synchronized (drawn) {
            if (drawnAt == drawn.length) {
                random.nextBytes(drawn);
                drawnAt = 0;
            }
            int id = ByteBuffer.wrap(drawn).getInt(drawnAt) & Integer.MAX_VALUE;
            drawnAt += 4;
            return id;
        }
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
        boolean ipv4 = to.getAddress() instanceof Inet4Address;
        DatagramChannel channel = ipv4 ? v4 : v6;
        if (channel == null) {
            channel = open(ipv4 ? IpFamily.V4 : IpFamily.V6);
        }
        channel.send(ByteBuffer.wrap(message), to);
    }

    private synchronized DatagramChannel open(IpFamily family) throws IOException {
        DatagramChannel open = family == IpFamily.V4 ? v4 : v6;
        if (closed) {
            throw new ClosedChannelException();
        }
        if (open != null) {
            return open;
        }
        DatagramChannel fresh =
                DatagramChannel.open(
                        family == IpFamily.V4
                                ? StandardProtocolFamily.INET
                                : StandardProtocolFamily.INET6);
        fresh.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        fresh.bind(null);
        boolean first = v4 == null && v6 == null;
        if (family == IpFamily.V4) {
            v4 = fresh;
        } else {
            v6 = fresh;
        }
        thread("snmp-receive-" + family.name().toLowerCase(Locale.ROOT), () -> receive(fresh));
        if (first) {
            thread("snmp-clock", this::tick);
        }
        return fresh;
    }

    private static void thread(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    private void tick() {
        while (!closed || !inboxes.isEmpty()) { // whoever still waits gets its time-out
            LockSupport.parkNanos(TICK.toNanos());
            long now = System.nanoTime();
            inboxes.forEach(inbox -> inbox.tick(now));
        }
    }

    private void receive(DatagramChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX);
        byte[] bytes = new byte[DATAGRAM_BYTES_MAX];
        while (channel.isOpen()) {
            buffer.clear();
            try {
                channel.receive(buffer);
                int length = buffer.position();
                buffer.get(0, bytes, 0, length);
                deliver(bytes, length);
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException _) {
                strays.increment(); // an ICMP error of another socket's datagram: nothing was lost
            }
        }
    }

    private void deliver(byte[] bytes, int length) {
        OptionalInt id = MessageIds.peek(bytes, length);
        Inbox inbox = id.isPresent() ? claims.get(id.getAsInt()) : null;
        boolean taken = inbox != null && inbox.offer(Arrays.copyOf(bytes, length));
        if (!taken) {
            strays.increment();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeQuietly(v4);
        closeQuietly(v6);
    }

    private static void closeQuietly(@Nullable DatagramChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // closing a UDP socket loses nothing
        }
    }
}
