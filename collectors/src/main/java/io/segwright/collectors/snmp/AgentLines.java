package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.AgentMemory.Entry;
import io.segwright.collectors.snmp.table.Quirks;
import io.segwright.collectors.snmp.table.Quirks.Bulk;
import io.segwright.collectors.snmp.table.Quirks.Order;
import io.segwright.collectors.snmp.table.Recall.Fingerprint;
import io.segwright.collectors.snmp.table.Stamps;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The lines that an [AgentMemory] is saved as.
///
/// ```text
/// device ADDRESS WHO VARBINDS CEILING BULK UNTIL WINDOW ORDER COLUMNS STAMPS
/// type   OID     WHO VARBINDS CEILING BULK UNTIL WINDOW ORDER COLUMNS -
/// COLUMNS  - or OID=UNTIL,...
/// STAMPS   - or READ_AT,SEEN_AT,UPTIME,BOOTS[,PART=MARK...]
/// ```
final class AgentLines {
    private static final int FIELDS = 11;
    private static final int HASH_BYTES = 12; // two fingerprints at one address: 2^-96
    private static final String NONE = "-";

    private AgentLines() {}

    sealed interface Line {}

    record OfDevice(IpAddress address, Entry entry) implements Line {}

    record OfType(String objectId, Entry entry) implements Line {}

    /// Short, without blanks, and telling nothing of the name in it.
    static String hash(Fingerprint who) {
        try {
            String text = who.objectId() + '\n' + who.engineId() + '\n' + who.name();
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// Those whose time is not up.
    static Map<String, Instant> current(Map<String, Instant> until, Instant now) {
        Map<String, Instant> current = new TreeMap<>(until);
        current.values().removeIf(end -> !now.isBefore(end));
        return current;
    }

    static String write(String kind, String key, Entry entry, Instant now) {
        Quirks quirks = entry.quirks();
        String columns =
                current(entry.badColumns(), now).entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(","));
        return String.join(
                " ",
                kind,
                key,
                entry.who(),
                Integer.toString(quirks.varbinds()),
                Integer.toString(quirks.ceiling()),
                quirks.bulk().name(),
                entry.bulkOffUntil().toString(),
                Integer.toString(quirks.window()),
                quirks.order().name(),
                columns.isEmpty() ? NONE : columns,
                entry.stamps().map(AgentLines::stamps).orElse(NONE));
    }

    private static String stamps(Stamps stamps) {
        StringBuilder text = new StringBuilder();
        text.append(stamps.readAt()).append(',').append(stamps.seenAt());
        text.append(',').append(stamps.uptime()).append(',').append(stamps.boots());
        new TreeMap<>(stamps.marks())
                .forEach((part, mark) -> text.append(',').append(part).append('=').append(mark));
        return text.toString();
    }

    static Line read(String line, int number) throws AgentMemoryFormatException {
        String[] fields = line.strip().split(" +", -1);
        if (fields.length != FIELDS) {
            throw new AgentMemoryFormatException(
                    "line "
                            + number
                            + ": "
                            + fields.length
                            + " fields, want "
                            + FIELDS
                            + "; delete the line");
        }
        try {
            Entry entry = entry(fields);
            return switch (fields[0]) {
                case "device" -> new OfDevice(IpAddress.parse(fields[1]), entry);
                case "type" -> new OfType(fields[1], entry);
                default ->
                        throw new IllegalArgumentException(
                                "'" + fields[0] + "': want device or type");
            };
        } catch (AddressFormatException | DateTimeParseException | IllegalArgumentException e) {
            throw new AgentMemoryFormatException(
                    "line " + number + ": " + e.getMessage() + "; delete the line");
        }
    }

    private static Entry entry(String[] fields) {
        Map<String, Instant> columns = new TreeMap<>();
        if (!fields[9].equals(NONE)) {
            for (String column : fields[9].split(",", -1)) {
                String[] pair = pair(column);
                columns.put(pair[0], Instant.parse(pair[1]));
            }
        }
        Quirks quirks =
                new Quirks(
                        Integer.parseInt(fields[3]),
                        Integer.parseInt(fields[4]),
                        Bulk.valueOf(fields[5]),
                        Integer.parseInt(fields[7]),
                        Order.valueOf(fields[8]),
                        columns.keySet());
        return new Entry(
                fields[2],
                quirks,
                Instant.parse(fields[6]),
                columns,
                fields[10].equals(NONE) ? Optional.empty() : Optional.of(stamps(fields[10])));
    }

    private static Stamps stamps(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length < 4) {
            throw new IllegalArgumentException(
                    "stamps '" + text + "': want READ_AT,SEEN_AT,UPTIME,BOOTS");
        }
        Map<Part, Long> marks = new EnumMap<>(Part.class);
        for (int i = 4; i < fields.length; i++) {
            String[] pair = pair(fields[i]);
            marks.put(Part.valueOf(pair[0]), Long.parseLong(pair[1]));
        }
        return new Stamps(
                Instant.parse(fields[0]),
                Instant.parse(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                marks);
    }

    private static String[] pair(String text) {
        String[] pair = text.split("=", -1);
        if (pair.length != 2) {
            throw new IllegalArgumentException("'" + text + "': want NAME=VALUE");
        }
        return pair;
    }
}
