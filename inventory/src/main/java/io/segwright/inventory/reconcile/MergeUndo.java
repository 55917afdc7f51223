package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.reconcile.InventoryChange.DevicesSplit.Parting;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Parts a device that was two, as it was believed to be at one moment.
///
/// Tables, serial and name of the mixed device are those of its last poll, so of one of the two: of the one whose
/// serial, interface MACs, own keys and name they resemble more, in this order. That one gets what was seen; the other
/// one is as it was before the merge.
final class MergeUndo {
    private MergeUndo() {}

    static Parting part(Instant at, Device mixed, PastMerge merge) {
        Device into = merge.into();
        Device absorbed = merge.absorbed();
        return resemblesMore(mixed, absorbed, into)
                ? new Parting(at, into, seenOf(absorbed, mixed, into))
                : new Parting(at, seenOf(into, mixed, absorbed), absorbed);
    }

    private static boolean resemblesMore(Device mixed, Device one, Device other) {
        int order = Boolean.compare(hasSerialOf(mixed, one), hasSerialOf(mixed, other));
        if (order == 0) {
            order = Integer.compare(macsOf(mixed, one), macsOf(mixed, other));
        }
        if (order == 0) {
            order = Long.compare(keysOf(mixed, one, other), keysOf(mixed, other, one));
        }
        if (order == 0) {
            order =
                    Boolean.compare(
                            mixed.name().equals(one.name()), mixed.name().equals(other.name()));
        }
        return order > 0;
    }

    private static boolean hasSerialOf(Device mixed, Device before) {
        return !before.serial().isEmpty() && before.serial().equals(mixed.serial());
    }

    private static int macsOf(Device mixed, Device before) {
        Set<MacAddress> shared = macs(mixed);
        shared.retainAll(macs(before));
        return shared.size();
    }

    private static Set<MacAddress> macs(Device device) {
        Set<MacAddress> macs = new HashSet<>();
        device.interfaces().stream().map(DeviceInterface::mac).forEach(m -> m.ifPresent(macs::add));
        return macs;
    }

    /// Keys that only this one had.
    private static long keysOf(Device mixed, Device before, Device other) {
        return before.keys().stream()
                .filter(key -> mixed.keys().contains(key) && !other.keys().contains(key))
                .count();
    }

    /// @param before the one that was seen
    /// @param other the one that was not: what only this one had is left out
    private static Device seenOf(Device before, Device mixed, Device other) {
        Set<IdentityKey> keys =
                mixed.keys().stream()
                        .filter(k -> before.keys().contains(k) || !other.keys().contains(k))
                        .collect(Collectors.toUnmodifiableSet());
        Set<IpAddress> own = before.addresses();
        Set<IpAddress> others = other.addresses();
        List<IpAddress> addresses =
                mixed.managementAddresses().stream()
                        .filter(a -> own.contains(a) || !others.contains(a))
                        .toList();
        return Device.builder(before.id())
                .name(mixed.name())
                .site(mixed.site())
                .platform(mixed.platform())
                .role(mixed.role())
                .manufacturer(mixed.manufacturer())
                .model(mixed.model())
                .serial(mixed.serial())
                .software(mixed.software())
                .keys(keys)
                .interfaces(mixed.interfaces())
                .neighbors(mixed.neighbors())
                .managementAddresses(addresses)
                .witnesses(mixed.witnesses())
                .lastSeen(mixed.lastSeen())
                .build();
    }
}
