package io.segwright.app.stage;

import io.segwright.app.config.Caller;
import io.segwright.app.config.DataDirectory;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.ClaimChange;
import io.segwright.inventory.reconcile.DecisionRefusedException;
import io.segwright.inventory.reconcile.IdentityCuration;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.PastMerge;
import io.segwright.inventory.reconcile.Reconciliation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a person decides of devices: worked out, recorded in the audit log, then written.
public final class Curating {
    private static final IpAddress HERE = IpAddress.of("127.0.0.1"); // a person has no exporter

    private Curating() {}

    /// Which part of a device is to be another one.
    public sealed interface Part {
        /// The device that was merged into it; the last such one where none is named.
        record Absorbed(Optional<DeviceId> device) implements Part {}

        /// What answers at these addresses.
        record AtAddresses(Set<IpAddress> addresses) implements Part {
            public AtAddresses {
                addresses = Set.copyOf(addresses);
            }
        }
    }

    /// What would change. Writes nothing.
    ///
    /// @throws DecisionRefusedException it makes no sense; the message says why
    public static List<InventoryChange> merge(
            DataDirectory data, DeviceId into, DeviceId absorbed, String reason)
            throws DecisionRefusedException, StoreUnavailableException {
        return IdentityCuration.merge(
                        data.graph().snapshot(), into, absorbed, reason, provenance(data))
                .changes();
    }

    /// What would change. Writes nothing. A device that was never merged into the other is kept apart from now on.
    ///
    /// @throws DecisionRefusedException it makes no sense; the message says why
    public static List<InventoryChange> split(
            DataDirectory data, DeviceId device, Part part, String reason)
            throws DecisionRefusedException, StoreUnavailableException {
        InventorySnapshot current = data.graph().snapshot();
        Provenance provenance = provenance(data);
        Reconciliation result =
                switch (part) {
                    case Part.AtAddresses(Set<IpAddress> addresses) ->
                            IdentityCuration.split(current, device, addresses, reason, provenance);
                    case Part.Absorbed(Optional<DeviceId> named) -> {
                        DeviceId other = named.isPresent() ? named.get() : last(data, device);
                        Optional<PastMerge> merge = data.graph().pastMerge(device, other);
                        boolean there =
                                current.devices().stream().anyMatch(d -> d.id().equals(other));
                        yield merge.isPresent() && !there
                                ? IdentityCuration.split(current, merge.get(), reason, provenance)
                                : IdentityCuration.keepApart(
                                        current, device, other, reason, provenance);
                    }
                };
        return result.changes();
    }

    private static DeviceId last(DataDirectory data, DeviceId device)
            throws DecisionRefusedException, StoreUnavailableException {
        return data.graph().absorbedBy(device).stream()
                .findFirst()
                .orElseThrow(() ->
                        new DecisionRefusedException(
                                device
                                        + ": nothing was ever merged into it; if it was two from the"
                                        + " first, split it with --address ADDRESS"));
    }

    /// Records and writes.
    ///
    /// @param action e.g. `inventory.merge`
    public static void write(
            DataDirectory data,
            String action,
            DeviceId subject,
            String reason,
            List<InventoryChange> changes)
            throws AuditUnavailableException, StoreUnavailableException {
        data.record(
                action,
                subject.text(),
                reason,
                Map.of(
                        "changes",
                        String.join("; ", changes.stream().map(Curating::text).toList())));
        data.graph().apply(changes);
    }

    /// One line for a person and for the audit log.
    public static String text(InventoryChange change) {
        return switch (change) {
            case InventoryChange.DevicesMerged merged ->
                    merged.absorbed().id() + " is merged into " + merged.into().id();
            case InventoryChange.DevicesSplit split ->
                    split.restored().id()
                            + " is split from "
                            + split.kept().id()
                            + " from "
                            + split.partings().getFirst().at()
                            + " on";
            case InventoryChange.IdentityDecided decided ->
                    switch (decided.decision().verdict()) {
                        case SAME -> decided.decision().subject() + " are one device from now on";
                        case DIFFERENT ->
                                decided.decision().subject() + " are two devices from now on";
                    };
            case InventoryChange.DeviceAdded _,
                    InventoryChange.DeviceChanged _,
                    InventoryChange.DeviceEnded _,
                    InventoryChange.TraceSeen _,
                    InventoryChange.TraceEnded _,
                    InventoryChange.AllocationAdded _,
                    InventoryChange.AllocationChanged _,
                    ClaimChange _ ->
                    throw new IllegalArgumentException("no decision of a person: " + change);
        };
    }

    private static Provenance provenance(DataDirectory data) {
        return new Provenance(Caller.name(), HERE, data.clock().instant());
    }
}
