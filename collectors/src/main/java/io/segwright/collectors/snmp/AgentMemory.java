package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.table.Quirks;
import io.segwright.collectors.snmp.table.Quirks.Bulk;
import io.segwright.collectors.snmp.table.Recall;
import io.segwright.collectors.snmp.table.Recall.Fingerprint;
import io.segwright.collectors.snmp.table.Recall.Past;
import io.segwright.collectors.snmp.table.Stamps;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What agents taught us about asking them: how many varbinds at once, whether GETBULK works, which columns they fail
/// on, and where their change stamps stood.
///
/// Kept by device (an address, and the fingerprint of who answers there) and by sysObjectID, so that a new device of a
/// known kind starts where its kind ended. What failed is tried again a day later. Saved as plain lines, see
/// [AgentLines]; losing them costs a few requests, no truth. Thread-safe.
public final class AgentMemory {
    /// How long a column that an agent failed on is left out, and GETBULK where it failed.
    public static final Duration RETRY = Duration.ofHours(24);

    private static final int DEVICES_MAX = 100_000; // of one collector; about 30 MB
    private static final int TYPES_MAX = 5_000; // LibreNMS knows 3,000 values of sysObjectID

    /// Of one device.
    ///
    /// @param who hash of the fingerprint
    /// @param bulkOffUntil the epoch where GETBULK works
    /// @param badColumns until when to leave each out
    record Entry(
            String who,
            Quirks quirks,
            Instant bulkOffUntil,
            Map<String, Instant> badColumns,
            Optional<Stamps> stamps) {
        Entry {
            badColumns = Map.copyOf(badColumns);
        }

        /// What of it still counts.
        Quirks at(Instant now) {
            return new Quirks(
                    quirks.varbinds(),
                    quirks.ceiling(),
                    now.isBefore(bulkOffUntil) ? quirks.bulk() : Bulk.ANSWERED,
                    quirks.window(),
                    quirks.order(),
                    AgentLines.current(badColumns, now).keySet());
        }
    }

    private final InstantSource clock;
    private final Map<IpAddress, Entry> devices = bounded(DEVICES_MAX);
    private final Map<String, Entry> types = bounded(TYPES_MAX);

    public AgentMemory(InstantSource clock) {
        this.clock = clock;
    }

    private static <K, V> Map<K, V> bounded(int max) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }

    /// For one poll of an address.
    ///
    /// @param held what the inventory holds at the address; empty: everything is read
    Recall recall(IpAddress address, Optional<Device> held) {
        return new Recall() {
            @Override
            public Past about(Fingerprint who) {
                return past(address, who, held);
            }

            @Override
            public void learned(Fingerprint who, Quirks quirks, Optional<Stamps> stamps) {
                learn(address, who, quirks, stamps);
            }
        };
    }

    private synchronized Past past(IpAddress address, Fingerprint who, Optional<Device> held) {
        Entry own = devices.get(address);
        if (own != null && own.who().equals(AgentLines.hash(who))) {
            return new Past(own.at(clock.instant()), own.stamps(), held);
        }
        Entry type = types.get(who.objectId());
        Quirks quirks = type == null ? Quirks.UNKNOWN : type.at(clock.instant());
        return new Past(quirks, Optional.empty(), held);
    }

    private synchronized void learn(
            IpAddress address, Fingerprint who, Quirks quirks, Optional<Stamps> stamps) {
        String hash = AgentLines.hash(who);
        Entry before = devices.get(address);
        boolean same = before != null && before.who().equals(hash);
        devices.remove(address); // and last in order again
        devices.put(address, entry(hash, same ? before : null, quirks, stamps));
        if (!who.objectId().isEmpty()) {
            Entry type = types.remove(who.objectId());
            types.put(who.objectId(), ofType(hash, type, quirks));
        }
    }

    private Entry entry(
            String who,
            @Nullable Entry before, // null: nothing is known yet
            Quirks quirks,
            Optional<Stamps> stamps) {
        Instant now = clock.instant();
        Instant retry = now.plus(RETRY);
        Map<String, Instant> bad = new HashMap<>();
        Instant bulkOffUntil = quirks.bulk() == Bulk.OFF ? retry : Instant.EPOCH;
        if (before != null) {
            bad.putAll(AgentLines.current(before.badColumns(), now));
            boolean stillOff = quirks.bulk() == Bulk.OFF && now.isBefore(before.bulkOffUntil());
            bulkOffUntil = stillOff ? before.bulkOffUntil() : bulkOffUntil;
        }
        quirks.badColumns().forEach(column -> bad.put(column, retry));
        return new Entry(who, quirks, bulkOffUntil, bad, stamps);
    }

    /// A kind has what its latest device showed, but fails only where a second device confirms what a first one
    /// showed: one broken box must not blind us to its kind.
    private Entry ofType(String who, @Nullable Entry before, Quirks quirks) {
        if (before == null || before.who().equals(who)) {
            return entry(who, null, quirks, Optional.empty());
        }
        Instant now = clock.instant();
        Map<String, Instant> bad = new HashMap<>(AgentLines.current(before.badColumns(), now));
        bad.keySet().removeIf(column -> !quirks.badColumns().contains(column));
        return new Entry(
                who,
                quirks,
                quirks.bulk() == Bulk.OFF && before.quirks().bulk() == Bulk.OFF
                        ? now.plus(RETRY)
                        : Instant.EPOCH,
                bad,
                Optional.empty());
    }

    /// How many devices are remembered.
    public synchronized int devices() {
        return devices.size();
    }

    /// One line a device and a kind, sorted; no secret is in it.
    public synchronized List<String> lines() {
        Map<String, String> sorted = new TreeMap<>();
        Instant now = clock.instant();
        devices.forEach((address, entry) ->
                sorted.put(
                        "device " + address,
                        AgentLines.write("device", address.toString(), entry, now)));
        types.forEach((type, entry) ->
                sorted.put("type " + type, AgentLines.write("type", type, entry, now)));
        return new ArrayList<>(sorted.values());
    }

    /// @param lines as [#lines] wrote them; blank ones are skipped
    /// @throws AgentMemoryFormatException naming the first line that is none
    public static AgentMemory load(List<String> lines, InstantSource clock)
            throws AgentMemoryFormatException {
        AgentMemory memory = new AgentMemory(clock);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                memory.put(AgentLines.read(lines.get(i), i + 1));
            }
        }
        return memory;
    }

    private synchronized void put(AgentLines.Line line) {
        switch (line) {
            case AgentLines.OfDevice(IpAddress address, Entry entry) -> devices.put(address, entry);
            case AgentLines.OfType(String objectId, Entry entry) -> types.put(objectId, entry);
        }
    }
}
