package io.segwright.inventory.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.coverage.OwnerDirectory.Status;
import io.segwright.inventory.estimate.CaptureTable;
import io.segwright.inventory.estimate.Interval;
import io.segwright.inventory.estimate.UnseenEstimate;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SilenceReason;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Polls;
import io.segwright.inventory.reconcile.Reconciler;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final DeclaredRanges RANGES =
            DeclaredRanges.of(
                    List.of(new SiteRange("east", Prefix.of("10.255.0.0/24"))),
                    List.of(Prefix.of("10.10.1.200/32")),
                    List.of());
    private static final AttributionIndex INDEX =
            AttributionIndex.build(
                    List.of(
                            allocation("10.255.0.0/25", "mgmt", "netops"),
                            allocation("10.10.1.0/24", "shop", "ana"),
                            allocation("10.10.2.0/24", "", "ben")),
                    Polls.START);

    @Test
    void everyThingThatMustExistIsCountedOnceAndEachHoleIsAGap() {
        List<Observation> seen =
                List.of(
                        Polls.at("10.255.0.11")
                                .name("l1")
                                .chassisMac("02:00:00:00:00:11")
                                .port(1, "mgmt0", "02:00:00:00:00:11")
                                .port(2, "br0", "02:00:00:00:00:12")
                                .address(1, "10.255.0.11/24")
                                .address(2, "10.10.1.1/24")
                                .arp(1, "10.255.0.40", "02:00:00:00:00:40") // silent
                                .arp(2, "10.10.1.11", "02:00:00:00:01:11") // attributed
                                .arp(2, "10.10.1.200", "02:00:00:00:01:12") // excluded
                                .arp(2, "10.10.1.255", "ff:ff:ff:ff:ff:ff") // broadcast
                                .arp(2, "10.10.1.2", "00:00:5e:00:01:01") // virtual router
                                .arp(2, "10.10.2.9", "02:00:00:00:01:13") // no service
                                .arp(2, "10.99.0.9", "02:00:00:00:01:14") // no allocation
                                .poll(),
                        Polls.at("10.255.0.200").name("l2").chassisMac("02:00:00:00:00:21").poll(),
                        Polls.silent("10.255.0.40", SilenceReason.TIMEOUT),
                        new ExporterSeen(
                                new Provenance("ipfix", IpAddress.of("198.51.100.9"), Polls.START),
                                "ipfix",
                                1));
        InventorySnapshot snapshot =
                Reconciler.reconcile(InventorySnapshot.EMPTY, seen, RANGES).next();
        List<LiveAddress> live = LiveAddresses.seenIn(seen, snapshot);
        CoverageReport report = Coverage.of(snapshot, INDEX, live, RANGES);

        assertThat(report.required()).as("2 devices, 2 traces, 3 addresses").isEqualTo(7);
        assertThat(report.attributed()).isEqualTo(2);
        assertThat(report.percent()).isEqualTo(28.57);
        assertThat(report.gaps())
                .extracting(Gap::kind, Gap::subject, Gap::site, Gap::place, Gap::remedy)
                .containsExactly(
                        row(
                                GapKind.DEVICE_SILENT,
                                "10.255.0.40",
                                "east",
                                "l1 port mgmt0",
                                "enable SNMP on it for the declared credentials; find it by l1 port mgmt0; or exclude 10.255.0.40"),
                        row(
                                GapKind.DEVICE_WITHOUT_OWNER,
                                "10.255.0.200",
                                "east",
                                "l2",
                                "allocate the prefix of 10.255.0.200 to an owner, or name one in its allocation"),
                        row(
                                GapKind.ADDRESS_UNATTRIBUTED,
                                "10.10.2.9",
                                "",
                                "l1 port br0",
                                "complete the allocation that covers 10.10.2.9"),
                        row(
                                GapKind.ADDRESS_UNATTRIBUTED,
                                "10.99.0.9",
                                "",
                                "l1 port br0",
                                "allocate 10.99.0.9 in default"),
                        row(
                                GapKind.EXPORTER_UNKNOWN,
                                "198.51.100.9",
                                "",
                                "",
                                "add 198.51.100.9 to a declared range and collect it, or exclude it"));
        assertThat(report.gaps().getFirst().evidence())
                .hasSize(2)
                .last()
                .isEqualTo("asked, timeout: no answer after 3 tries");
        assertThat(Coverage.of(snapshot, INDEX, live.reversed(), RANGES)).isEqualTo(report);
    }

    @Test
    void onlyAnOwnerWhoIsThereCounts() {
        List<Observation> seen =
                List.of(
                        Polls.at("10.255.0.11")
                                .name("l1")
                                .chassisMac("02:00:00:00:00:11")
                                .port(2, "br0", "02:00:00:00:00:12")
                                .address(2, "10.10.1.1/24")
                                .arp(2, "10.10.1.11", "02:00:00:00:01:11")
                                .poll());
        InventorySnapshot snapshot =
                Reconciler.reconcile(InventorySnapshot.EMPTY, seen, RANGES).next();
        List<LiveAddress> live = LiveAddresses.seenIn(seen, snapshot);
        OwnerDirectory owners =
                OwnerDirectory.of(
                        List.of(
                                new Owner("netops", Status.LEFT, ""),
                                new Owner("ben", Status.LIVE, "ben@example.com")));
        CoverageReport report = Coverage.of(snapshot, INDEX, live, RANGES, owners);
        assertThat(report.owners()).isEqualTo(OwnerDirectory.Extent.CHECKED);
        assertThat(report.attributed()).isZero();
        assertThat(report.gaps())
                .extracting(Gap::subject, Gap::evidence, Gap::remedy)
                .containsExactly(
                        row(
                                "10.255.0.11",
                                List.of("10.255.0.11: its owner 'netops' has left"),
                                "name a live owner in the allocation of 10.255.0.11"),
                        row(
                                "10.10.1.11",
                                List.of(
                                        report.gaps().getLast().evidence().getFirst(),
                                        "its owner 'ana' is not in the owners file"),
                                "complete the allocation that covers 10.10.1.11"));
        assertThat(Coverage.of(snapshot, INDEX, live, RANGES).attributed()).isEqualTo(2);
    }

    @Test
    void aShareIsRoundedDownAndItsIntervalTurnedRound() {
        UnseenEstimate.Estimated unseen =
                new UnseenEstimate.Estimated(
                        UnseenEstimate.Method.LOG_LINEAR,
                        10.5,
                        new Interval(4, 20),
                        CaptureTable.ofCounts(List.of(), 0),
                        List.of(),
                        1);
        assertThat(Share.of(990, 1_000, unseen))
                .isInstanceOfSatisfying(
                        Share.Estimated.class,
                        share -> {
                            assertThat(share.percent()).isEqualTo(97.97);
                            assertThat(share.lower()).isEqualTo(97.05);
                            assertThat(share.upper()).isEqualTo(98.60);
                        });
        assertThat(Share.of(1, 3, new UnseenEstimate.Insufficient("x")))
                .isEqualTo(new Share.AtMost(33.33));
    }

    @Test
    void percentIsNeverRoundedUpToAHundred() {
        Gap gap = new Gap(GapKind.DEVICE_SILENT, "x", "", List.of(), "", "");
        assertThat(report(100_000, 99_999, List.of(gap)).percent()).isEqualTo(99.99);
        assertThat(report(3, 3, List.of()).percent()).isEqualTo(100.0);
        assertThat(report(0, 0, List.of()).percent()).isZero();
        assertThatThrownBy(() -> report(5, 5, Collections.nCopies(2, gap)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 things not covered and 2 gaps: want as many");
    }

    private static CoverageReport report(long devices, long owned, List<Gap> gaps) {
        return new CoverageReport(
                new DeviceCoverage(
                        devices,
                        0,
                        owned,
                        0,
                        new UnseenEstimate.Insufficient("no list shows anything"),
                        List.of()),
                0,
                0,
                OwnerDirectory.Extent.NOT_CHECKED,
                gaps);
    }

    private static Allocation allocation(String prefix, String service, String owner) {
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.of(prefix),
                new Tags(service, "", "", "", owner),
                Instant.MIN,
                Instant.MAX,
                Polling.ALLOWED,
                "test");
    }

    private static org.assertj.core.groups.Tuple row(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
