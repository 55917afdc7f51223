package io.segwright.collectors.intake;

import io.segwright.inventory.net.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Hands messages from the network's threads to one thread of its own. Bounded: when the consumer is slow the newest
/// messages are dropped and counted by sender, and no sender may hold more than a share of the queue, so that one that
/// floods drops its own messages and not its neighbours'.
///
/// Thread-safe. Close it to stop the thread; what is queued then is still handed on.
public final class SenderQueue<M> implements AutoCloseable {
    private static final int SENDERS_COUNTED_MAX = 4_096; // addresses can be forged without end
    private static final int SHARE = 4; // a quarter of the queue for one sender

    private record Entry<M>(IpAddress sender, M message) {}

    private final BlockingQueue<Entry<M>> queue;
    private final int shareMax;
    private final Consumer<M> consumer;
    private final Thread thread;
    private final Map<IpAddress, Integer> waiting = new HashMap<>(); // guarded by this
    private final Map<IpAddress, Long> dropped = new HashMap<>(); // guarded by this
    private long accepted; // guarded by this
    private long droppedInAll; // guarded by this
    private long failures; // guarded by this
    private volatile boolean closed;

    /// @param accepted messages handed on or waiting
    /// @param dropped messages lost, of all senders
    /// @param droppedBySender of the first 4,096 senders that lost any
    /// @param failures messages on which the consumer failed
    public record Counters(
            long accepted, long dropped, Map<IpAddress, Long> droppedBySender, long failures) {
        public Counters {
            droppedBySender = Map.copyOf(droppedBySender);
        }
    }

    /// @param name of the thread
    /// @param capacity messages that may wait
    public SenderQueue(String name, int capacity, Consumer<M> consumer) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.shareMax = Math.max(1, capacity / SHARE);
        this.consumer = consumer;
        this.thread = new Thread(this::run, name);
    }

    /// Call it once.
    public void start() {
        thread.setDaemon(true); // an abandoned listener must not keep the process alive
        thread.start();
    }

    /// Never blocks.
    ///
    /// @return whether it was taken; false where it was dropped and counted
    public synchronized boolean offer(IpAddress sender, M message) {
        int held = waiting.getOrDefault(sender, 0);
        if (closed || held >= shareMax || !queue.offer(new Entry<>(sender, message))) {
            droppedInAll++;
            if (dropped.size() < SENDERS_COUNTED_MAX || dropped.containsKey(sender)) {
                dropped.merge(sender, 1L, Long::sum);
            }
            return false;
        }
        waiting.put(sender, held + 1);
        accepted++;
        return true;
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                Entry<M> entry = queue.poll(100, TimeUnit.MILLISECONDS);
                if (entry != null) {
                    hand(entry);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // somebody stops the process: leave
        }
    }

    private void hand(Entry<M> entry) {
        release(entry.sender);
        try {
            consumer.accept(entry.message);
        } catch (RuntimeException _) { // the thread's top: one message must not end the listening
            synchronized (this) {
                failures++;
            }
        }
    }

    private synchronized void release(IpAddress sender) {
        int left = waiting.getOrDefault(sender, 1) - 1;
        if (left == 0) {
            waiting.remove(sender);
        } else {
            waiting.put(sender, left);
        }
    }

    public synchronized Counters counters() {
        return new Counters(accepted, droppedInAll, dropped, failures);
    }

    /// Waits until what is queued has been handed on. Twice is fine.
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive() && !thread.equals(Thread.currentThread())) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true; // finish first: messages are waiting
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
