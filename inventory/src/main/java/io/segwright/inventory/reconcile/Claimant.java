package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one side of an identity question shows: a known device, a poll, or several that are one already.
///
/// @param keys that may identify; shared MACs and placeholder serials left out
/// @param serials of its chassis
/// @param macs of its interfaces, shared ones left out
/// @param addresses its own
/// @param polledAt where it answered
/// @param names sysName; never evidence alone
record Claimant(
        Set<IdentityKey> keys,
        Set<String> serials,
        Set<MacAddress> macs,
        Set<IpAddress> addresses,
        Set<IpAddress> polledAt,
        Set<String> names) {
    static Claimant of(Device device) {
        Set<IdentityKey> keys = usable(device.keys());
        Set<String> serials = serialsOf(keys);
        if (IdentityRules.isSerial(device.serial())) {
            serials.add(device.serial().toUpperCase(Locale.ROOT));
        }
        Set<MacAddress> macs =
                device.interfaces().stream()
                        .map(DeviceInterface::mac)
                        .flatMap(mac -> mac.stream())
                        .filter(mac -> !mac.isShared())
                        .collect(Collectors.toSet());
        return new Claimant(
                keys,
                serials,
                macs,
                device.addresses(),
                Set.copyOf(device.managementAddresses()),
                device.name().isEmpty() ? Set.of() : Set.of(device.name()));
    }

    static Claimant of(DevicePolled poll) {
        Set<IdentityKey> keys = usable(poll.keys());
        Set<String> serials = serialsOf(keys);
        poll.hardware().stream()
                .filter(h -> h.kind() == HardwareKind.CHASSIS)
                .map(HardwareFact::serial)
                .filter(IdentityRules::isSerial)
                .forEach(serial -> serials.add(serial.toUpperCase(Locale.ROOT)));
        Set<MacAddress> macs =
                poll.interfaces().stream()
                        .map(InterfaceFact::mac)
                        .flatMap(mac -> mac.stream())
                        .filter(mac -> !mac.isShared())
                        .collect(Collectors.toSet());
        Set<IpAddress> addresses =
                poll.addresses().stream()
                        .map(AddressFact::address)
                        .filter(Claimant::isOwn)
                        .collect(Collectors.toSet());
        return new Claimant(
                keys,
                serials,
                macs,
                addresses,
                Set.of(poll.provenance().exporter()),
                poll.system().name().isEmpty() ? Set.of() : Set.of(poll.system().name()));
    }

    /// False for addresses that every device has, or that mean something on one link only.
    static boolean isOwn(IpAddress address) {
        return !address.isOwnHost()
                && !address.isLinkLocal()
                && !address.isUnspecified()
                && !address.isMulticast();
    }

    Claimant and(Claimant other) {
        return new Claimant(
                union(keys, other.keys),
                union(serials, other.serials),
                union(macs, other.macs),
                union(addresses, other.addresses),
                union(polledAt, other.polledAt),
                union(names, other.names));
    }

    /// The keys that may identify a device at all.
    static Set<IdentityKey> usable(Collection<IdentityKey> keys) {
        return keys.stream().filter(IdentityRules::isUsable).collect(Collectors.toSet());
    }

    private static Set<String> serialsOf(Set<IdentityKey> keys) {
        Set<String> serials = new HashSet<>();
        for (IdentityKey key : keys) {
            if (key instanceof IdentityKey.ManufacturerSerial(_, String serial)) {
                serials.add(serial.toUpperCase(Locale.ROOT));
            }
        }
        return serials;
    }

    private static <T> Set<T> union(Set<T> left, Set<T> right) {
        return Stream.concat(left.stream(), right.stream()).collect(Collectors.toSet());
    }
}
