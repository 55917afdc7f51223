package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The addresses, MACs and names of the inventoried devices: what belongs to one of them is no trace.
final class KnownThings {
    private final Map<IpAddress, DeviceId> addresses = new HashMap<>();
    private final Map<MacAddress, DeviceId> macs = new HashMap<>();
    private final Set<Object> shared = new HashSet<>(); // addresses and MACs of several devices
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, Device> byName = new HashMap<>();

    KnownThings(Collection<Device> devices) {
        for (Device device : devices) {
            device.addresses().forEach(address -> add(addresses, address, device.id()));
            device.interfaces().forEach(i -> i.mac().ifPresent(mac -> add(macs, mac, device.id())));
            for (IdentityKey key : device.keys()) {
                switch (key) {
                    case IdentityKey.ChassisMac(MacAddress mac) -> add(macs, mac, device.id());
                    case IdentityKey.BridgeMac(MacAddress mac) -> add(macs, mac, device.id());
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

    private <T> void add(Map<T, DeviceId> owners, T thing, DeviceId device) {
        DeviceId other = owners.putIfAbsent(thing, device);
        if (other != null && !other.equals(device)) {
            shared.add(thing);
        }
    }

    boolean owns(IpAddress address) {
        return addresses.containsKey(address);
    }

    boolean owns(MacAddress mac) {
        return macs.containsKey(mac);
    }

    /// The only device that has the address; empty where none or several do.
    Optional<DeviceId> ownerOf(IpAddress address) {
        return shared.contains(address)
                ? Optional.empty()
                : Optional.ofNullable(addresses.get(address));
    }

    /// The only device that has the MAC; empty where none or several do, and for virtual routers' ones.
    Optional<DeviceId> ownerOf(MacAddress mac) {
        return mac.isShared() || shared.contains(mac)
                ? Optional.empty()
                : Optional.ofNullable(macs.get(mac));
    }

    /// True where the neighbour is inventoried: by its chassis MAC, by a management address, or, where it shows
    /// neither that is known, because the only device of its name sees the observer in return.
    boolean owns(NeighborFact neighbor, Device observer) {
        return neighbor.chassisMac().filter(this::owns).isPresent()
                || neighbor.managementAddresses().stream().anyMatch(this::owns)
                || inReturn(neighbor, observer).isPresent();
    }

    /// Which device the neighbour is; empty also where its keys name several.
    Optional<DeviceId> ownerOf(NeighborFact neighbor, Device observer) {
        List<DeviceId> owners = new ArrayList<>();
        neighbor.chassisMac().flatMap(this::ownerOf).ifPresent(owners::add);
        neighbor.managementAddresses().forEach(a -> ownerOf(a).ifPresent(owners::add));
        inReturn(neighbor, observer).ifPresent(owners::add);
        return owners.stream().distinct().count() == 1
                ? Optional.of(owners.getFirst())
                : Optional.empty();
    }

    private Optional<DeviceId> inReturn(NeighborFact neighbor, Device observer) {
        String name = neighbor.systemName();
        boolean onlyName =
                neighbor.chassisMac().isEmpty() && neighbor.managementAddresses().isEmpty();
        return Optional.ofNullable(byName.get(name))
                .filter(_ -> onlyName && names.getOrDefault(name, 0) == 1)
                .filter(named -> named.neighbors().stream().anyMatch(back -> isOf(back, observer)))
                .map(Device::id);
    }

    private static boolean isOf(NeighborFact neighbor, Device device) {
        return (!device.name().isEmpty() && neighbor.systemName().equals(device.name()))
                || neighbor.managementAddresses().stream().anyMatch(device.addresses()::contains);
    }
}
