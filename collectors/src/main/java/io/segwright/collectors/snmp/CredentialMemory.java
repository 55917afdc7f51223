package io.segwright.collectors.snmp;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.SilenceReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What credentials did at which address: a refused pair is left alone for 24 hours, the one that answered goes
/// first, and where v3 has answered v1 and v2c are never sent again.
///
/// Saved as plain lines without secrets, `ADDRESS NAME OUTCOME UNTIL`; losing them costs a few requests, no truth.
/// Thread-safe.
public final class CredentialMemory {
    /// How long a refused pair is left alone.
    public static final Duration REFUSAL = Duration.ofHours(24);

    private static final int PAIRS_MAX = 300_000; // 100,000 devices with three candidates
    private static final String FOREVER = "forever";

    private enum Outcome {
        ANSWERED,
        ANSWERED_V3,
        REFUSED
    }

    private record Pair(IpAddress address, String credential) {}

    /// @param reason empty unless refused
    private record Entry(Outcome outcome, Optional<SilenceReason> reason, Instant until) {}

    private final InstantSource clock;
    private final Map<Pair, Entry> entries = new LinkedHashMap<>();
    private final Set<IpAddress> speakers =
            new HashSet<>(); // of v3, with any credential; never forgotten

    public CredentialMemory(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void answered(IpAddress address, SnmpCredential credential) {
        Outcome outcome =
                credential instanceof SnmpCredential.V3 ? Outcome.ANSWERED_V3 : Outcome.ANSWERED;
        put(
                new Pair(address, credential.name()),
                new Entry(outcome, Optional.empty(), Instant.MAX));
    }

    synchronized void refused(IpAddress address, SnmpCredential credential, SilenceReason reason) {
        put(
                new Pair(address, credential.name()),
                new Entry(Outcome.REFUSED, Optional.of(reason), clock.instant().plus(REFUSAL)));
    }

    private void put(Pair pair, Entry entry) {
        if (entries.size() >= PAIRS_MAX && !entries.containsKey(pair)) {
            entries.remove(entries.keySet().iterator().next()); // the oldest
        }
        entries.put(pair, entry);
        if (entry.outcome() == Outcome.ANSWERED_V3) {
            speakers.add(pair.address());
        }
    }

    /// Why the pair was refused within the last 24 hours, if it was.
    synchronized Optional<SilenceReason> refusal(IpAddress address, SnmpCredential credential) {
        Entry entry = entries.get(new Pair(address, credential.name()));
        return entry != null && entry.until().isAfter(clock.instant())
                ? entry.reason()
                : Optional.empty();
    }

    /// The candidates that may be sent now, the one that answered last time first.
    ///
    /// @param candidates those that the credential book allows, in its order
    synchronized List<SnmpCredential> usable(IpAddress address, List<SnmpCredential> candidates) {
        boolean onlyV3 = v3Answered(address);
        List<SnmpCredential> usable = new ArrayList<>();
        for (SnmpCredential candidate : candidates) {
            boolean allowed = !onlyV3 || candidate instanceof SnmpCredential.V3;
            if (allowed && refusal(address, candidate).isEmpty()) {
                Entry entry = entries.get(new Pair(address, candidate.name()));
                boolean worked = entry != null && entry.outcome() == Outcome.ANSWERED_V3;
                usable.add(worked ? 0 : usable.size(), candidate);
            }
        }
        return usable;
    }

    private boolean v3Answered(IpAddress address) {
        return speakers.contains(address);
    }

    /// One line a pair that still counts, sorted; no secret is in it.
    public synchronized List<String> lines() {
        Map<String, String> sorted = new TreeMap<>();
        entries.forEach((pair, entry) -> {
            if (entry.until().isAfter(clock.instant())) {
                String key = pair.address() + " " + pair.credential();
                String outcome =
                        entry.reason().map(SilenceReason::name).orElse(entry.outcome().name());
                String until =
                        entry.until().equals(Instant.MAX) ? FOREVER : entry.until().toString();
                sorted.put(key, key + " " + outcome + " " + until);
            }
        });
        return List.copyOf(sorted.values());
    }

    /// @param lines as [#lines] wrote them; blank ones are skipped
    /// @throws CredentialMemoryFormatException naming the first line that is none
    public static CredentialMemory load(List<String> lines, InstantSource clock)
            throws CredentialMemoryFormatException {
        CredentialMemory memory = new CredentialMemory(clock);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                memory.loadLine(lines.get(i), i + 1);
            }
        }
        return memory;
    }

    private void loadLine(String line, int number) throws CredentialMemoryFormatException {
        String[] fields = line.strip().split(" +", -1);
        if (fields.length != 4) {
            throw new CredentialMemoryFormatException(
                    "line "
                            + number
                            + ": "
                            + fields.length
                            + " fields, want ADDRESS NAME OUTCOME UNTIL; delete the line");
        }
        try {
            IpAddress address = IpAddress.parse(fields[0]);
            Instant until = fields[3].equals(FOREVER) ? Instant.MAX : Instant.parse(fields[3]);
            put(new Pair(address, fields[1]), entry(fields[2], until));
        } catch (AddressFormatException | DateTimeParseException | IllegalArgumentException e) {
            throw new CredentialMemoryFormatException(
                    "line " + number + ": " + e.getMessage() + "; delete the line");
        }
    }

    private static Entry entry(String outcome, Instant until) {
        return switch (outcome) {
            case "ANSWERED" -> new Entry(Outcome.ANSWERED, Optional.empty(), until);
            case "ANSWERED_V3" -> new Entry(Outcome.ANSWERED_V3, Optional.empty(), until);
            default ->
                    new Entry(Outcome.REFUSED, Optional.of(SilenceReason.valueOf(outcome)), until);
        };
    }
}
