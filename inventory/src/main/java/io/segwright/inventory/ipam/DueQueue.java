package io.segwright.inventory.ipam;

import java.time.Instant;
import java.util.TreeSet;

/// Whose lease or rest ends next: one entry for each request that has an end, at most as many as there are requests.
final class DueQueue {
    private record Due(long millis, int id) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(millis, other.millis);
            return byTime != 0 ? byTime : Integer.compare(id, other.id);
        }
    }

    private final TreeSet<Due> queue = new TreeSet<>();

    void add(Instant until, int id) {
        if (!until.equals(Instant.MAX)) {
            queue.add(new Due(until.toEpochMilli(), id));
        }
    }

    void remove(Instant until, int id) {
        if (!until.equals(Instant.MAX)) {
            queue.remove(new Due(until.toEpochMilli(), id));
        }
    }

    /// The ids whose time is over, the longest ago first.
    int[] until(Instant now, int max) {
        return queue.headSet(new Due(now.toEpochMilli(), Integer.MAX_VALUE), true).stream()
                .limit(max)
                .mapToInt(Due::id)
                .toArray();
    }
}
