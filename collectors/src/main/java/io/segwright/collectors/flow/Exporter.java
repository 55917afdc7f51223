package io.segwright.collectors.flow;

import io.segwright.inventory.net.IpAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// One exporter: its domains and what is counted of it. Not thread-safe: one thread, or one lock, owns it.
public final class Exporter {
    private static final int VERSIONS_MAX =
            16; // of unsupported ones told apart; a hostile sender has 65,536

    /// What is counted one by one, by name.
    public enum Count {
        DATAGRAMS,
        BYTES,
        FLOWS,
        RECORDS_WITHOUT_ADDRESSES,
        OPTIONS_RECORDS,
        TEMPLATES_CHANGED,
        TEMPLATES_REFUSED,
        WITHDRAWALS_IGNORED,
        SETS_BUFFERED,
        SETS_REPLAYED,
        SETS_DROPPED,
        LATE,
        RESTARTS,
        SKEWED,
        UNTIMED;

        @SuppressWarnings("EnumOrdinal") // an array index on the hot path; stored nowhere
        private int slot() {
            return ordinal();
        }
    }

    private final IpAddress address;
    private final Instant firstSeen;
    private final long[] counts = new long[Count.values().length];
    private final Map<Malformation, Long> malformed = new EnumMap<>(Malformation.class);
    private final Map<Integer, Long> unsupported = new HashMap<>();
    private final Map<DomainKey, Domain> domains = new LinkedHashMap<>(16, 0.75f, true);
    private Instant lastSeen;
    private String lastProblem = "";
    private long lostDatagramsOfForgotten;
    private long lostRecordsOfForgotten;

    public Exporter(IpAddress address, Instant firstSeen) {
        this.address = address;
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
    }

    public IpAddress address() {
        return address;
    }

    public Instant lastSeen() {
        return lastSeen;
    }

    /// Counts a datagram that has just arrived.
    public void received(int bytes, Instant at) {
        count(Count.DATAGRAMS);
        counts[Count.BYTES.slot()] += bytes;
        lastSeen = at;
    }

    public void count(Count what) {
        counts[what.slot()]++;
    }

    /// @param version what the datagram's first two bytes say
    public void unsupported(int version) {
        if (unsupported.size() < VERSIONS_MAX || unsupported.containsKey(version)) {
            unsupported.merge(version, 1L, Long::sum);
        }
        lastProblem = address + ": version at byte 0 is " + version + ", want 9 or 10";
    }

    public void malformed(MalformedException problem) {
        malformed.merge(problem.reason(), 1L, Long::sum);
        lastProblem = address + ": " + problem.getMessage();
    }

    /// The domain's state, made at its first datagram. Beyond the bound the one longest unused goes.
    public Domain domain(DomainKey key, SequenceTracker.Unit unit) {
        Domain known = domains.get(key);
        if (known != null) {
            return known;
        }
        if (domains.size() >= FlowLimits.DOMAINS_PER_EXPORTER) {
            Domain oldest = domains.values().iterator().next();
            keepLoss(oldest);
            domains.remove(oldest.key());
        }
        Domain made = new Domain(key, new SequenceTracker(unit));
        domains.put(key, made);
        return made;
    }

    private void keepLoss(Domain forgotten) {
        if (forgotten.key().version() == 9) {
            lostDatagramsOfForgotten += forgotten.sequence().lost();
        } else {
            lostRecordsOfForgotten += forgotten.sequence().lost();
        }
    }

    /// @param templatesKept how many templates the cache holds of this exporter
    public ExporterCounters snapshot(int templatesKept) {
        return new ExporterCounters(
                firstSeen,
                lastSeen,
                counted(Count.DATAGRAMS),
                counted(Count.BYTES),
                counted(Count.FLOWS),
                counted(Count.RECORDS_WITHOUT_ADDRESSES),
                counted(Count.OPTIONS_RECORDS),
                templatesKept,
                counted(Count.TEMPLATES_CHANGED),
                counted(Count.TEMPLATES_REFUSED),
                counted(Count.WITHDRAWALS_IGNORED),
                counted(Count.SETS_BUFFERED),
                counted(Count.SETS_REPLAYED),
                counted(Count.SETS_DROPPED),
                lostDatagramsOfForgotten + lost(9),
                lostRecordsOfForgotten + lost(10),
                counted(Count.LATE),
                counted(Count.RESTARTS),
                counted(Count.SKEWED),
                counted(Count.UNTIMED),
                unsupported,
                malformed,
                lastProblem);
    }

    private long counted(Count what) {
        return counts[what.slot()];
    }

    private long lost(int version) {
        return domains.values().stream()
                .filter(d -> d.key().version() == version)
                .mapToLong(d -> d.sequence().lost())
                .sum();
    }
}
