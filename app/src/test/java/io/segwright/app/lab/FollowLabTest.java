package io.segwright.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.app.cli.Ran;
import io.segwright.app.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The graph follows the real lab: devices' own messages, cables, hosts and names. One lab session; host h6 is off at
/// first. While a follower runs the inventory is read beside it, as a person would.
///
/// Needs root and lab/net.
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FollowLabTest {
    private static final String V3 =
            "-v3 -l authPriv -u monitor -a SHA-256 -A %s -x AES -X monitor-priv-1 10.255.0.1 '' ";
    private static final String LINK_DOWN = "1.3.6.1.6.3.1.1.5.3";
    private static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";
    private static final List<String> AT_FIRST =
            List.of("h1", "h2", "h3", "h4", "h5", "l1", "l2", "l3", "s1", "s2");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static @Nullable Path directory;
    private static @Nullable LabNetwork running;

    @BeforeAll
    static void up() throws IOException, InterruptedException {
        Optional<String> absent = LabNetwork.absent();
        absent.ifPresent(why -> System.err.println("SKIPPED: following the real lab: " + why));
        assumeTrue(absent.isEmpty(), () -> absent.orElse(""));
        assumeTrue(LabNetwork.isOwn(), "another lab's cables and cards may be others");
        running = LabNetwork.up(Files.createDirectory(work().resolve("commands")));
        Files.write(
                Files.createFile(
                        work().resolve("snmp.json"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))),
                Files.readAllBytes(LabNetwork.NET.resolve("snmp-v3.json")));
        hands().switchOff("h6", "l3");
    }

    @AfterAll
    static void down() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    private static LabNetwork lab() {
        assertThat(running).as("the lab is up").isNotNull();
        return running;
    }

    private static Hands hands() {
        return new Hands(lab());
    }

    private static Path work() {
        assertThat(directory).isNotNull();
        return directory;
    }

    private static Path data() {
        return work().resolve("data");
    }

    private static Follower follow(String every, String... more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("collect", "--follow", "--every", every));
        words.addAll(List.of("--seed", "10.255.0.13", "--range", "lab=10.255.0.0/24"));
        words.addAll(List.of("--snmp", work().resolve("snmp.json").toString()));
        words.addAll(List.of("--data", data().toString()));
        words.addAll(List.of(more));
        return Follower.start(lab(), words.toArray(String[]::new));
    }

    /// A reading command in this very process, which sees the same files as the station.
    private static JsonNode read(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data(), "-o", "json"));
        Ran ran = Ran.of(all.toArray());
        assertThat(ran.code()).as(ran.toString()).isZero();
        return JSON.readTree(ran.out());
    }

    private static List<String> column(JsonNode rows, String name) {
        List<String> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(row.get(name).asText()));
        return cells;
    }

    private static Instant lastSeen(String address) throws IOException {
        return Instant.parse(
                read("inventory", "show", address).get("device").get("last_seen").asText());
    }

    /// Whom a device sees, by its port.
    private static Map<String, String> links(String address, Object... when) throws IOException {
        List<Object> words = new ArrayList<>(List.of("inventory", "show", address));
        words.addAll(List.of(when));
        Map<String, String> links = new TreeMap<>();
        read(words.toArray())
                .get("neighbors")
                .forEach(n -> links.put(n.get("port").asText(), n.get("name").asText()));
        return links;
    }

    @Test
    @Order(1)
    void whoSaysThatSomethingChangedIsAskedSoonAndOnceInFiveMinutes() throws Exception {
        Follower follower = follow("10m", "--trap-port", "162", "--syslog-port", "514");
        assertThat(column(read("inventory", "list"), "name"))
                .containsExactlyInAnyOrderElementsOf(AT_FIRST);
        Instant h2 = lastSeen("10.255.0.17");
        Instant h4 = lastSeen("10.255.0.19");
        whatMustTriggerNothing();
        String inform = "snmpinform " + V3.formatted("monitor-auth-1");
        lab().at("h4", inform + LINK_UP).succeeded(); // it was answered
        lab().at("h2", "logger -n 10.255.0.1 -P 514 -d -t kernel 'eth1: link is down'").succeeded();
        follower.await(
                "h4 and h2 were asked",
                () -> follower.prompts("h4").size() + follower.prompts("h2").size() == 2);
        assertThat(lastSeen("10.255.0.17")).isAfter(h2);
        Instant asked = lastSeen("10.255.0.19");
        assertThat(asked).isAfter(h4);
        lab().at("h4", inform + LINK_DOWN).succeeded();
        lab().at("h5", inform + LINK_DOWN).succeeded();
        follower.await("h5 was asked", () -> !follower.prompts("h5").isEmpty());
        assertThat(lastSeen("10.255.0.19")).isEqualTo(asked);
        LabNetwork.Ended ended = follower.stop("TERM", lab());
        assertThat(follower.prompts("h4")).hasSize(1);
        assertThat(ended.err())
                .containsPattern("(?m)^heard: \\d+ traps, 1 log lines; [1-9]\\d* refused, 0 lost;")
                .contains("; 1 from senders nobody knows, which triggered nothing");
        nothingWasSentToTheStranger();
    }

    /// A trap that proves nothing of a sender that nobody knows, though inside the range; an inform with a wrong key.
    private static void whatMustTriggerNothing() throws IOException, InterruptedException {
        lab().at(
                        "mgmt",
                        """
                        ip addr add 10.255.0.99/32 dev oob
                        nft add table ip stranger
                        nft add chain ip stranger out '{ type filter hook output priority 0; }'
                        nft add rule ip stranger out ip daddr 10.255.0.99 udp dport 161 counter
                        snmptrap -v2c -c public --clientaddr=10.255.0.99 10.255.0.1 '' %s
                        """
                                .formatted(LINK_DOWN))
                .succeeded();
        String wrong = "snmpinform -r 0 -t 1 " + V3.formatted("no-such-key") + LINK_DOWN;
        assertThat(lab().at("h1", wrong).code()).isNotZero();
    }

    private static void nothingWasSentToTheStranger() throws IOException, InterruptedException {
        assertThat(lab().at("mgmt", "nft list table ip stranger").succeeded().out())
                .contains("counter packets 0 ");
        JsonNode logs = read("logs", "--sender", "10.255.0.99");
        assertThat(column(logs, "name")).containsExactly("linkDown");
        assertThat(column(logs, "device")).containsExactly("");
    }

    @Test
    @Order(2)
    void theGraphFollowsCablesHostsAndNamesAndOldReadsStayOld() throws Exception {
        Follower follower = follow("10s", "--trap-port", "162");
        assertThat(follower.said()).startsWith("data store opened in"); // not after a crash
        assertThat(links("10.255.0.13")).isEqualTo(L1);
        assertThat(links("10.255.0.11")).containsEntry("eth1", "l1");
        Instant atFirst = Instant.now();

        hands().pull("s1", "eth1");
        hands().switchOn("h6");
        follower.await(
                "the cable from s1 to l1 is gone and h6 is there",
                () ->
                        !links("10.255.0.13").containsKey("eth1")
                                && !links("10.255.0.11").containsKey("eth1")
                                && "h6".equals(links("10.255.0.15").get("eth4"))
                                && column(read("inventory", "list"), "name").contains("h6"));
        asItWasAtFirst(atFirst);
        Instant inBetween = Instant.now();

        hands().plug("s1", "eth1");
        hands().swapCables("h3", "02:5e:00:00:12:01", "h5", "02:5e:00:00:14:01");
        hands().rename("h1", "10.255.0.16", "h2");
        follower.await(
                "h3 and h5 have changed places, two are called h2, and s1 is back",
                () ->
                        "h5".equals(links("10.255.0.14").get("eth3"))
                                && "h3".equals(links("10.255.0.15").get("eth3"))
                                && "l3".equals(links("10.255.0.18").get("eth1"))
                                && "l2".equals(links("10.255.0.20").get("eth1"))
                                && "l3".equals(links("10.255.0.21").get("eth1"))
                                && "l1".equals(links("10.255.0.11").get("eth1"))
                                && "s1".equals(links("10.255.0.13").get("eth1"))
                                && twoAreCalledH2());
        assertThat(links("10.255.0.13", "--as-of", atFirst)).isEqualTo(L1);
        assertThat(links("10.255.0.14", "--as-of", inBetween)).containsEntry("eth3", "h3");
        assertThat(links("10.255.0.18", "--as-of", inBetween)).containsEntry("eth1", "l2");
        assertThat(column(read("inventory", "list", "--as-of", inBetween), "name"))
                .contains("h1", "h2", "h6");
        follower.stop("INT", lab());
        theGraphsOwnLinksAreThoseThatAreThere();
    }

    private static final Map<String, String> L1 =
            Map.of("eth1", "s1", "eth2", "s2", "eth3", "h1", "eth4", "h2");

    private static void asItWasAtFirst(Instant then) throws IOException {
        assertThat(links("10.255.0.13", "--as-of", then)).isEqualTo(L1);
        assertThat(links("10.255.0.11", "--as-of", then)).containsEntry("eth1", "l1");
        assertThat(links("10.255.0.15", "--as-of", then)).doesNotContainKey("eth4");
        assertThat(column(read("inventory", "list", "--as-of", then), "name"))
                .containsExactlyInAnyOrderElementsOf(AT_FIRST);
    }

    /// And are two for all that.
    private static boolean twoAreCalledH2() throws IOException {
        JsonNode rows = read("inventory", "list", "--name", "h2");
        return column(rows, "address").equals(List.of("10.255.0.16", "10.255.0.17"))
                && column(rows, "id").stream().distinct().count() == 2
                && "h2".equals(links("10.255.0.13").get("eth3"));
    }

    /// The edges that paths are made of, which nobody writes but by what neighbours say.
    private static void theGraphsOwnLinksAreThoseThatAreThere() throws Exception {
        try (DataDirectory data = DataDirectory.open(data())) {
            Map<String, String> open = new TreeMap<>();
            data.graph()
                    .snapshot()
                    .devices()
                    .forEach(d -> open.put(d.id().text(), d.managementAddresses().getFirst() + ""));
            List<String> edges =
                    data.graph()
                            .ask(g ->
                                    g.E().hasLabel("linkedTo").toList().stream()
                                            .filter(e ->
                                                    e.<Instant>value("supersededAt")
                                                            .isAfter(Instant.now()))
                                            .map(e ->
                                                    open.get(e.outVertex().value("deviceId"))
                                                            + " "
                                                            + e.value("interfaceName")
                                                            + " "
                                                            + open.get(
                                                                    e.inVertex().value("deviceId")))
                                            .sorted()
                                            .toList());
            assertThat(edges)
                    .hasSize(24) // 12 cables, each told by both ends
                    .doesNotHaveDuplicates()
                    .contains(
                            "10.255.0.11 eth1 10.255.0.13",
                            "10.255.0.14 eth3 10.255.0.20",
                            "10.255.0.15 eth3 10.255.0.18",
                            "10.255.0.15 eth4 10.255.0.21",
                            "10.255.0.18 eth1 10.255.0.15",
                            "10.255.0.20 eth1 10.255.0.14");
        }
    }
}
