package io.segwright.inventory.kpi;

import io.segwright.inventory.coverage.CoverageCensus;
import io.segwright.inventory.coverage.CoverageRow;
import io.segwright.inventory.coverage.CoverageRow.Thing;
import io.segwright.inventory.coverage.DeviceCoverage;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.Share;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The figures of an audit. The definitions are part of what an auditor is given; a change of one is a new word.
public enum Kpi {
    DEVICES_INVENTORIED(
            "inventoried devices, of these and of what left traces of a device and is not inventoried"),
    DEVICES_COVERED(
            "inventoried devices, of all that must exist: those that no list shows are estimated (capture-recapture), with"
                    + " the interval at 95 %; a target is compared with its lower end"),
    DEVICES_OWNED(
            "inventoried devices with a live owner, of these and of what left traces of a device and is not inventoried"),
    ADDRESSES_ATTRIBUTED(
            "addresses in use that are given to a service and a live owner, of all in use that are no device's own"),
    ALLOCATIONS_TAGGED(
            "allocations in force whose required tags are there and whose tags name live objects, inherited ones counted, of"
                    + " all in force"),
    OWNERS_LIVE("owners who are live, of all whom allocations in force name"),
    FLOWS_ATTRIBUTED(
            "flows both of whose ends had a service and an owner then, of all folded in the 30 days before"),
    BYTES_ATTRIBUTED(
            "bytes of flows both of whose ends had a service and an owner then, of all folded in the 30 days before");

    private final String definition;

    Kpi(String definition) {
        this.definition = definition;
    }

    /// For programs, e.g. `devices-owned`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Kpi> ofWord(String word) {
        for (Kpi kpi : values()) {
            if (kpi.word().equals(word)) {
                return Optional.of(kpi);
            }
        }
        return Optional.empty();
    }

    /// What is counted, of what.
    public String definition() {
        return definition;
    }

    /// Every figure, from the rows alone.
    public static Map<Kpi, KpiValue> all(AuditRows rows) {
        return all(rows, CoverageCensus.devices(rows.things(), 0));
    }

    /// The same where the devices were counted already: the estimate of what no list shows takes seconds.
    ///
    /// @param devices of the same rows
    public static Map<Kpi, KpiValue> all(AuditRows rows, DeviceCoverage devices) {
        Map<Kpi, KpiValue> values = new EnumMap<>(Kpi.class);
        for (Kpi kpi : values()) {
            values.put(kpi, value(kpi, rows, devices));
        }
        return values;
    }

    private static KpiValue value(Kpi kpi, AuditRows rows, DeviceCoverage devices) {
        return switch (kpi) {
            case DEVICES_INVENTORIED -> things(devices.inventoried(), devices.known());
            case DEVICES_COVERED -> covered(devices);
            case DEVICES_OWNED -> things(devices.owned(), devices.known());
            case ADDRESSES_ATTRIBUTED ->
                    share(
                            count(rows, row -> row.thing() == Thing.ADDRESS && row.isCovered()),
                            count(rows, row -> row.thing() == Thing.ADDRESS),
                            "no addresses in use were seen");
            case ALLOCATIONS_TAGGED ->
                    share(
                            rows.allocations().stream().filter(AllocationRow::isComplete).count(),
                            rows.allocations().size(),
                            "nothing is allocated");
            case OWNERS_LIVE -> owners(rows);
            case FLOWS_ATTRIBUTED ->
                    share(
                            rows.talks().stream()
                                    .filter(TalkRow::isAttributed)
                                    .mapToLong(TalkRow::flows)
                                    .sum(),
                            rows.talks().stream().mapToLong(TalkRow::flows).sum(),
                            "no flows recorded");
            case BYTES_ATTRIBUTED ->
                    share(
                            rows.talks().stream()
                                    .filter(TalkRow::isAttributed)
                                    .mapToLong(TalkRow::bytes)
                                    .sum(),
                            rows.talks().stream().mapToLong(TalkRow::bytes).sum(),
                            "no flows recorded");
        };
    }

    private static long count(AuditRows rows, Predicate<CoverageRow> which) {
        return rows.things().stream().filter(which).count();
    }

    private static KpiValue things(long part, long known) {
        return share(part, known, "no device is known");
    }

    private static KpiValue share(long part, long whole, String reasonIfNone) {
        return whole == 0 ? new NotMeasured(reasonIfNone) : new Counted(part, whole);
    }

    private static KpiValue covered(DeviceCoverage devices) {
        if (devices.known() == 0) {
            return new NotMeasured("no device is known");
        }
        return switch (devices.coverage()) {
            case Share.Estimated(double percent, double lower, double upper) ->
                    new Estimated(devices.inventoried(), devices.known(), percent, lower, upper);
            case Share.AtMost _ -> new NotMeasured("how many devices no list shows cannot be said");
        };
    }

    private static KpiValue owners(AuditRows rows) {
        if (rows.ownersExtent() == OwnerDirectory.Extent.NOT_CHECKED) {
            return new NotMeasured("no owners were imported, so nobody knows who is live");
        }
        return share(
                rows.owners().stream()
                        .filter(row -> row.verdict() == OwnerDirectory.Verdict.LIVE)
                        .count(),
                rows.owners().size(),
                "no allocation names an owner");
    }
}
