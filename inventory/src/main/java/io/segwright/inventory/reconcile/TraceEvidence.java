package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Witness;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One reason to believe that a device exists; prints as, and is read back from, one evidence line of a [Trace]:
/// ```
/// arp d-0123456789abcdef 02:00:00:00:00:28 10.255.0.40: l1 port br0
/// lldp d-0123456789abcdef 02:00:00:00:00:28 10.255.0.40,fd00::9: s1 port eth3; calls itself core-9
/// fdb d-0123456789abcdef 02:00:00:00:00:28 -: s1 port eth7; one of 2 learned there
/// ```
///
/// @param kind how it was seen
/// @param observer the device that saw it, or the address that was asked
/// @param chassis a MAC in its usual form, or an LLDP chassis id; empty where none was seen
/// @param addresses sorted
/// @param place where it was seen, for people
/// @param note what else was seen, for people; the name after [#CALLS_ITSELF]
record TraceEvidence(
        Kind kind,
        String observer,
        String chassis,
        List<IpAddress> addresses,
        String place,
        String note) {
    static final String CALLS_ITSELF = "calls itself ";
    static final String ONE_OF = "one of "; // then how many MACs the port has learned
    private static final int TEXT_CHARS_MAX = 120; // a line for people; LLDP texts may have 255
    private static final Pattern LINE =
            Pattern.compile("([a-z]+) (\\S+) (\\S+) (\\S+): ([^;]*)(?:; (.*))?");

    private static final Pattern CROWD = Pattern.compile("^" + ONE_OF + "(\\d{1,9}) ");

    static final Comparator<TraceEvidence> ORDER =
            Comparator.comparing(TraceEvidence::kind).thenComparing(TraceEvidence::text);

    /// How it was seen, the most telling place first.
    enum Kind {
        /// LLDP or CDP.
        LLDP,
        /// A bridge learned the MAC on an access port. Alone it is none: most MACs are end stations.
        FDB,
        ARP,
        ROUTE,
        /// It sends flow records.
        EXPORTER,
        /// It sends traps or logs.
        SENDER,
        IMPORT,
        SILENT;

        /// The list that this evidence puts a thing on; a silence is on none, since somebody else's list led to it.
        Optional<Witness> witness() {
            return switch (this) {
                case LLDP -> Optional.of(Witness.NEIGHBOR);
                case FDB -> Optional.of(Witness.FDB);
                case ARP -> Optional.of(Witness.ARP);
                case ROUTE -> Optional.of(Witness.NEXT_HOP);
                case EXPORTER, SENDER -> Optional.of(Witness.TELEMETRY);
                case IMPORT -> Optional.of(Witness.IMPORT);
                case SILENT -> Optional.empty();
            };
        }
    }

    TraceEvidence {
        addresses = addresses.stream().distinct().sorted().toList();
        place = clean(place).replace(';', ',');
        note = clean(note);
    }

    private static String clean(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= TEXT_CHARS_MAX ? clean : clean.substring(0, TEXT_CHARS_MAX);
    }

    /// How many MACs a bridge learned on the port; 0 where that is not told.
    int crowd() {
        Matcher matcher = CROWD.matcher(note);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    String text() {
        return kind.name().toLowerCase(Locale.ROOT)
                + " "
                + observer
                + " "
                + (chassis.isEmpty()
                        ? "-"
                        : URLEncoder.encode(chassis, StandardCharsets.UTF_8).replace("%3A", ":"))
                + " "
                + (addresses.isEmpty()
                        ? "-"
                        : addresses.stream()
                                .map(IpAddress::toString)
                                .collect(Collectors.joining(",")))
                + ": "
                + place
                + (note.isEmpty() ? "" : "; " + note);
    }

    /// Empty for a line that is no evidence of this form, e.g. one that a person wrote.
    static Optional<TraceEvidence> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            List<IpAddress> addresses = new ArrayList<>();
            if (!matcher.group(4).equals("-")) {
                for (String address : matcher.group(4).split(",", -1)) {
                    addresses.add(IpAddress.parse(address));
                }
            }
            String chassis = matcher.group(3);
            String note = matcher.group(6);
            return Optional.of(
                    new TraceEvidence(
                            Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                            matcher.group(2),
                            chassis.equals("-")
                                    ? ""
                                    : URLDecoder.decode(chassis, StandardCharsets.UTF_8),
                            addresses,
                            matcher.group(5),
                            note == null ? "" : note));
        } catch (IllegalArgumentException | AddressFormatException _) {
            return Optional.empty();
        }
    }
}
