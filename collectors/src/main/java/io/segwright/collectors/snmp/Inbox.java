package io.segwright.collectors.snmp;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A session's post: datagrams that the receiving threads drop in, and one thread that waits for them.
///
/// The waiting thread parks without a deadline of its own: a timed park makes the virtual threads' timer thread wake
/// up twice for each request, which costs more than decoding the answer. The [Wire]'s clock thread wakes whoever's
/// time is up, a tick late at most.
final class Inbox {
    private static final int DATAGRAMS_MAX =
            16; // answers to 6 attempts, doubled by the network, and some noise
    private static final long NEVER = Long.MAX_VALUE;

    private final Queue<byte[]> datagrams = new ArrayDeque<>(DATAGRAMS_MAX);
    private volatile @Nullable Thread waiting; // null while nobody waits
    private volatile long deadlineNanos = NEVER;

    /// @return false where it is full: the datagram is lost, as on a wire
    boolean offer(byte[] datagram) {
        synchronized (datagrams) {
            if (datagrams.size() >= DATAGRAMS_MAX) {
                return false;
            }
            datagrams.add(datagram);
        }
        LockSupport.unpark(waiting);
        return true;
    }

    /// Waits for a datagram. One thread only.
    ///
    /// @param deadline on the clock of `System.nanoTime`
    /// @return null when the time is up
    byte @Nullable [] poll(long deadline) throws InterruptedException {
        byte[] datagram = take();
        if (datagram != null) {
            return datagram;
        }
        deadlineNanos = deadline;
        waiting = Thread.currentThread();
        try {
            while (true) {
                datagram = take();
                if (datagram != null || System.nanoTime() - deadline >= 0) {
                    return datagram;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
        } finally {
            waiting = null;
            deadlineNanos = NEVER;
        }
    }

    private byte @Nullable [] take() {
        synchronized (datagrams) {
            return datagrams.poll();
        }
    }

    /// Wakes the waiting thread where its time is up.
    void tick(long nowNanos) {
        long deadline = deadlineNanos;
        if (deadline != NEVER && nowNanos - deadline >= 0) {
            LockSupport.unpark(waiting);
        }
    }

    void clear() {
        synchronized (datagrams) {
            datagrams.clear();
        }
    }
}
