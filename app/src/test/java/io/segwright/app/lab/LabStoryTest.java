package io.segwright.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From the wire to a proven access list on eleven real devices: discovered from one seed, planned, the lists loaded
/// into the kernel, and real connections behave as the policy says. One lab session; each step builds on those before.
///
/// Needs root and lab/net (or `-Dsegwright.lab=DIR`).
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabStoryTest {
    private static final String SEED = "10.255.0.13";
    private static final String V4 = "lab=10.255.0.0/24";
    private static final String V6 = "lab=fd00:ff::/64";
    private static final List<String> ROUTERS = List.of("l1", "l2", "l3", "s1", "s2");
    private static final List<String> LEAVES = List.of("l1", "l2", "l3");
    private static final List<String> DEVICES =
            List.of("h1", "h2", "h3", "h4", "h5", "h6", "l1", "l2", "l3", "s1", "s2");
    private static final Path POLICY = LabNetwork.NET.resolve("policy.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FLOWS =
            Pattern.compile(
                    "flows: (\\d+) received from (\\d+) exporters, (\\d+) attributed at both ends");

    @TempDir private static @Nullable Path directory;
    private static @Nullable LabNetwork running;

    @BeforeAll
    static void up() throws IOException, InterruptedException {
        Optional<String> absent = LabNetwork.absent();
        absent.ifPresent(why -> System.err.println("SKIPPED: the story on the real lab: " + why));
        assumeTrue(absent.isEmpty(), () -> absent.orElse(""));
        running = LabNetwork.up(Files.createDirectory(work().resolve("commands")));
        for (String version : List.of("v2c", "v3")) { // git does not keep a file's mode 0600
            Files.write(
                    Files.createFile(
                            snmp(version),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))),
                    Files.readAllBytes(LabNetwork.NET.resolve("snmp-" + version + ".json")));
        }
    }

    @AfterAll
    static void down() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    @AfterEach
    void tell(TestInfo step) {
        System.err.println("lab story: " + step.getDisplayName());
    }

    private static LabNetwork lab() {
        assertThat(running).as("the lab is up").isNotNull();
        return running;
    }

    private static Path work() {
        assertThat(directory).isNotNull();
        return directory;
    }

    private static Path snmp(String version) {
        return work().resolve("snmp-" + version + ".json");
    }

    /// The data directory that the story goes on with.
    private static String data() {
        return work().resolve("data").toString();
    }

    @Test
    @Order(1)
    void theLeafTellsWhereItsNeighboursAreManaged() throws Exception {
        assumeTrue(LabNetwork.isOwn(), "another lab's lldpd may tell other addresses");
        assertThat(
                        lab().on("l1", "lldpcli", "-f", "keyvalue", "show", "neighbors")
                                .succeeded()
                                .out()
                                .lines()
                                .filter(line -> line.contains(".chassis.mgmt-ip="))
                                .map(line -> line.substring(line.indexOf('=') + 1)))
                .containsExactlyInAnyOrder(
                        "10.255.0.11",
                        "10.255.0.12",
                        "10.255.0.16",
                        "10.255.0.17",
                        "fd00:ff::11",
                        "fd00:ff::12",
                        "fd00:ff::16",
                        "fd00:ff::17");
    }

    @Test
    @Order(2)
    void allocationsAreImported() throws Exception {
        Path csv = LabNetwork.NET.resolve("allocations.csv");
        LabNetwork.Ended imported =
                lab().segwright("import", "allocations", csv.toString(), "--data", data())
                        .succeeded();
        long rows = Files.readAllLines(csv).size() - 1L;
        assertThat(imported.err()).contains(rows + " rows, " + rows + " new, 0 changed");
    }

    @Test
    @Order(3)
    void oneSeedLeadsToTheElevenOverV2c() throws Exception {
        theElevenAreFound(
                lab().segwright(
                                "collect",
                                "--seed",
                                SEED,
                                "--range",
                                V4,
                                "--range",
                                V6,
                                "--snmp",
                                snmp("v2c").toString(),
                                "--data",
                                data(),
                                "-o",
                                "json"));
    }

    @Test
    @Order(4)
    void andOverV3() throws Exception {
        theElevenAreFound(
                lab().segwright(
                                "collect",
                                "--seed",
                                SEED,
                                "--range",
                                V4,
                                "--range",
                                V6,
                                "--snmp",
                                snmp("v3").toString(),
                                "--data",
                                data() + "-v3",
                                "-o",
                                "json"));
    }

    @Test
    @Order(5)
    void andOverIpv6Alone() throws Exception {
        assumeTrue(LabNetwork.isOwn(), "another lab's LLDP may lead to no IPv6 address");
        theElevenAreFound(
                lab().segwright(
                                "collect",
                                "--seed",
                                "fd00:ff::13",
                                "--range",
                                V6,
                                "--snmp",
                                snmp("v3").toString(),
                                "--data",
                                data() + "-v6",
                                "-o",
                                "json"));
    }

    /// Each once, nothing silent, no gap, no conflict: the station itself is neither a device nor missing.
    private static void theElevenAreFound(LabNetwork.Ended collected) throws IOException {
        collected.succeeded();
        assertThat(cells(collected, "name")).containsExactlyInAnyOrderElementsOf(DEVICES);
        assertThat(cells(collected, "id")).doesNotHaveDuplicates();
        assertThat(cells(collected, "change")).containsOnly("new");
        assertThat(collected.err())
                .contains("11 devices in the inventory")
                .doesNotContain("silent:", "gap:", "conflict:");
    }

    private static List<String> cells(LabNetwork.Ended ended, String column) throws IOException {
        List<String> cells = new ArrayList<>();
        for (JsonNode row : JSON.readTree(ended.out())) {
            cells.add(row.get(column).asText());
        }
        return cells;
    }

    @ParameterizedTest(name = "flows of a real exporter arrive and are attributed, version {0}")
    @ValueSource(strings = {"9", "10"})
    @Order(6)
    void flowsAreAttributed(String version) throws Exception {
        LabNetwork.Running collect =
                lab().startSegwright(
                                "collect",
                                "--range",
                                V4,
                                "--flow-port",
                                "2055",
                                "--flow-seconds",
                                "7",
                                "--data",
                                data());
        while (collect.process().isAlive()
                && lab().at("mgmt", "ss -Hlun 'sport = :2055'").out().isBlank()) {} // not yet
        String exporter = LabNetwork.NET.resolve("softflowd").toString();
        lab().run(exporter, "l1", "10.255.0.1:2055", version).succeeded();
        while (collect.process().isAlive()) {
            lab().at("h1", "ping -q -f -c 300 10.10.3.15; ping -q -f -c 300 fd10:3::15");
        }
        LabNetwork.Ended collected = collect.await().succeeded();
        lab().on("l1", "pkill", "-x", "softflowd");
        Matcher flows = FLOWS.matcher(collected.err());
        assertThat(flows.find()).as(collected.toString()).isTrue();
        assertThat(flows.group(2)).as(collected.err()).isEqualTo("1");
        assertThat(Integer.parseInt(flows.group(1))).as(collected.err()).isPositive();
        assertThat(Integer.parseInt(flows.group(3))).as(collected.err()).isPositive();
        int changes = version.equals("9") ? 1 : 0; // from then on flows, too, show that l1 exists
        assertThat(collected.err())
                .contains(
                        "11 devices in the inventory, %d changes written, 0 addresses silent"
                                .formatted(changes));
    }

    @Test
    @Order(7)
    void everyDeviceGetsAProvenPlan() throws Exception {
        LabNetwork.Ended planned =
                lab().segwright(
                                "plan",
                                "--policy",
                                POLICY.toString(),
                                "-out",
                                plan("").toString(),
                                "--data",
                                data(),
                                "-o",
                                "json")
                        .succeeded();
        NavigableSet<String> wanted = new TreeSet<>();
        DEVICES.forEach(device -> wanted.add(device + "_mgmt.nft"));
        ROUTERS.forEach(router -> wanted.add(router + "_mgmt.ios"));
        LEAVES.forEach(leaf -> {
            wanted.add(leaf + "_segment.nft");
            wanted.add(leaf + "_segment.ios");
        });
        assertThat(cells(planned, "file")).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(cells(planned, "proved")).isEqualTo(cells(planned, "lists")).doesNotContain("0");
        try (Stream<Path> files = Files.list(plan(""))) {
            wanted.add("plan.json");
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    private static Path plan(String file) {
        return work().resolve("plan").resolve(file);
    }

    @Test
    @Order(8)
    void nftAcceptsEveryFile() throws Exception {
        try (Stream<Path> files = Files.list(plan(""))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".nft")).toList()) {
                lab().at("mgmt", "nft -c -f " + file).succeeded();
            }
        }
    }

    /// The hosts hang on br0; eth1 and eth2 are links to the spines, mgmt0 is the management network.
    @Test
    @Order(8)
    void aLeafFiltersWhereItsHostsAre() throws Exception {
        for (String leaf : LEAVES) {
            assertThat(
                            Pattern.compile("(iifname|oifname) \"([^\"]+)\"")
                                    .matcher(Files.readString(plan(leaf + "_segment.nft")))
                                    .results()
                                    .map(MatchResult::group)
                                    .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("iifname \"br0\"", "oifname \"br0\"");
        }
    }

    @Test
    @Order(9)
    void beforeTheListIsLoadedAHostReachesTheSpine() throws Exception {
        for (String address : List.of("10.0.0.1", "fd00::1", "10.255.0.11", "fd00:ff::11")) {
            assertThat(lab().sshBanner("h1", address)).as(address).startsWith("SSH-2.0-");
        }
        assertThat(lab().sysName("h1", "10.255.0.11")).isEqualTo("\"s1\"");
        assertThat(lab().sysName("h1", "udp6:[fd00:ff::11]:161")).isEqualTo("\"s1\"");
    }

    @Test
    @Order(10)
    void withTheListOnlyTheStationDoesAndRoutingStaysUp() throws Exception {
        OspfNeighbours before = OspfNeighbours.of(lab(), "s1");
        assertThat(before.full()).isEqualTo(6); // three leaves, two families
        lab().load("s1", plan("s1_mgmt.nft"));
        for (String address : List.of("10.255.0.11", "fd00:ff::11")) {
            assertThat(lab().sshBanner("mgmt", address)).as(address).startsWith("SSH-2.0-");
        }
        assertThat(lab().sysName("mgmt", "10.255.0.11")).isEqualTo("\"s1\"");
        assertThat(lab().sysName("mgmt", "udp6:[fd00:ff::11]:161")).isEqualTo("\"s1\"");
        for (String address : List.of("10.0.0.1", "fd00::1", "10.255.0.11", "fd00:ff::11")) {
            assertThat(lab().sshBanner("h1", address)).as(address).isEmpty();
        }
        assertThat(lab().sysName("h1", "10.255.0.11")).isEmpty();
        assertThat(lab().sysName("h1", "udp6:[fd00:ff::11]:161")).isEmpty();
        OspfNeighbours after = OspfNeighbours.of(lab(), "s1");
        long wanted = before.youngestSeconds() + 12; // three times the dead interval
        while (after.full() == 6
                && after.youngestSeconds() >= before.youngestSeconds() // none came anew
                && after.youngestSeconds() < wanted) {
            after = OspfNeighbours.of(lab(), "s1");
        }
        assertThat(after.full()).as(after.toString()).isEqualTo(6);
        assertThat(after.youngestSeconds()).as(after.toString()).isGreaterThanOrEqualTo(wanted);
    }

    @Test
    @Order(11)
    void withTheSegmentListsHostsReachEachOtherExactlyAsThePolicySays() throws Exception {
        assertThat(Reach.probed(lab())).as("with no list on a leaf").hasSize(Reach.PROBES);
        for (String leaf : LEAVES) {
            lab().load(leaf, plan(leaf + "_segment.nft"));
        }
        assertThat(Reach.probed(lab())).hasSize(28).isEqualTo(Reach.truth());
    }

    @Test
    @Order(12)
    void aPermissionNamesItsPolicyLineAndOwner() throws Exception {
        LabNetwork.Ended explained = explain("10.10.1.11", "10.10.3.15", "tcp/8080");
        assertThat(explained.code()).as(explained.toString()).isZero();
        int line = 1;
        for (String text : Files.readAllLines(POLICY)) {
            if (text.contains("name: web-to-app,")) {
                break;
            }
            line++;
        }
        assertThat(explained.out())
                .contains("web-to-app policy.yaml:" + line + " owner team-web ticket WEB-17")
                .contains("l1_br0_in", "l3_br0_out");
    }

    @Test
    @Order(13)
    void aDenialNamesTheListLine() throws Exception {
        LabNetwork.Ended explained = explain("fd10:1::11", "fd10:2::14", "tcp/5432");
        assertThat(explained.code()).as(explained.toString()).isEqualTo(3);
        assertThat(cells(explained, "verdict")).contains("deny").doesNotContain("permit");
        assertThat(explained.out()).contains("l1_br0_in", "no rule allows it");
    }

    private static LabNetwork.Ended explain(String from, String to, String service)
            throws IOException, InterruptedException {
        return lab().segwright(
                        "explain",
                        from,
                        to,
                        service,
                        "--policy",
                        POLICY.toString(),
                        "--data",
                        data(),
                        "-o",
                        "json");
    }

    @Test
    @Order(14)
    void anAddressIsKnownWithItsOwner() throws Exception {
        JsonNode known =
                JSON.readTree(
                        lab().segwright("whois", "10.10.1.11", "--data", data(), "-o", "json")
                                .succeeded()
                                .out());
        assertThat(known.get("service").asText()).isEqualTo("web");
        assertThat(known.get("vm").asText()).isEqualTo("h1");
        assertThat(known.get("owner").asText()).isEqualTo("team-web");
        assertThat(known.get("devices").get(0).asText()).startsWith("h1 (");
    }
}
