package io.segwright.lab.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.lab.Forall;
import io.segwright.lab.Golden;
import io.segwright.lab.device.AccessKind;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.Vendor;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EstateTest {
    private static final Estate DEMO = Estate.generate(EstateSpec.demo());

    @Test
    void theDemoIsAsLargeAsPromised() {
        assertThat(DEMO.devices()).hasSize(208);
        assertThat(DEMO.hosts().stream().filter(Host::isAllocated)).hasSize(2_000);
        assertThat(DEMO.silentDevices()).hasSize(6);
        assertThat(DEMO.sites()).hasSize(4);
        assertThat(DEMO.forbidden()).hasSize(2);
        assertThat(DEMO.devices().stream().map(LabDevice::vendor).distinct()).hasSize(6);
        assertThat(DEMO.exporters()).hasSize(13);
        assertThat(DEMO.plannedFlows()).isEqualTo(2 * (5_000 + 4 * 4));
        assertThat(DEMO.attributableFlows()).isEqualTo(2 * 5_000);
        assertThat(DEMO.devices().stream().filter(d -> d.access() == AccessKind.V1_ONLY))
                .hasSize(2);
        Map<PlantedGap.Kind, Long> gaps =
                DEMO.gaps().stream()
                        .collect(Collectors.groupingBy(PlantedGap::kind, Collectors.counting()));
        assertThat(gaps)
                .containsEntry(PlantedGap.Kind.DEVICE_SILENT, 5L)
                .containsEntry(PlantedGap.Kind.EXPORTER_UNKNOWN, 1L)
                .containsEntry(PlantedGap.Kind.DEVICE_WITHOUT_OWNER, 2L)
                .containsEntry(PlantedGap.Kind.ADDRESS_UNATTRIBUTED, 4L);
    }

    @Test
    void theSameSeedGivesTheSameEstate() {
        EstateSpec small = EstateSpec.demo().withDevices(64).withHosts(100).withConversations(200);
        assertThat(Estate.generate(small).toString()).isEqualTo(Estate.generate(small).toString());
        assertThat(Estate.generate(small.withSeed(39)).toString())
                .isNotEqualTo(Estate.generate(small).toString());
        Golden.assertMatches(EstateTest.class, "estate/policy.yaml", DEMO.policyYaml());
        String head = DEMO.allocationsCsv().lines().limit(60).collect(Collectors.joining("\n"));
        Golden.assertMatches(EstateTest.class, "estate/allocations-head.csv", head + "\n");
    }

    @Test
    void noTwoDevicesShareWhatIsTrulyTheirs() {
        Set<String> addresses = new HashSet<>();
        Set<String> macs = new HashSet<>();
        Set<String> serials = new HashSet<>();
        for (LabDevice device : DEMO.devices()) {
            device.answersAt().forEach(a -> assertThat(addresses.add(a)).as(a).isTrue());
            assertThat(macs.add(device.hardware().chassisMac())).isTrue();
            String serial = device.hardware().serial();
            assertThat(serial.isEmpty() ? device.vendor() == Vendor.LINUX : serials.add(serial))
                    .as(device.id())
                    .isTrue();
        }
    }

    @Test
    void theTrapsAreSet() {
        Map<String, Long> names =
                count(DEMO.devices().stream().map(d -> d.system().name()).toList());
        assertThat(names.values().stream().filter(n -> n > 1)).containsExactly(2L);
        Map<String, Long> engines =
                count(DEMO.devices().stream().map(LabDevice::engineId).toList());
        assertThat(engines.values().stream().filter(n -> n > 1)).containsExactly(2L);
        Map<String, Long> shown =
                count(DEMO.devices().stream().map(d -> d.hardware().shownSerial()).toList());
        assertThat(shown.get("<private>")).isGreaterThanOrEqualTo(3);
        assertThat(shown.get("0123456789")).isGreaterThanOrEqualTo(3);
    }

    private static Map<String, Long> count(List<String> values) {
        return values.stream().collect(Collectors.groupingBy(v -> v, Collectors.counting()));
    }

    /// Follows LLDP, ARP and next hops over the truth, as slowly and plainly as can be.
    private record Walk(Set<String> found, Set<String> ghosts, Set<String> forbidden) {
        static Walk of(Estate estate, Set<String> clues) {
            Map<String, LabDevice> byAddress = new HashMap<>();
            estate.devices().forEach(d -> d.answersAt().forEach(a -> byAddress.put(a, d)));
            Set<String> closed = new HashSet<>();
            estate.forbidden().forEach(f -> closed.addAll(f.device().answersAt()));
            Walk walk = new Walk(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
            Deque<String> queue = new ArrayDeque<>(List.of(estate.seedAddress()));
            Set<String> seen = new HashSet<>(queue);
            while (!queue.isEmpty()) {
                String address = queue.poll();
                LabDevice device = byAddress.get(address);
                if (closed.contains(address)) {
                    walk.forbidden.add(address);
                } else if (device == null) {
                    walk.ghosts.add(address);
                } else if (walk.found.add(device.id())) {
                    for (String next : told(device, clues)) {
                        if (next.startsWith("127.") && seen.add(next)) {
                            queue.add(next);
                        }
                    }
                }
            }
            return walk;
        }

        private static List<String> told(LabDevice device, Set<String> clues) {
            List<String> out = new ArrayList<>();
            if (clues.contains("lldp")) {
                device.neighbors().forEach(n -> out.addAll(n.managementAddresses()));
            }
            if (clues.contains("arp")) {
                device.arp().forEach(a -> out.add(a.address()));
            }
            if (clues.contains("routes")) {
                device.routes().forEach(r -> out.add(r.nextHop()));
            }
            return out;
        }
    }

    @Test
    void everyDeviceIsReachableFromTheSeedAndNothingElseIsMentioned() {
        Forall.check(
                40,
                random -> {
                    int sites = random.nextInt(1, 6);
                    return EstateSpec.demo()
                            .withSeed(random.nextLong())
                            .withSites(sites)
                            .withDevices(sites * random.nextInt(8, 90) + random.nextInt(sites))
                            .withHosts(random.nextInt(100))
                            .withSilentDevices(random.nextInt(20))
                            .withConversations(0);
                },
                spec -> {
                    Estate estate = Estate.generate(spec);
                    Walk walk = Walk.of(estate, Set.of("lldp", "arp", "routes"));
                    assertThat(walk.found).hasSize(spec.devices());
                    assertThat(walk.ghosts)
                            .isEqualTo(
                                    estate.silentDevices().stream()
                                            .filter(s ->
                                                    s.kind() != SilentDevice.Kind.FLOW_EXPORTER)
                                            .map(SilentDevice::address)
                                            .collect(Collectors.toCollection(TreeSet::new)));
                    assertThat(walk.forbidden).isNotEmpty();
                });
    }

    @Test
    void eachKindOfClueIsNeeded() {
        assertThat(Walk.of(DEMO, Set.of("arp", "routes")).found).hasSizeLessThan(208);
        assertThat(Walk.of(DEMO, Set.of("lldp", "routes")).found).hasSizeLessThan(208);
        assertThat(Walk.of(DEMO, Set.of("lldp", "arp")).found).hasSizeLessThan(208);
    }

    /// A row of the allocations, as numbers.
    private record Allocated(int bits, BigInteger network, int length, boolean owned) {
        static Allocated of(String line) {
            String[] cells = line.split(",", -1);
            String[] prefix = cells[1].split("/", -1);
            byte[] octets = InetAddress.ofLiteral(prefix[0]).getAddress();
            int length = Integer.parseInt(prefix[1]);
            BigInteger network = new BigInteger(1, octets);
            int host = octets.length * 8 - length;
            assertThat(network.shiftRight(host).shiftLeft(host)).as(line).isEqualTo(network);
            assertThat(cells).hasSize(10);
            boolean owned = !cells[2].isEmpty() && !cells[6].isEmpty();
            return new Allocated(octets.length * 8, network, length, owned);
        }

        boolean covers(byte[] octets) {
            int host = bits - length;
            return octets.length * 8 == bits
                    && new BigInteger(1, octets).shiftRight(host).equals(network.shiftRight(host));
        }
    }

    @Test
    void exactlyThePlantedGapsAreGaps() {
        Estate estate = Estate.generate(EstateSpec.demo().withDevices(64).withHosts(90));
        List<Allocated> rows = estate.allocationsCsv().lines().skip(1).map(Allocated::of).toList();
        Set<String> live = new TreeSet<>();
        for (LabDevice device : estate.devices()) {
            device.answersAt().forEach(live::add);
            device.arp().forEach(a -> live.add(a.address()));
            device.ports().forEach(p -> p.addresses().forEach(a -> live.add(a.address())));
        }
        estate.exporters().forEach(e -> live.add(e.address()));
        live.removeIf(a -> a.startsWith("fe80:") || a.startsWith("128.0.0."));
        live.removeAll(Set.of("127.0.0.1", "::1"));
        Set<String> unowned = new TreeSet<>();
        for (String address : live) {
            byte[] octets = InetAddress.ofLiteral(address).getAddress();
            if (rows.stream().noneMatch(row -> row.owned && row.covers(octets))) {
                unowned.add(address);
            }
        }
        Set<String> planted = new TreeSet<>();
        for (PlantedGap gap : estate.gaps()) {
            switch (gap.kind()) {
                case ADDRESS_UNATTRIBUTED -> planted.add(gap.subject());
                case DEVICE_WITHOUT_OWNER ->
                        gap.aliases().stream()
                                .filter(a -> a.startsWith("127."))
                                .forEach(planted::add);
                case DEVICE_SILENT, EXPORTER_UNKNOWN -> {
                    // their addresses are somebody's
                }
            }
        }
        assertThat(unowned).isEqualTo(planted).hasSize(4 + 2 * 2);
    }

    @Test
    void everyPermittedFlowFollowsARule() {
        Map<String, String> segments = new HashMap<>();
        DEMO.hosts().forEach(h -> segments.put(h.ipv4(), h.segment()));
        DEMO.hosts().forEach(h -> segments.put(h.ipv6(), h.segment()));
        Map<String, PolicyBook.Rule> rules =
                PolicyBook.rules().stream()
                        .collect(Collectors.toMap(PolicyBook.Rule::name, rule -> rule));
        assertThat(rules).hasSizeGreaterThanOrEqualTo(40);
        assertThat(PolicyBook.PURPOSES).hasSizeGreaterThanOrEqualTo(10);
        int permitted = 0;
        for (ExporterPlan plan : DEMO.exporters()) {
            for (PlannedFlow flow : plan.flows()) {
                PolicyBook.Rule rule = rules.get(flow.rule());
                if (rule != null) {
                    permitted++;
                    String source = segments.get(flow.flow().source().getHostAddress());
                    if (source != null) { // the JDK writes IPv6 in another form
                        assertThat(source).isIn(rule.from(), rule.to());
                    }
                }
            }
        }
        assertThat(permitted).isGreaterThan(9_500);
    }

    @Test
    void aSpecificationOutOfBoundsIsRefused() {
        assertThatThrownBy(() -> EstateSpec.demo().withDevices(10))
                .hasMessage("devices 10: want 32..40000");
        assertThatThrownBy(() -> Estate.generate(EstateSpec.demo().withHosts(1_000_000)))
                .hasMessageContaining("1000000 hosts: want at most");
    }
}
