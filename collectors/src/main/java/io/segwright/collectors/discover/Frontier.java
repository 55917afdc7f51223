package io.segwright.collectors.discover;

import io.segwright.inventory.net.IpAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is still to be asked, best evidence first, each address once. One thread only.
final class Frontier {
    private static final int QUEUE_MAX = 1_000_000; // a sweep of 16 /16s; 100 bytes each

    private final Map<Evidence, Deque<Candidate>> queues = new EnumMap<>(Evidence.class);
    private final Set<IpAddress> seen = new HashSet<>();
    private final Set<IpAddress> owned = new HashSet<>();
    private int size;
    private long overflow;

    Frontier() {
        for (Evidence evidence : Evidence.values()) {
            queues.put(evidence, new ArrayDeque<>());
        }
    }

    /// Queues an address that was not seen before and that no polled device owns.
    void offer(Candidate candidate) {
        if (owned.contains(candidate.address())) {
            return;
        }
        if (size >= QUEUE_MAX) {
            overflow++;
            return;
        }
        if (seen.add(candidate.address())) {
            size++;
            queue(candidate.evidence()).add(candidate);
        }
    }

    private Deque<Candidate> queue(Evidence evidence) {
        Deque<Candidate> queue = queues.get(evidence);
        if (queue == null) {
            throw new AssertionError("no queue for " + evidence);
        }
        return queue;
    }

    /// A polled device has this address: it need not be asked again.
    void own(IpAddress address) {
        owned.add(address);
    }

    Optional<Candidate> next() {
        for (Deque<Candidate> queue : queues.values()) {
            while (!queue.isEmpty()) {
                Candidate candidate = queue.remove();
                size--;
                if (!owned.contains(candidate.address())) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    int size() {
        return size;
    }

    /// Candidates that were dropped because the queue was full.
    long overflow() {
        return overflow;
    }
}
