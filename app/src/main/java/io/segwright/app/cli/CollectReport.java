package io.segwright.app.cli;

import io.segwright.app.stage.Collecting;
import io.segwright.app.view.Table;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.InventoryChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a collection found, for a person or a script.
final class CollectReport {
    static final String NOTHING_ANSWERED =
            "nothing answered: see the lines above for what was tried and why it failed";
    private static final int LINES_MAX = 40; // of each kind; the rest is counted

    private final Collecting.Collected collected;

    CollectReport(Collecting.Collected collected) {
        this.collected = collected;
    }

    /// One row a device of the inventory.
    Table table() {
        Map<DeviceId, String> changes = changes();
        Table table =
                new Table(
                        "id",
                        "name",
                        "site",
                        "platform",
                        "role",
                        "model",
                        "serial",
                        "address",
                        "change");
        for (Device device : collected.reconciliation().next().devices()) {
            table.row(
                    device.id(),
                    device.name(),
                    device.site(),
                    lower(device.platform()),
                    lower(device.role()),
                    device.model(),
                    device.serial(),
                    String.join(
                            " ",
                            device.managementAddresses().stream().map(Object::toString).toList()),
                    changes.getOrDefault(device.id(), ""));
        }
        return table;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Map<DeviceId, String> changes() {
        Map<DeviceId, String> changes = new HashMap<>();
        for (InventoryChange change : collected.reconciliation().changes()) {
            switch (change) {
                case InventoryChange.DeviceAdded added -> changes.put(added.device().id(), "new");
                case InventoryChange.DeviceChanged changed ->
                        changes.put(changed.after().id(), "changed");
                case InventoryChange.DevicesMerged merged ->
                        changes.put(merged.into().id(), "merged");
                case InventoryChange.TraceSeen _,
                        InventoryChange.TraceEnded _,
                        InventoryChange.AllocationAdded _,
                        InventoryChange.AllocationChanged _,
                        ClaimChange _ -> {} // about no device, or what is said of one
            }
        }
        return changes;
    }

    /// Lines for stderr: silent addresses, traces, conflicts, the sum.
    List<String> talk() {
        List<String> lines = new ArrayList<>();
        bounded(
                lines,
                collected.silent().stream().map(CollectReport::silent).toList(),
                "silent addresses");
        bounded(lines, partly(), "devices that answered partly");
        bounded(
                lines,
                collected.reconciliation().next().traces().stream()
                        .map(t ->
                                "gap: "
                                        + t.subject()
                                        + " exists but is not inventoried: "
                                        + String.join("; ", t.evidence()))
                        .toList(),
                "gaps");
        bounded(
                lines,
                collected.reconciliation().conflicts().stream()
                        .map(c ->
                                "conflict: "
                                        + c.subject()
                                        + ": "
                                        + c.question()
                                        + " "
                                        + c.evidence())
                        .toList(),
                "conflicts");
        lines.add(
                collected.reconciliation().next().devices().size()
                        + " devices in the inventory, "
                        + collected.reconciliation().changes().size()
                        + " changes written, "
                        + collected.silent().size()
                        + " addresses silent, "
                        + collected.summary().outsideRanges()
                        + " addresses outside the declared ranges left alone");
        return lines;
    }

    /// Devices that fell silent or talked nonsense halfway: what they said before is kept.
    private List<String> partly() {
        List<String> partly = new ArrayList<>();
        for (Observation observation : collected.observations()) {
            if (observation instanceof Observation.DevicePolled polled) {
                partly(polled).ifPresent(partly::add);
            }
        }
        return partly;
    }

    /// One line where the device did not tell everything.
    static Optional<String> partly(Observation.DevicePolled polled) {
        return polled.incomplete().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "partly: "
                                + polled.provenance().exporter()
                                + " answered, but not all: "
                                + String.join("; ", polled.incomplete()));
    }

    static String silent(Observation.DeviceSilent silent) {
        return "silent: "
                + silent.target()
                + " "
                + silent.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ": "
                + silent.detail();
    }

    private static void bounded(List<String> lines, List<String> more, String what) {
        lines.addAll(more.subList(0, Math.min(LINES_MAX, more.size())));
        if (more.size() > LINES_MAX) {
            lines.add("... and " + (more.size() - LINES_MAX) + " more " + what);
        }
    }
}
