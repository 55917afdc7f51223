package io.segwright.collectors.snmp.table;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the inventory holds of the parts that were not read, as facts: a poll that skips a part looks to everything
/// after it as one that read it, so nothing that depends on it (who is a neighbour, who this is) comes out otherwise.
final class Standing {
    private final Optional<Device> device;
    private final Set<Part> unchanged;

    Standing(Optional<Device> device, Set<Part> unchanged) {
        this.device = device;
        this.unchanged = unchanged;
    }

    /// With index, name, state and MAC; type, speed and alias are not held.
    List<InterfaceFact> interfaces() {
        return device.stream()
                .flatMap(held -> held.interfaces().stream())
                .filter(each -> !each.name().isEmpty())
                .map(each ->
                        new InterfaceFact(
                                each.index(), each.name(), 0, each.up(), 0, each.macOrNull(), ""))
                .toList();
    }

    /// A port went up or down since: whom it sees is read again, since an agent may keep the old neighbour, and its
    /// stamp, until that one's time to live is over.
    boolean portsTurned(List<InterfaceFact> read) {
        Map<Integer, Boolean> held = new HashMap<>();
        device.ifPresent(d -> d.interfaces().forEach(each -> held.put(each.index(), each.up())));
        return read.stream()
                .anyMatch(each ->
                        held.containsKey(each.index()) && held.get(each.index()) != each.up());
    }

    boolean readsNeighbors() {
        return !unchanged.contains(Part.NEIGHBORS);
    }

    /// Those that LLDP told, where they need not be read again: its stamp says nothing of CDP.
    List<NeighborFact> neighbors() {
        if (readsNeighbors()) {
            return List.of();
        }
        return device.stream()
                .flatMap(held -> held.neighbors().stream())
                .filter(each -> each.protocol() == NeighborProtocol.LLDP)
                .toList();
    }

    /// The keys that were read and those that the skipped parts showed when they were read.
    Set<IdentityKey> withKeys(Set<IdentityKey> read, List<Addresses.Found> addresses) {
        Set<IpAddress> own =
                addresses.stream().map(Addresses.Found::address).collect(Collectors.toSet());
        Set<IdentityKey> keys = new LinkedHashSet<>(read);
        for (IdentityKey key : device.map(Device::keys).orElse(Set.of())) {
            boolean stands =
                    switch (key) {
                        case IdentityKey.ManufacturerSerial _ -> unchanged.contains(Part.HARDWARE);
                        case IdentityKey.LoopbackAddress loopback ->
                                unchanged.contains(Part.INTERFACES)
                                        && own.contains(loopback.address());
                        case IdentityKey.ChassisMac _,
                                IdentityKey.EngineId _,
                                IdentityKey.BridgeMac _ ->
                                false; // scalars, read at every poll
                    };
            if (stands) {
                keys.add(key);
            }
        }
        return keys;
    }
}
