package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.collectors.understand.Understanding;
import io.segwright.inventory.link.VrfFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.lab.replay.Captures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.VariableBinding;

/// Neighbours, bridges, routing domains and ARP of real devices, against what LibreNMS makes of the same captures and
/// against [FdbTwin]. Each disagreement has its reason in `docs/librenms-links.md`; they are listed in
/// `target/link-differences.txt`.
@Tag("data")
class LinkReplayTest {
    private static final String Q_BRIDGE = "1.3.6.1.2.1.17.7.1.2.2.1.";
    private static final String BRIDGE = "1.3.6.1.2.1.17.4.3.1.";
    private static final Set<String> DIFFERENCES = new TreeSet<>();
    private static Captures captures;

    @BeforeAll
    static void open() throws IOException {
        captures = RealCaptures.librenms();
    }

    private static DevicePolled read(List<VariableBinding> varbinds) {
        return RealCaptures.poll(varbinds, IpAddress.of("192.0.2.1"), Understanding.configured())
                .orElseThrow();
    }

    /// Agreement on one kind of thing.
    private static final class Score {
        private int same;
        private int all;

        void count(boolean agrees, String difference) {
            all++;
            same += agrees ? 1 : 0;
            if (!agrees) {
                DIFFERENCES.add(difference);
            }
        }

        @Override
        public String toString() {
            return same + " of " + all;
        }
    }

    private static final class Scores {
        private final Score lldp = new Score();
        private final Score cdp = new Score();
        private final Score vrf = new Score();
        private final Score arp = new Score();
        private final Score fdb = new Score();

        @Override
        public String toString() {
            return "LLDP %s, CDP %s, VRFs %s, ARP %s, FDB %s".formatted(lldp, cdp, vrf, arp, fdb);
        }
    }

    @Test
    void neighboursDomainsArpAndBridgesAgreeWithLibrenms() throws IOException {
        Scores scores = new Scores();
        for (Map.Entry<String, JsonNode> entry : RealCaptures.expected().properties()) {
            JsonNode links = entry.getValue().path("discovery-protocols").path("links");
            JsonNode vrfs = entry.getValue().path("vrf").path("vrfs");
            JsonNode arp = entry.getValue().path("arp-table").path("ipv4_mac");
            JsonNode fdb = entry.getValue().path("fdb-table").path("ports_fdb");
            boolean asked = links.size() + vrfs.size() + arp.size() + fdb.size() > 0;
            if (!asked || captures.named(entry.getKey()).isEmpty()) {
                continue;
            }
            DevicePolled device = read(RealCaptures.varbinds(captures, entry.getKey()));
            String name = entry.getKey() + " ";
            for (JsonNode link : links) {
                Score score = text(link, "protocol").equals("cdp") ? scores.cdp : scores.lldp;
                score.count(hasNeighbour(device, link), name + link);
            }
            vrfs.forEach(vrf -> scores.vrf.count(hasVrf(device, vrf), name + vrf));
            arp.forEach(row -> scores.arp.count(hasArp(device, row), name + row));
            fdb.forEach(row -> scores.fdb.count(hasMac(device, row), name + row));
        }
        System.err.println("agreement with LibreNMS: " + scores);
        Files.write(Path.of("target", "link-differences.txt"), DIFFERENCES);
        assertThat(scores.lldp.same).isGreaterThan(scores.lldp.all * 98 / 100).isGreaterThan(230);
        assertThat(scores.cdp.same).isEqualTo(scores.cdp.all).isGreaterThan(30);
        assertThat(scores.vrf.same).isGreaterThanOrEqualTo(53); // of 62: six are default domains
        assertThat(scores.arp.same).isEqualTo(scores.arp.all).isPositive();
        assertThat(scores.fdb.same).isEqualTo(scores.fdb.all).isGreaterThan(20);
    }

    private static boolean hasNeighbour(DevicePolled device, JsonNode link) {
        String host = link.path("remote_hostname").asText();
        String port = port(link.path("remote_port").asText());
        for (NeighborFact neighbour : device.neighbors()) {
            boolean sameHost =
                    neighbour.systemName().equalsIgnoreCase(host)
                            || neighbour.chassisId().equalsIgnoreCase(host);
            if (sameHost
                    && neighbour.localInterface().equals(link.path("ifName").asText())
                    && bare(neighbour.portId()).equals(bare(port))) {
                return true;
            }
        }
        return false;
    }

    /// LibreNMS prints `port id (chassis id in hex)`, and some ids as octets in hex.
    private static String port(String printed) {
        String id = printed.replaceFirst(" ?\\([0-9a-f]*\\)$", "");
        boolean octets = id.matches("[0-9A-F]{2}( [0-9A-F]{2})+");
        byte[] bytes = octets ? HexFormat.ofDelimiter(" ").parseHex(id) : new byte[0];
        return octets && bytes.length != 6
                ? new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "")
                : id;
    }

    private static String bare(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    }

    private static boolean hasVrf(DevicePolled device, JsonNode vrf) {
        String wanted =
                text(vrf, "vrf_name")
                        + "|"
                        + text(vrf, "mplsVpnVrfRouteDistinguisher")
                        + "|"
                        + text(vrf, "ifIndices");
        return device.vrfs().stream().anyMatch(own -> printed(own).equals(wanted));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isNull() ? "" : node.path(field).asText();
    }

    private static String printed(VrfFact vrf) {
        return vrf.vrf()
                + "|"
                + vrf.routeDistinguisher()
                + "|"
                + vrf.interfaceIndexes().stream()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
    }

    private static boolean hasArp(DevicePolled device, JsonNode row) {
        return device.arp().stream()
                .anyMatch(own ->
                        own.address().toString().equals(text(row, "ipv4_address"))
                                && bare(own.mac().toString()).equals(text(row, "mac_address")));
    }

    /// LibreNMS has no VLAN where it has not seen the VLAN itself.
    private static boolean hasMac(DevicePolled device, JsonNode row) {
        String vlan = text(row, "vlan_vlan");
        return device.fdb().stream()
                .anyMatch(own ->
                        bare(own.mac().toString()).equals(text(row, "mac_address"))
                                && own.interfaceIndex() == row.path("ifIndex").asInt()
                                && (vlan.isEmpty() || own.vlan() == Integer.parseInt(vlan)));
    }

    @Test
    void theWholeWalksAreReadAndWhatTheirBridgesLearnedIsInThem() throws IOException {
        int learned = 0;
        Captures walks = RealCaptures.walks();
        for (String name : walks.names()) {
            List<VariableBinding> varbinds = RealCaptures.varbinds(walks, name);
            DevicePolled device = read(varbinds);
            learned += compare(name, varbinds, device);
            // a real agent's tables that go backwards are cut short and said to be
            assertThat(device.incomplete())
                    .as(name)
                    .allMatch(line -> line.contains("went back") || line.contains("context vlan-"));
        }
        assertThat(learned).isGreaterThan(800);
    }

    @Test
    void whatTheCapturedBridgesLearnedIsInTheFacts() throws IOException {
        int learned = 0;
        int whole = 0;
        for (String name : captures.names()) {
            if (!hasBridge(name)) {
                continue;
            }
            List<VariableBinding> varbinds = RealCaptures.varbinds(captures, name);
            int macs = compare(name, varbinds, read(varbinds));
            learned += macs;
            whole += macs > 0 ? 1 : 0;
        }
        assertThat(whole).isGreaterThan(85);
        assertThat(learned).isGreaterThan(28_000);
    }

    /// Cheaper than to decode it.
    private static boolean hasBridge(String name) throws IOException {
        byte[] text = captures.named(name).orElseThrow().text();
        String lines = new String(text, StandardCharsets.ISO_8859_1);
        return lines.contains("\n" + BRIDGE) || lines.contains("\n" + Q_BRIDGE);
    }

    /// @return MACs compared: none where the table was cut short
    private static int compare(String name, List<VariableBinding> varbinds, DevicePolled device) {
        Set<String> wanted = learned(varbinds);
        boolean cut =
                device.incomplete().stream().anyMatch(line -> line.contains("TpFdbTable: the"));
        if (!cut) {
            assertThat(
                            device.fdb().stream()
                                    .map(f -> f.mac().toString())
                                    .collect(Collectors.toSet()))
                    .as(name)
                    .isEqualTo(wanted);
        }
        return cut ? 0 : wanted.size();
    }

    private static Set<String> learned(List<VariableBinding> varbinds) {
        Set<String> byVlan = FdbTwin.learned(varbinds, Q_BRIDGE);
        return byVlan.isEmpty() ? FdbTwin.learned(varbinds, BRIDGE) : byVlan;
    }
}
