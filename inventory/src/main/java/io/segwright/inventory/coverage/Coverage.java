package io.segwright.inventory.coverage;

import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.AttributionStatus;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.CoverageRow.Thing;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Witness;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Counts what must exist against what is inventoried and owned.
///
/// Required are: every device (it must have an owner), every trace of a device that never answered (it must be
/// inventoried), and every address in use that is neither's (an allocation must name its owner and service). The
/// denominator is thus what the network itself shows, not what the inventory lists, and an estimate of the devices
/// that it does not show: of things with an address in a declared range, since only there is every list looked at in
/// the same way. Addresses that are excluded or not to be polled are not counted. An owner counts who is live.
public final class Coverage {
    private static final Comparator<Gap> ORDER =
            Comparator.comparing(Gap::kind)
                    .thenComparing(Gap::subject)
                    .thenComparing(gap -> gap.evidence().toString());

    private final AttributionIndex index;
    private final DeclaredRanges ranges;
    private final OwnerDirectory owners;
    private final List<Gap> gaps = new ArrayList<>();
    private final List<CoverageRow> rows = new ArrayList<>();
    private long importedOnly;

    private Coverage(AttributionIndex index, DeclaredRanges ranges, OwnerDirectory owners) {
        this.index = index;
        this.ranges = ranges;
        this.owners = owners;
    }

    /// Each owner that an allocation names is believed.
    public static CoverageReport of(
            InventorySnapshot snapshot,
            AttributionIndex index,
            Collection<LiveAddress> live,
            DeclaredRanges ranges) {
        return of(snapshot, index, live, ranges, OwnerDirectory.NOT_GIVEN);
    }

    /// The figures of [#census].
    public static CoverageReport of(
            InventorySnapshot snapshot,
            AttributionIndex index,
            Collection<LiveAddress> live,
            DeclaredRanges ranges,
            OwnerDirectory owners) {
        return census(snapshot, index, live, ranges, owners).report();
    }

    /// @param index over the allocations of the snapshot; those that ended may be in it too, they tell stale addresses
    ///     from such as nobody ever had
    /// @param live the addresses in use, see [LiveAddresses]
    /// @param owners who is live
    public static CoverageCensus census(
            InventorySnapshot snapshot,
            AttributionIndex index,
            Collection<LiveAddress> live,
            DeclaredRanges ranges,
            OwnerDirectory owners) {
        Coverage coverage = new Coverage(index, ranges, owners);
        Set<IpAddress> counted = new HashSet<>();
        Set<IpAddress> traces = new HashSet<>();
        snapshot.traces().forEach(trace -> traces.addAll(trace.addresses()));
        for (Device device : snapshot.devices()) {
            // hearsay: what a list alone has is counted as the trace that it left
            boolean traced =
                    device.isOnlyListed() && device.addresses().stream().anyMatch(traces::contains);
            if (!traced) {
                counted.addAll(device.addresses());
            }
            if (!traced && device.membership().isEmpty()) { // a box answers to its stack's owner
                coverage.count(device);
            }
        }
        for (Trace trace : snapshot.traces()) {
            counted.addAll(trace.addresses());
            coverage.count(trace);
        }
        live.stream()
                .filter(address -> !counted.contains(address.address()))
                .filter(address -> !ranges.isLeftAlone(address.address()))
                .forEach(coverage::count);
        coverage.gaps.sort(ORDER);
        coverage.rows.sort(null);
        return new CoverageCensus(coverage.report(), coverage.rows);
    }

    private CoverageReport report() {
        return new CoverageReport(
                CoverageCensus.devices(rows, importedOnly),
                rows.stream().filter(row -> row.thing() == Thing.ADDRESS).count(),
                rows.stream()
                        .filter(row -> row.thing() == Thing.ADDRESS && row.isCovered())
                        .count(),
                owners.extent(),
                gaps);
    }

    /// The segment of the population that is estimated; empty for what no declared range holds: it is known and
    /// counted, but no sample.
    private String segment(Collection<IpAddress> at, String site) {
        return at.stream()
                .flatMap(address -> ranges.siteOf(address).stream())
                .findFirst()
                .map(declared -> site.isEmpty() ? declared : site)
                .orElse("");
    }

    private CoverageRow row(Device device, String subject, Tags tags, String reason) {
        return new CoverageRow(
                Thing.DEVICE,
                subject,
                device.name(),
                device.site(),
                tags.service(),
                tags.owner(),
                reason,
                segment(device.managementAddresses(), device.site()),
                SamplingLists.showing(device.witnesses()));
    }

    private void count(Device device) {
        importedOnly +=
                device.witnesses().contains(Witness.IMPORT)
                                && !device.witnesses().contains(Witness.POLL)
                        ? 1
                        : 0;
        Map<IpAddress, Vrf> own = ownAddresses(device);
        String subject =
                own.isEmpty() ? device.id().text() : own.keySet().iterator().next().toString();
        Optional<Tags> tags = tags(own);
        String owner = tags.map(Tags::owner).orElse("");
        String objection = owner.isEmpty() ? "" : owners.objection(owner);
        String reason =
                tags.isEmpty() ? "no-prefix" : owner.isEmpty() ? "no-owner" : owners.word(owner);
        rows.add(row(device, subject, tags.orElse(Tags.NONE), reason));
        if (reason.isEmpty()) {
            return;
        }
        List<String> evidence = new ArrayList<>();
        own.forEach((address, vrf) ->
                evidence.add(
                        address
                                + (index.lookup(vrf, address).chain().isEmpty()
                                        ? ": no allocation covers it"
                                        : objection.isEmpty()
                                                ? ": its allocations name no owner"
                                                : ": " + objection)));
        gaps.add(
                new Gap(
                        GapKind.DEVICE_WITHOUT_OWNER,
                        subject,
                        device.site(),
                        evidence,
                        device.name(),
                        objection.isEmpty()
                                ? "allocate the prefix of "
                                        + subject
                                        + " to an owner, or name one in its allocation"
                                : "name a live owner in the allocation of " + subject));
    }

    /// The first of its addresses that is allocated at all decides who answers for a device: an owner of its loopback
    /// does not make up for a management address that was given to nobody.
    private Optional<Tags> tags(Map<IpAddress, Vrf> own) {
        return own.entrySet().stream()
                .filter(e -> !index.lookup(e.getValue(), e.getKey()).chain().isEmpty())
                .findFirst()
                .map(e -> index.tags(e.getValue(), e.getKey(), index.at()));
    }

    /// Where a device's owner is looked for: its management addresses, then its loopbacks; an address that it has in
    /// somebody's subnet says nothing of who answers for the device.
    private static Map<IpAddress, Vrf> ownAddresses(Device device) {
        Map<IpAddress, Vrf> vrfs = new HashMap<>();
        Map<IpAddress, Vrf> own = new LinkedHashMap<>();
        List<IpAddress> loopbacks = new ArrayList<>();
        for (DeviceInterface on : device.interfaces()) {
            for (AddressFact fact : on.addresses()) {
                vrfs.put(fact.address(), fact.vrf());
                if (fact.prefixLength() == fact.address().family().bits()
                        && !fact.address().isLinkLocal()) {
                    loopbacks.add(fact.address());
                }
            }
        }
        device.managementAddresses().forEach(a -> own.put(a, vrfs.getOrDefault(a, Vrf.DEFAULT)));
        loopbacks.forEach(a -> own.put(a, vrfs.getOrDefault(a, Vrf.DEFAULT)));
        return own;
    }

    private void count(Trace trace) {
        boolean leftAlone =
                trace.addresses().stream()
                        .anyMatch(ranges::isLeftAlone); // one of its addresses names the box
        if (leftAlone) {
            return;
        }
        boolean exporterOnly = trace.evidence().stream().allMatch(Coverage::isOfSender);
        rows.add(
                new CoverageRow(
                        Thing.TRACE,
                        trace.subject(),
                        trace.name(),
                        trace.site(),
                        "",
                        "",
                        exporterOnly ? "exporter-unknown" : "never-answered",
                        segment(trace.addresses(), trace.site()),
                        SamplingLists.showing(trace.witnesses())));
        List<String> evidence = new ArrayList<>(trace.evidence());
        if (!trace.silence().isEmpty()) {
            evidence.add("asked, " + trace.silence());
        }
        gaps.add(
                new Gap(
                        exporterOnly ? GapKind.EXPORTER_UNKNOWN : GapKind.DEVICE_SILENT,
                        trace.subject(),
                        trace.site(),
                        evidence,
                        trace.place(),
                        remedy(trace, exporterOnly)));
    }

    private static boolean isOfSender(String line) {
        return line.startsWith("exporter ") || line.startsWith("sender ");
    }

    private static String remedy(Trace trace, boolean exporterOnly) {
        if (exporterOnly) {
            return "add " + trace.subject() + " to a declared range and collect it, or exclude it";
        }
        if (trace.witnesses().equals(Set.of(Witness.IMPORT))) {
            return "nothing but a list shows "
                    + trace.subject()
                    + ": find out whether it exists, then collect it or take it off the list";
        }
        if (trace.addresses().isEmpty()) {
            return "find it at " + trace.place() + " and give it a management address";
        }
        if (trace.site().isEmpty()) {
            return "declare the range of " + trace.subject() + " and collect it, or exclude it";
        }
        if (trace.silence().startsWith("no credential")) {
            return "bind a credential to the range of " + trace.subject();
        }
        return "enable SNMP on it for the declared credentials"
                + (trace.place().isEmpty() ? "" : "; find it by " + trace.place())
                + "; or exclude "
                + trace.subject();
    }

    private void count(LiveAddress live) {
        Tags tags = index.tags(live.vrf(), live.address(), index.at());
        AttributionStatus status = index.status(live.vrf(), live.address(), index.at());
        String reason = status.isAttributed() ? owners.word(tags.owner()) : status.word();
        rows.add(
                new CoverageRow(
                        Thing.ADDRESS,
                        live.address().toString(),
                        "",
                        ranges.siteOf(live.address()).orElse(""),
                        tags.service(),
                        tags.owner(),
                        reason,
                        "",
                        List.of()));
        if (reason.isEmpty()) {
            return;
        }
        boolean allocated = !index.lookup(live.vrf(), live.address()).chain().isEmpty();
        gaps.add(
                new Gap(
                        GapKind.ADDRESS_UNATTRIBUTED,
                        live.address().toString(),
                        ranges.siteOf(live.address()).orElse(""),
                        List.of("arp " + live.seenBy() + " " + live.mac(), missing(tags, status)),
                        live.place(),
                        allocated
                                ? "complete the allocation that covers " + live.address()
                                : "allocate " + live.address() + " in " + live.vrf()));
    }

    private String missing(Tags tags, AttributionStatus status) {
        return switch (status) {
            case NO_PREFIX, UNKNOWN_VRF, NO_BINDING -> "no allocation covers it";
            case STALE -> "every allocation that covered it had ended";
            case UNTAGGED ->
                    tags.owner().isEmpty()
                            ? "its allocations name no owner"
                            : "its allocations name no service";
            case CONFLICTING -> "its allocations disagree on service or owner";
            case ATTRIBUTED -> owners.objection(tags.owner());
        };
    }
}
