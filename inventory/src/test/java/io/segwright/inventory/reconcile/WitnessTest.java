package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.link.AggregateFact;
import io.segwright.inventory.link.FdbFact;
import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.Observation.TelemetrySeen;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SilenceReason;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.observe.Witness;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which lists show a thing, and where it is.
class WitnessTest {
    private static final DeclaredRanges RANGES =
            DeclaredRanges.of(
                    List.of(new SiteRange("east", Prefix.of("10.255.0.0/24"))),
                    List.of(),
                    List.of());
    private static final String HIDDEN = "02:00:00:00:00:40";

    private static Polls box(int number) {
        return Polls.at("10.255.0." + number)
                .name("s" + number)
                .chassisMac("02:00:00:00:01:" + number)
                .port(1, "ge1", "02:00:00:00:01:" + number)
                .port(2, "ge2", "02:00:00:00:02:" + number)
                .port(3, "ae0", "02:00:00:00:03:" + number)
                .address(1, "10.255.0." + number + "/24");
    }

    private static FdbFact learned(int port, String mac) {
        return new FdbFact(port, 10, MacAddress.of(mac));
    }

    private static DevicePolled with(Polls polls, FdbFact... facts) {
        return polls.poll().toBuilder().fdb(List.of(facts)).build();
    }

    private static Reconciliation run(InventorySnapshot current, Observation... observations) {
        return Reconciler.reconcile(current, List.of(observations), RANGES);
    }

    private static Set<Witness> of(Reconciliation result, String name) {
        return result.next().devices().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow()
                .witnesses();
    }

    @Test
    void aThingIsBehindTheAccessPortWithTheFewestOthers() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        box(11).arp(1, "10.255.0.40", HIDDEN).poll(),
                        with(
                                box(12),
                                learned(1, HIDDEN),
                                learned(1, "06:00:00:00:00:01"),
                                learned(1, "06:00:00:00:00:02")),
                        with(box(13), learned(2, HIDDEN), learned(2, "06:00:00:00:00:01")));
        assertThat(result.next().traces())
                .singleElement()
                .satisfies(trace -> {
                    assertThat(trace.place()).isEqualTo("s13 port ge2");
                    assertThat(trace.witnesses())
                            .containsExactlyInAnyOrder(Witness.ARP, Witness.FDB);
                    assertThat(trace.evidence())
                            .filteredOn(line -> line.startsWith("fdb "))
                            .singleElement()
                            .asString()
                            .endsWith(HIDDEN + " -: s13 port ge2; one of 2 learned there");
                });
    }

    @Test
    void aPortThatLeadsToABridgeIsNoPlaceAndNeitherIsItsAggregate() {
        DevicePolled above =
                with(
                        box(12).neighbor(
                                        "ge1",
                                        "02:00:00:00:01:13",
                                        "s13",
                                        Set.of("bridge"),
                                        "10.255.0.13"),
                        learned(1, HIDDEN),
                        learned(3, HIDDEN));
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        box(11).arp(1, "10.255.0.40", HIDDEN).poll(),
                        box(13).poll(),
                        above.toBuilder()
                                .aggregates(List.of(new AggregateFact(3, List.of(1))))
                                .build());
        assertThat(result.next().traces())
                .singleElement()
                .satisfies(trace -> assertThat(trace.place()).isEqualTo("s11 port ge1"));
    }

    @Test
    void aMacAloneIsNoThingButAnInventoriedDevicesMacIsAWitness() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        box(11).poll(),
                        with(box(12), learned(1, HIDDEN), learned(2, "02:00:00:00:01:11")));
        assertThat(result.next().traces()).isEmpty();
        assertThat(of(result, "s11")).containsExactlyInAnyOrder(Witness.POLL, Witness.FDB);
        assertThat(of(result, "s12")).containsExactly(Witness.POLL);
    }

    @Test
    void eachListShowsItsDevices() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        box(11).arp(1, "10.255.0.12", "02:00:00:00:01:12")
                                .route("0.0.0.0/0", "10.255.0.12")
                                .neighbor(
                                        "ge1",
                                        "02:00:00:00:01:12",
                                        "s12",
                                        Set.of("bridge"),
                                        "10.255.0.12")
                                .poll(),
                        box(12).arp(1, "10.255.0.12", "02:00:00:00:01:12").poll(),
                        new ExporterSeen(
                                new Provenance("ipfix", IpAddress.of("10.255.0.12"), Polls.START),
                                "ipfix",
                                1),
                        imported("10.255.0.12"));
        assertThat(of(result, "s12"))
                .containsExactlyInAnyOrder(
                        Witness.POLL,
                        Witness.ARP,
                        Witness.NEXT_HOP,
                        Witness.NEIGHBOR,
                        Witness.TELEMETRY,
                        Witness.IMPORT);
        assertThat(of(result, "s11")).as("seen by itself only").containsExactly(Witness.POLL);
        assertThat(result.next().traces()).isEmpty();
    }

    @Test
    void sendersAndImportsInsideTheRangesAreTracesAndOthersAreNot() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        sender("10.255.0.60", Telemetry.SYSLOG),
                        sender("192.0.2.1", Telemetry.SYSLOG),
                        sender("10.255.0.61", Telemetry.SNMP),
                        imported("10.255.0.70"),
                        imported("192.0.2.2"));
        assertThat(result.next().traces())
                .extracting(Trace::subject, Trace::witnesses, Trace::evidence)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "10.255.0.60",
                                Set.of(Witness.TELEMETRY),
                                List.of("sender 10.255.0.60 - 10.255.0.60: ; sends syslog")),
                        org.assertj.core.groups.Tuple.tuple(
                                "10.255.0.70",
                                Set.of(Witness.IMPORT),
                                List.of(
                                        "import import:register - 10.255.0.70: ; row:10.255.0.70")));
    }

    @Test
    void aVirtualRouterIsNoThing() {
        DevicePolled router =
                box(12).poll().toBuilder()
                        .virtualAddresses(
                                List.of(
                                        new VirtualAddressFact(
                                                VirtualAddressFact.Protocol.HSRP,
                                                1,
                                                7,
                                                IpAddress.of("10.255.0.2"),
                                                MacAddress.of("02:bf:00:00:00:02"))))
                        .build();
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        box(11).arp(1, "10.255.0.1", "00:00:5e:00:01:07")
                                .arp(1, "10.255.0.2", "02:bf:00:00:00:02")
                                .arp(1, "10.255.0.3", "02:bf:00:00:00:02")
                                .route("0.0.0.0/0", "10.255.0.1")
                                .route("10.0.0.0/8", "10.255.0.2")
                                .poll(),
                        router);
        assertThat(result.next().traces()).isEmpty();
        assertThat(of(result, "s12")).containsExactly(Witness.POLL);
    }

    @Test
    void lldpAndCdpOfOneBoxAreOneThing() {
        Polls both =
                box(11).neighbor("ge1", HIDDEN, "hidden", Set.of("bridge"))
                        .cdpNeighbor("ge1", "hidden.example", "hidden", Set.of("bridge"));
        assertThat(run(InventorySnapshot.EMPTY, both.poll()).next().traces()).hasSize(1);
    }

    @Test
    void aRunThatAskedSomeTakesNothingBackAndOneThatAskedAllDoes() {
        Observation sees = box(11).arp(1, "10.255.0.12", "02:00:00:00:01:12").poll();
        Observation forgot = box(11).poll();
        Reconciliation first = run(InventorySnapshot.EMPTY, sees, box(12).poll());
        assertThat(of(first, "s12")).containsExactlyInAnyOrder(Witness.POLL, Witness.ARP);

        Reconciliation part = run(first.next(), forgot);
        assertThat(of(part, "s12")).contains(Witness.ARP);
        assertThat(part.changes()).isEmpty();

        Reconciliation torn =
                run(
                        first.next(),
                        box(11).incomplete("ipNetToMediaTable: timeout after 3 rows").poll(),
                        box(12).poll());
        assertThat(of(torn, "s12")).contains(Witness.ARP);

        Reconciliation all =
                run(first.next(), forgot, Polls.silent("10.255.0.12", SilenceReason.TIMEOUT));
        assertThat(of(all, "s12")).containsExactly(Witness.POLL);
    }

    private static TelemetrySeen sender(String address, Telemetry kind) {
        return new TelemetrySeen(
                new Provenance("listen", IpAddress.of(address), Polls.START), kind, 3);
    }

    private static DeviceImported imported(String address) {
        return new DeviceImported(
                new Provenance("import:register", IpAddress.of("127.0.0.1"), Polls.START),
                "row:" + address,
                "",
                Set.of(),
                List.of(),
                List.of(),
                List.of(new AddressFact(IpAddress.of(address), 32, 0, Vrf.DEFAULT)));
    }
}
