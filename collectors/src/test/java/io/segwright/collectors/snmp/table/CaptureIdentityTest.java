package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.understand.Understanding;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import io.segwright.lab.replay.Captures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every capture of a real device, warts and all and in the order of the file, one poll each at an address of its own:
/// which are one device? What is made of each is [LibrenmsAgreementTest]'s.
///
/// Nearly all have their names masked, so that the name cannot help; each merge that there is was looked at by hand.
@Tag("data")
class CaptureIdentityTest {
    /// Captures of one box, and why they are.
    private static final Map<String, String> ONE_BOX =
            Map.of(
                    "eltex-mes23xx_mes2324fbac eltex-mes23xx_mes2348p",
                    "one switch captured twice: the same serial ES51007902, bridge MAC and 53 port MACs, the same"
                            + " model by sysObjectID; the files differ in counters and learned MACs only",
                    "jetdirect jetdirect_context",
                    "one printer captured twice: the two files are equal but for one line; the same two burnt-in MACs");

    /// Captures that share a MAC and are not held to be one.
    private static final List<String> APART =
            List.of(
                    "axiscam_d3110-mk-ii axiscam_d4200-ve", // a MAC with the serial half masked to
                    // zero
                    "axiscam_i8116-e axiscam_q6074", // likewise
                    "cirpack gwd", // 01:02:03:04:05:06
                    "cirpack zynos_mgs3712", // likewise
                    "gwd zynos_mgs3712", // likewise
                    "dell-powervault_me4024 exos", // 02:c0:ff:00:00:00, internal to every such
                    // array
                    "feos_nx6500 routeros_rblhgr", // 00:11:22:33:44:56
                    "horizon-compact horizon-duo", // 12:34:56:ab:cd:ef
                    "junos_ber nxos_lag-mib", // 02:00:00:00:00:04, of an internal interface
                    "mimosa mimosa_b5"); // one MAC in common, of one and six: perhaps one box, too

    private static final String WALK = "walk:";
    private static final Map<String, DevicePolled> POLLS = new TreeMap<>();
    private static final Map<IpAddress, String> NAMES = new HashMap<>();
    private static Reconciliation first;

    @BeforeAll
    static void poll() throws IOException {
        poll(RealCaptures.librenms(), "");
        poll(RealCaptures.walks(), WALK);
        first = reconcile(InventorySnapshot.EMPTY);
    }

    private static void poll(Captures captures, String kind) throws IOException {
        for (String name : captures.names()) {
            IpAddress at = IpAddress.v4((100 << 24) + (64 << 16) + NAMES.size()); // RFC 6598
            NAMES.put(at, kind + name);
            RealCaptures.poll(RealCaptures.varbinds(captures, name), at, Understanding.configured())
                    .ifPresent(poll -> POLLS.put(kind + name, poll));
        }
    }

    private static Set<String> merged(Reconciliation result) {
        Set<String> merged = new TreeSet<>();
        for (Device device : result.next().devices()) {
            Set<String> names = new TreeSet<>();
            device.managementAddresses().forEach(a -> names.add(NAMES.getOrDefault(a, "?")));
            if (names.size() > 1) {
                merged.add(String.join(" ", names));
            }
        }
        return merged;
    }

    private static Reconciliation reconcile(InventorySnapshot current) {
        List<Observation> polls = new ArrayList<>(POLLS.values());
        return Reconciler.reconcile(current, polls, DeclaredRanges.NONE);
    }

    @Test
    void everyCaptureIsReadWithoutCrashAndWithinTheLimits() {
        List<DevicePolled> captured =
                POLLS.entrySet().stream()
                        .filter(e -> !e.getKey().startsWith(WALK))
                        .map(Map.Entry::getValue)
                        .toList();
        assertThat(captured).hasSizeGreaterThan(950);
        assertThat(captured.stream().filter(poll -> poll.incomplete().isEmpty()))
                .hasSizeGreaterThan(900); // the others hold identifiers out of order
        assertThat(captured)
                .allSatisfy(poll ->
                        assertThat(poll.keys().toString()).doesNotContainIgnoringCase("private"));
    }

    @Test
    void onlyCapturesOfOneBoxAreOneDevice() {
        System.err.printf(
                "%d polls are %d devices and %d boxes of stacks, %d conflicts%n",
                POLLS.size(),
                first.next().devices().stream().filter(d -> d.membership().isEmpty()).count(),
                first.next().devices().stream().filter(d -> d.membership().isPresent()).count(),
                first.conflicts().size());
        first.conflicts().forEach(System.err::println);
        assertThat(merged(first)).isEqualTo(new TreeSet<>(ONE_BOX.keySet()));
        assertThat(first.answered()).hasSize(POLLS.size());
    }

    @Test
    void thePairsThatShareAMacWereAllLookedAt() {
        Map<String, List<String>> byMac = new TreeMap<>();
        POLLS.forEach((name, poll) ->
                poll.interfaces().stream()
                        .flatMap(i -> i.mac().stream())
                        .filter(mac -> mac.bits() != 0 && mac.bits() != 0xffffffffffffL)
                        .distinct()
                        .forEach(mac ->
                                byMac.computeIfAbsent(mac.toString(), _ -> new ArrayList<>())
                                        .add(name)));
        Set<String> pairs = new TreeSet<>();
        for (List<String> names : byMac.values()) {
            for (int i = 0; i < names.size(); i++) {
                for (int j = i + 1; j < names.size(); j++) {
                    pairs.add(names.get(i) + " " + names.get(j));
                }
            }
        }
        Set<String> known = new TreeSet<>(APART);
        known.addAll(ONE_BOX.keySet());
        assertThat(pairs).isEqualTo(known);
    }

    @Test
    void theSameCapturesAgainAreNoChange() {
        assertThat(reconcile(first.next()).changes()).isEmpty();
    }

    @Test
    void twoRoutersOfOneModelAreTwo() {
        List<Observation> routers =
                List.of(
                        poll(WALK + "juniper-mx960-12-3r6-6"),
                        poll(WALK + "juniper-mx960-13-3r9-13"));
        assertThat(
                        Reconciler.reconcile(InventorySnapshot.EMPTY, routers, DeclaredRanges.NONE)
                                .next()
                                .devices())
                .hasSize(2);
    }

    private static DevicePolled poll(String name) {
        return Optional.ofNullable(POLLS.get(name)).orElseThrow();
    }

    /// One real switch under another name and at another address, as it was captured twice in the collection that the
    /// walk is from.
    @Test
    void oneSwitchUnderTwoNamesIsOne() {
        DevicePolled walk = poll(WALK + "cisco-n5000");
        var system = walk.system();
        DevicePolled renamed =
                DevicePolled.builder(
                                new io.segwright.inventory.observe.Provenance(
                                        "snmp",
                                        IpAddress.of("100.127.0.1"),
                                        walk.provenance().at()),
                                new io.segwright.inventory.observe.SystemFacts(
                                        "another name",
                                        system.description(),
                                        system.objectId(),
                                        "",
                                        "",
                                        system.services()))
                        .keys(walk.keys())
                        .interfaces(walk.interfaces())
                        .hardware(walk.hardware())
                        .stackMembers(walk.stackMembers())
                        .build();
        assertThat(
                        Reconciler.reconcile(
                                        InventorySnapshot.EMPTY,
                                        List.of(walk, renamed),
                                        DeclaredRanges.NONE)
                                .next()
                                .devices()
                                .stream()
                                .filter(d -> d.membership().isEmpty()))
                .hasSize(1);
    }

    @Test
    void maskedSerialsAndZeroBridgeMacsAreNobodysKeys() {
        for (Device device : first.next().devices()) {
            assertThat(device.keys().toString())
                    .as(device.name())
                    .doesNotContainIgnoringCase("private")
                    .doesNotContain("00:00:00:00:00:00");
        }
    }
}
