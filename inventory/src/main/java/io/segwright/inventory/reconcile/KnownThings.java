package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The addresses, MACs and names of the inventoried devices: what belongs to one of them is no trace.
final class KnownThings {
    private final Set<IpAddress> addresses = new HashSet<>();
    private final Set<MacAddress> macs = new HashSet<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, Device> byName = new HashMap<>();

    KnownThings(Collection<Device> devices) {
        for (Device device : devices) {
            addresses.addAll(device.addresses());
            device.interfaces().forEach(i -> i.mac().ifPresent(macs::add));
            for (IdentityKey key : device.keys()) {
                switch (key) {
                    case IdentityKey.ChassisMac(MacAddress mac) -> macs.add(mac);
                    case IdentityKey.BridgeMac(MacAddress mac) -> macs.add(mac);
                    case IdentityKey.ManufacturerSerial _,
                            IdentityKey.EngineId _,
                            IdentityKey.LoopbackAddress _ -> {}
                }
            }
            if (!device.name().isEmpty()) {
                names.merge(device.name(), 1, Integer::sum);
                byName.put(device.name(), device);
            }
        }
    }

    boolean owns(IpAddress address) {
        return addresses.contains(address);
    }

    boolean owns(MacAddress mac) {
        return macs.contains(mac);
    }

    /// True where the neighbour is inventoried: by its chassis MAC, by a management address, or, where it shows
    /// neither that is known, because the only device of its name sees the observer in return.
    boolean owns(NeighborFact neighbor, Device observer) {
        if (neighbor.chassisMac().filter(this::owns).isPresent()
                || neighbor.managementAddresses().stream().anyMatch(this::owns)) {
            return true;
        }
        String name = neighbor.systemName();
        Device named = byName.get(name);
        return neighbor.chassisMac().isEmpty()
                && neighbor.managementAddresses().isEmpty()
                && named != null
                && names.getOrDefault(name, 0) == 1
                && named.neighbors().stream().anyMatch(back -> isOf(back, observer));
    }

    private static boolean isOf(NeighborFact neighbor, Device device) {
        return (!device.name().isEmpty() && neighbor.systemName().equals(device.name()))
                || neighbor.managementAddresses().stream().anyMatch(device.addresses()::contains);
    }
}
