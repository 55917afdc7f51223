package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SilenceReason;
import io.segwright.inventory.observe.Witness;
import io.segwright.inventory.reconcile.InventoryChange.TraceEnded;
import io.segwright.inventory.reconcile.InventoryChange.TraceSeen;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final DeclaredRanges RANGES =
            DeclaredRanges.of(
                    List.of(
                            new SiteRange("east", Prefix.of("10.255.0.0/24")),
                            new SiteRange("east", Prefix.of("fd00:ff::/64"))),
                    List.of(Prefix.of("10.255.0.250/32")),
                    List.of(Prefix.of("10.255.0.240/29")));

    private static Polls spine() {
        return Polls.at("10.255.0.11")
                .name("s1")
                .chassisMac("02:00:00:00:00:11")
                .port(1, "mgmt0", "02:00:00:00:00:11")
                .port(2, "eth1", "02:00:00:00:00:12")
                .address(1, "10.255.0.11/24")
                .address(2, "10.1.0.1/24");
    }

    private static Reconciliation run(InventorySnapshot current, Observation... observations) {
        return Reconciler.reconcile(current, List.of(observations), RANGES);
    }

    @Test
    void allEvidenceOfOneThingIsOneTrace() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        spine().neighbor(
                                        "eth1",
                                        "02:00:00:00:00:40",
                                        "core-9",
                                        Set.of("router"),
                                        "fd00:ff::40")
                                .arp(1, "10.255.0.40", "02:00:00:00:00:40")
                                .arp(1, "fd00:ff::40", "02:00:00:00:00:40")
                                .route("10.9.0.0/16", "10.255.0.40")
                                .poll(),
                        Polls.silent("10.255.0.40", SilenceReason.TIMEOUT));
        String spine = result.next().devices().getFirst().id().text();
        assertThat(result.next().traces())
                .containsExactly(
                        new Trace(
                                "10.255.0.40",
                                "core-9",
                                "east",
                                List.of(IpAddress.of("10.255.0.40"), IpAddress.of("fd00:ff::40")),
                                List.of(
                                        "lldp "
                                                + spine
                                                + " 02:00:00:00:00:40 fd00:ff::40: s1 port eth1; calls itself core-9",
                                        "arp "
                                                + spine
                                                + " 02:00:00:00:00:40 10.255.0.40: s1 port mgmt0",
                                        "arp "
                                                + spine
                                                + " 02:00:00:00:00:40 fd00:ff::40: s1 port mgmt0",
                                        "route "
                                                + spine
                                                + " 02:00:00:00:00:40 10.255.0.40: s1; routes through it"),
                                "s1 port eth1",
                                "timeout: no answer after 3 tries",
                                Set.of(Witness.NEIGHBOR, Witness.ARP, Witness.NEXT_HOP)));
        assertThat(result.changes()).filteredOn(c -> c instanceof TraceSeen).hasSize(1);
    }

    @Test
    void theSameEvidenceAgainIsNoChangeAndItsEndIsOne() {
        Observation with = spine().arp(1, "10.255.0.40", "02:00:00:00:00:40").poll();
        Reconciliation first = run(InventorySnapshot.EMPTY, with);
        Reconciliation second = run(first.next(), with);
        assertThat(second.changes()).isEmpty();
        Reconciliation gone = run(second.next(), spine().poll());
        assertThat(gone.changes()).singleElement().isInstanceOf(TraceEnded.class);
        assertThat(gone.next().traces()).isEmpty();
    }

    @Test
    void evidenceStaysWhileItsObserverIsNotReadWholeAgain() {
        Reconciliation first =
                run(
                        InventorySnapshot.EMPTY,
                        spine().arp(1, "10.255.0.40", "02:00:00:00:00:40").poll());
        Observation elsewhere =
                Polls.at("10.255.0.12").name("s2").chassisMac("02:00:00:00:00:21").poll();
        assertThat(run(first.next(), elsewhere).next().traces()).isEqualTo(first.next().traces());
        Observation partly =
                spine().incomplete("ipNetToPhysicalTable: timeout after 0 rows").poll();
        assertThat(run(first.next(), partly).next().traces()).isEqualTo(first.next().traces());
    }

    @Test
    void aTraceThatAnswersIsADeviceAndNoTrace() {
        Reconciliation first =
                run(
                        InventorySnapshot.EMPTY,
                        spine().arp(1, "10.255.0.40", "02:00:00:00:00:40").poll());
        Reconciliation second =
                run(
                        first.next(),
                        Polls.at("10.255.0.40")
                                .name("core-9")
                                .chassisMac("02:00:00:00:00:40")
                                .poll());
        assertThat(second.next().traces()).isEmpty();
        assertThat(second.changes()).hasAtLeastOneElementOfType(TraceEnded.class);
    }

    @Test
    void whatIsNotExpectedIsNoTrace() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        spine().arp(1, "10.255.0.250", "02:00:00:00:00:50") // excluded
                                .arp(1, "10.255.0.241", "02:00:00:00:00:51") // not to be polled
                                .arp(1, "10.255.0.1", "00:00:5e:00:01:01") // a virtual router
                                .arp(1, "10.255.0.255", "02:00:00:00:00:52") // broadcast
                                .arp(2, "10.1.0.77", "02:00:00:00:00:53") // a host elsewhere
                                .arp(1, "10.255.0.12", "02:00:00:00:00:11") // its own MAC
                                .neighbor("eth1", "02:00:00:00:00:54", "pc", Set.of("station"))
                                .neighbor(
                                        "eth1",
                                        "02:00:00:00:00:55",
                                        "left",
                                        Set.of("router"),
                                        "10.255.0.250")
                                .route("0.0.0.0/0", "192.0.2.1")
                                .poll(),
                        Polls.silent("10.255.0.60", SilenceReason.TIMEOUT),
                        Polls.silent("10.255.0.61", SilenceReason.NO_CREDENTIAL),
                        new ExporterSeen(
                                new Provenance(
                                        "netflow9", IpAddress.of("10.255.0.250"), Polls.START),
                                "netflow9",
                                0));
        assertThat(result.next().traces()).isEmpty();
    }

    @Test
    void aRefusalAndAnUnknownExporterProveThatSomethingIsThere() {
        Reconciliation result =
                run(
                        InventorySnapshot.EMPTY,
                        Polls.silent("10.255.0.60", SilenceReason.WRONG_AUTH_KEY),
                        new ExporterSeen(
                                new Provenance(
                                        "netflow9", IpAddress.of("198.51.100.9"), Polls.START),
                                "netflow9",
                                7));
        assertThat(result.next().traces())
                .extracting(Trace::subject, Trace::evidence, Trace::silence)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "10.255.0.60",
                                List.of("silent 10.255.0.60 - 10.255.0.60: ; wrong auth key"),
                                "wrong auth key: no answer after 3 tries"),
                        org.assertj.core.groups.Tuple.tuple(
                                "198.51.100.9",
                                List.of(
                                        "exporter 198.51.100.9 - 198.51.100.9: ; exports netflow9 of domain 7"),
                                ""));
    }

    @Test
    void hostileTextOfANeighbourStaysInItsPlace() {
        String name =
                "x; calls itself y\n: lldp d-0000000000000000 02:00:00:00:00:11 10.255.0.11: z";
        Observation poll =
                spine().neighbor("eth1; \u0007", "02:00:00:00:00:56", name, Set.of("router"))
                        .poll();
        Reconciliation first = run(InventorySnapshot.EMPTY, poll);
        assertThat(first.next().traces())
                .singleElement()
                .satisfies(trace -> {
                    assertThat(trace.subject()).isEqualTo("02:00:00:00:00:56");
                    assertThat(trace.addresses()).isEmpty();
                    assertThat(trace.place()).isEqualTo("s1 port eth1,");
                });
        Observation elsewhere =
                Polls.at("10.255.0.12").name("s2").chassisMac("02:00:00:00:00:21").poll();
        assertThat(run(first.next(), elsewhere).next().traces()).isEqualTo(first.next().traces());
    }
}
