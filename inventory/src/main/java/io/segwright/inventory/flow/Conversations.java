package io.segwright.inventory.flow;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Folds flows into conversations: (client's tags, server's tags, protocol, server's port, time bucket).
///
/// Both ends are attributed at the flow's end, and the bucket is the one that holds it. Bytes and packets are summed
/// as sampled, never multiplied. The number of conversations is bounded: a flow that would need a further one is
/// added to its bucket's [Overflow] instead, and counted; nothing that was folded is ever dropped.
///
/// Thread-safe by one lock. A flow costs two attributions and a hash look-up.
public final class Conversations {
    /// About 300 bytes each: 60 MiB. A day of 5-minute buckets with 700 conversations each.
    public static final int CONVERSATIONS_MAX = 200_000;

    private static final int OVERFLOWS_MAX =
            4_096; // buckets with an overflow of their own; hostile clocks can name any number of
    // them
    private static final Comparator<Tags> BY_TAGS =
            Comparator.comparing(Tags::service)
                    .thenComparing(Tags::subscription)
                    .thenComparing(Tags::workload)
                    .thenComparing(Tags::environment)
                    .thenComparing(Tags::owner);
    private static final Comparator<Conversation> ORDER =
            Comparator.comparing(Conversation::bucket)
                    .thenComparing(Conversation::from, BY_TAGS)
                    .thenComparing(Conversation::to, BY_TAGS)
                    .thenComparing(Conversation::protocol)
                    .thenComparingInt(Conversation::port);

    private record Key(Tags from, Tags to, Protocol protocol, int port, long bucketMillis) {}

    private static final class Sum {
        private long flows;
        private long bytes;
        private long packets;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        private void add(FlowRecord flow) {
            flows++;
            bytes += flow.bytes();
            packets += flow.packets();
            first = flow.start().isBefore(first) ? flow.start() : first;
            last = flow.end().isAfter(last) ? flow.end() : last;
        }
    }

    private final Attributor attributor;
    private final long bucketMillis;
    private final int conversationsMax;
    private final ServerEnd serverEnd = new ServerEnd();
    private final Map<Key, Sum> sums = new HashMap<>();
    private final Map<Instant, Sum> overflows = new HashMap<>();
    private long received;
    private long both;
    private long one;
    private long none;
    private long overflowed;

    public Conversations(Attributor attributor, Duration bucket) {
        this(attributor, bucket, CONVERSATIONS_MAX);
    }

    /// @param bucket at least a second
    /// @param conversationsMax kept at once, at least 1
    public Conversations(Attributor attributor, Duration bucket, int conversationsMax) {
        if (bucket.compareTo(Duration.ofSeconds(1)) < 0 || conversationsMax < 1) {
            throw new IllegalArgumentException(
                    "bucket %s and at most %d conversations: want a second and 1, or more"
                            .formatted(bucket, conversationsMax));
        }
        this.attributor = attributor;
        this.bucketMillis = bucket.toMillis();
        this.conversationsMax = conversationsMax;
    }

    public synchronized void fold(List<FlowRecord> flows) {
        flows.forEach(this::fold);
    }

    private void fold(FlowRecord flow) {
        Tags source = attributor.tags(flow.source(), flow.end());
        Tags destination = attributor.tags(flow.destination(), flow.end());
        count(source, destination);
        long at = flow.end().toEpochMilli();
        Key key = key(flow, source, destination, at - Math.floorMod(at, bucketMillis));
        Sum sum = sums.get(key);
        if (sum == null) {
            if (sums.size() >= conversationsMax) {
                overflowed++;
                overflow(Instant.ofEpochMilli(key.bucketMillis)).add(flow);
                return;
            }
            sum = new Sum();
            sums.put(key, sum);
        }
        sum.add(flow);
    }

    private void count(Tags source, Tags destination) {
        received++;
        boolean sourceKnown = isAttributed(source);
        boolean destinationKnown = isAttributed(destination);
        if (sourceKnown && destinationKnown) {
            both++;
        } else if (sourceKnown || destinationKnown) {
            one++;
        } else {
            none++;
        }
    }

    private static boolean isAttributed(Tags tags) {
        return !tags.owner().isEmpty() && !tags.service().isEmpty();
    }

    private Key key(FlowRecord flow, Tags source, Tags destination, long bucket) {
        boolean ports = flow.protocol().hasPorts();
        return switch (serverEnd.of(flow)) {
            case SOURCE ->
                    new Key(
                            destination,
                            source,
                            flow.protocol(),
                            ports ? flow.sourcePort() : 0,
                            bucket);
            case DESTINATION ->
                    new Key(
                            source,
                            destination,
                            flow.protocol(),
                            ports ? flow.destinationPort() : 0,
                            bucket);
        };
    }

    private Sum overflow(Instant bucket) {
        Instant kept =
                overflows.containsKey(bucket) || overflows.size() < OVERFLOWS_MAX
                        ? bucket
                        : Instant.MIN;
        return overflows.computeIfAbsent(kept, _ -> new Sum());
    }

    /// Every conversation, sorted by bucket, client, server, protocol and port.
    public synchronized List<Conversation> snapshot() {
        return sums.entrySet().stream()
                .map(e -> conversation(e.getKey(), e.getValue()))
                .sorted(ORDER)
                .toList();
    }

    /// Takes out the conversations of buckets that ended at `moment` or before: they make room.
    ///
    /// A flow that comes later for such a bucket opens it anew, so what is stored must be added to.
    public synchronized List<Conversation> takeUntil(Instant moment) {
        List<Conversation> taken = new ArrayList<>();
        long lastStart = moment.toEpochMilli() - bucketMillis;
        Iterator<Map.Entry<Key, Sum>> entries = sums.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Key, Sum> entry = entries.next();
            if (entry.getKey().bucketMillis <= lastStart) {
                taken.add(conversation(entry.getKey(), entry.getValue()));
                entries.remove();
            }
        }
        taken.sort(ORDER);
        return taken;
    }

    private static Conversation conversation(Key key, Sum sum) {
        return new Conversation(
                key.from,
                key.to,
                key.protocol,
                key.port,
                Instant.ofEpochMilli(key.bucketMillis),
                sum.flows,
                sum.bytes,
                sum.packets,
                sum.first,
                sum.last);
    }

    /// What had no room, by bucket. Empty unless [FoldCounters#overflowed] is above 0.
    public synchronized List<Overflow> overflows() {
        return overflows.entrySet().stream()
                .map(e ->
                        new Overflow(
                                e.getKey(),
                                e.getValue().flows,
                                e.getValue().bytes,
                                e.getValue().packets))
                .sorted(Comparator.comparing(Overflow::bucket))
                .toList();
    }

    public synchronized FoldCounters counters() {
        return new FoldCounters(received, both, one, none, overflowed);
    }
}
