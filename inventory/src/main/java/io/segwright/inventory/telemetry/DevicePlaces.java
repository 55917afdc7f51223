package io.segwright.inventory.telemetry;

import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where to look for an inventoried device, by what others saw of it last: the port whose LLDP or CDP neighbour it is;
/// else the port at the other end of a cable of its own, as it told itself; else where its address was in use.
///
/// An address or MAC that two devices have (a virtual router's) tells of neither.
final class DevicePlaces {
    private final Map<IpAddress, DeviceId> addresses = new HashMap<>();
    private final Map<MacAddress, DeviceId> macs = new HashMap<>();
    private final Set<Object> shared = new HashSet<>();
    private final Map<DeviceId, String> cables = new HashMap<>();
    private final Map<DeviceId, String> uses = new HashMap<>();

    /// The first that saw it tells its place, in the order given.
    DevicePlaces(Collection<Device> devices, Collection<LiveAddress> live) {
        for (Device device : devices) {
            if (device.membership().isEmpty()) { // a box of a stack is found by its stack
                device.addresses().forEach(address -> own(addresses, address, device.id()));
                device.interfaces().forEach(i -> i.mac().ifPresent(m -> own(macs, m, device.id())));
                device.keys().forEach(key -> own(key, device.id()));
            }
        }
        for (Device observer : devices) {
            for (NeighborFact neighbor : observer.neighbors()) {
                for (DeviceId seen : named(neighbor)) {
                    if (!seen.equals(observer.id())) {
                        cables.putIfAbsent(
                                seen, name(observer) + " port " + neighbor.localInterface());
                    }
                }
            }
        }
        for (LiveAddress use : live) {
            ownerOf(addresses, use.address())
                    .filter(owner -> !owner.equals(use.seenBy()))
                    .ifPresent(owner -> uses.putIfAbsent(owner, use.place()));
        }
    }

    private void own(IdentityKey key, DeviceId device) {
        switch (key) {
            case IdentityKey.ChassisMac(MacAddress mac) -> own(macs, mac, device);
            case IdentityKey.BridgeMac(MacAddress mac) -> own(macs, mac, device);
            case IdentityKey.ManufacturerSerial _,
                    IdentityKey.EngineId _,
                    IdentityKey.LoopbackAddress _ -> {}
        }
    }

    private <T> void own(Map<T, DeviceId> owners, T thing, DeviceId device) {
        DeviceId other = owners.putIfAbsent(thing, device);
        if (other != null && !other.equals(device)) {
            shared.add(thing);
        }
    }

    private Set<DeviceId> named(NeighborFact neighbor) {
        Set<DeviceId> named = new HashSet<>();
        neighbor.chassisMac()
                .filter(mac -> !mac.isShared())
                .flatMap(mac -> ownerOf(macs, mac))
                .ifPresent(named::add);
        neighbor.managementAddresses()
                .forEach(address -> ownerOf(addresses, address).ifPresent(named::add));
        return named.size() == 1 ? Set.copyOf(named) : Set.of();
    }

    private <T> Optional<DeviceId> ownerOf(Map<T, DeviceId> owners, T thing) {
        return shared.contains(thing) ? Optional.empty() : Optional.ofNullable(owners.get(thing));
    }

    /// Empty where nobody saw it.
    String of(Device device) {
        String cable = cables.get(device.id());
        if (cable != null) {
            return cable;
        }
        for (NeighborFact neighbor : device.neighbors()) {
            if (!neighbor.systemName().isEmpty() && !neighbor.portId().isEmpty()) {
                return neighbor.systemName() + " port " + neighbor.portId();
            }
        }
        return uses.getOrDefault(device.id(), "");
    }

    private static String name(Device device) {
        return device.name().isEmpty() ? device.id().text() : device.name();
    }
}
