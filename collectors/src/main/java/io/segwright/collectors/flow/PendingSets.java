package io.segwright.collectors.flow;

import io.segwright.inventory.net.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Data sets that came before their template, kept until it comes. Not thread-safe.
///
/// Templates are sent again every few minutes only, so without this a collector's start loses as many minutes of
/// flows. Bounded in bytes and sets for each exporter and in bytes for all; what goes is counted with its exporter.
final class PendingSets {
    /// One data set that waits: a class and not a record, since it owns an array.
    static final class PendingSet {
        private final int templateId;
        private final byte[] bytes;
        private final int offset;
        private final MessageContext context;

        /// @param bytes the records of the set, without the set's header; handed over, not copied
        /// @param offset of those bytes in their datagram
        PendingSet(int templateId, byte[] bytes, int offset, MessageContext context) {
            this.templateId = templateId;
            this.bytes = bytes;
            this.offset = offset;
            this.context = context;
        }

        byte[] bytes() {
            return bytes;
        }

        int offset() {
            return offset;
        }

        MessageContext context() {
            return context;
        }
    }

    private static final class Queue {
        private final ArrayDeque<PendingSet> sets = new ArrayDeque<>();
        private int bytes;
    }

    private final FlowLimits limits;
    private final Map<IpAddress, Queue> byExporter = new HashMap<>();
    private long bytes;

    PendingSets(FlowLimits limits) {
        this.limits = limits;
    }

    /// Keeps a set, or counts it as dropped where there is no room.
    void keep(PendingSet set) {
        Exporter exporter = set.context.exporter();
        int size = set.bytes.length;
        if (size > limits.pendingBytesPerExporter()
                || bytes + size > limits.pendingBytesOverall()) {
            exporter.count(Exporter.Count.SETS_DROPPED);
            return;
        }
        Queue queue = byExporter.computeIfAbsent(exporter.address(), _ -> new Queue());
        while (queue.bytes + size > limits.pendingBytesPerExporter()
                || queue.sets.size() >= FlowLimits.PENDING_SETS_PER_EXPORTER) {
            dropFirst(queue);
        }
        queue.sets.add(set);
        queue.bytes += size;
        bytes += size;
        exporter.count(Exporter.Count.SETS_BUFFERED);
    }

    /// Takes out the sets that waited for this template, oldest first, without those that waited too long.
    List<PendingSet> takeFor(MessageContext context, int templateId) {
        Queue queue = byExporter.get(context.exporter().address());
        if (queue == null) {
            return List.of();
        }
        List<PendingSet> taken = new ArrayList<>();
        Iterator<PendingSet> sets = queue.sets.iterator();
        while (sets.hasNext()) {
            PendingSet set = sets.next();
            boolean stale = isStale(set, context.receivedMillis());
            boolean waited =
                    set.templateId == templateId
                            && set.context.domain().key().equals(context.domain().key());
            if (stale || waited) {
                sets.remove();
                release(queue, set);
            }
            if (stale) {
                context.exporter().count(Exporter.Count.SETS_DROPPED);
            } else if (waited) {
                taken.add(set);
            }
        }
        if (queue.sets.isEmpty()) {
            byExporter.remove(context.exporter().address());
        }
        return taken;
    }

    /// Drops what waited too long, of every exporter.
    void expire(long nowMillis) {
        Iterator<Queue> queues = byExporter.values().iterator();
        while (queues.hasNext()) {
            Queue queue = queues.next();
            while (!queue.sets.isEmpty() && isStale(queue.sets.getFirst(), nowMillis)) {
                dropFirst(queue);
            }
            if (queue.sets.isEmpty()) {
                queues.remove();
            }
        }
    }

    /// Drops what an exporter's domain has waiting: it restarted, and its template numbers mean something else now.
    void forget(IpAddress exporter, DomainKey domain) {
        Queue queue = byExporter.get(exporter);
        if (queue == null) {
            return;
        }
        Iterator<PendingSet> sets = queue.sets.iterator();
        while (sets.hasNext()) {
            PendingSet set = sets.next();
            if (set.context.domain().key().equals(domain)) {
                sets.remove();
                release(queue, set);
                set.context.exporter().count(Exporter.Count.SETS_DROPPED);
            }
        }
    }

    /// Drops what an exporter has waiting.
    void forget(IpAddress exporter) {
        Queue queue = byExporter.remove(exporter);
        if (queue != null) {
            bytes -= queue.bytes;
        }
    }

    long bytes() {
        return bytes;
    }

    private boolean isStale(PendingSet set, long nowMillis) {
        return nowMillis - set.context.receivedMillis() > limits.pendingLifetime().toMillis();
    }

    private void dropFirst(Queue queue) {
        PendingSet first = queue.sets.removeFirst();
        release(queue, first);
        first.context.exporter().count(Exporter.Count.SETS_DROPPED);
    }

    private void release(Queue queue, PendingSet set) {
        queue.bytes -= set.bytes.length;
        bytes -= set.bytes.length;
    }
}
