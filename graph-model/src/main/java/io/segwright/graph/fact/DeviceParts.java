package io.segwright.graph.fact;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.observe.NeighborFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A device taken apart into facts and put together again. `lastSeen` is in none of them: it is the poll's.
public final class DeviceParts {
    private static final Comparator<DeviceInterface> BY_INDEX =
            Comparator.comparingInt(DeviceInterface::index);
    private static final Comparator<NeighborFact> BY_PORT =
            Comparator.comparing(NeighborFact::localInterface)
                    .thenComparing(NeighborFact::chassisId)
                    .thenComparing(NeighborFact::portId);
    private static final Comparator<DevicePart.Port> PORTS =
            Comparator.comparingInt(DevicePart.Port::position)
                    .thenComparing(DevicePart.Port::value, BY_INDEX);
    private static final Comparator<DevicePart.Neighbor> NEIGHBORS =
            Comparator.comparingInt(DevicePart.Neighbor::position)
                    .thenComparing(DevicePart.Neighbor::value, BY_PORT);

    private DeviceParts() {}

    /// Its state first, so that it is the first to be written.
    public static Set<Part> of(Device device) {
        Set<Part> parts = new LinkedHashSet<>();
        parts.add(
                new DevicePart.State(
                        device.name(),
                        device.site(),
                        device.platform(),
                        device.role(),
                        device.manufacturer(),
                        device.model(),
                        device.serial(),
                        device.software(),
                        device.keys(),
                        device.managementAddresses(),
                        device.witnesses(),
                        device.membershipOrNull()));
        parts.addAll(Positions.number(device.interfaces(), BY_INDEX, DevicePart.Port::new));
        parts.addAll(Positions.number(device.neighbors(), BY_PORT, DevicePart.Neighbor::new));
        return parts;
    }

    /// @return empty where there is no state among them: the device does not exist
    public static Optional<Device> assemble(DeviceId id, Collection<Part> parts, Instant lastSeen) {
        DevicePart.State state = null;
        List<DevicePart.Port> ports = new ArrayList<>();
        List<DevicePart.Neighbor> neighbors = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case DevicePart.State found -> state = found;
                case DevicePart.Port port -> ports.add(port);
                case DevicePart.Neighbor neighbor -> neighbors.add(neighbor);
                case Part.Traced _, Part.Allocated _, ClaimPart _ ->
                        throw new IllegalArgumentException(id + ": no part of a device: " + part);
            }
        }
        if (state == null) {
            return Optional.empty();
        }
        ports.sort(PORTS);
        neighbors.sort(NEIGHBORS);
        return Optional.of(
                new Device(
                        id,
                        state.name(),
                        state.site(),
                        state.platform(),
                        state.role(),
                        state.manufacturer(),
                        state.model(),
                        state.serial(),
                        state.software(),
                        state.keys(),
                        ports.stream().map(DevicePart.Port::value).toList(),
                        neighbors.stream().map(DevicePart.Neighbor::value).toList(),
                        state.managementAddresses(),
                        state.witnesses(),
                        state.membershipOrNull(),
                        lastSeen));
    }
}
