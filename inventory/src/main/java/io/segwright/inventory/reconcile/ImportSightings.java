package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Witness;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what other people's lists say to exist: a device by address, MAC or key, else a trace where its address lies
/// in a declared range.
final class ImportSightings {
    private final KnownThings known;
    private final DeclaredRanges ranges;
    private final Sightings sightings;
    private final Map<IdentityKey, DeviceId> byKey = new HashMap<>();

    ImportSightings(
            Collection<Device> devices,
            KnownThings known,
            DeclaredRanges ranges,
            Sightings sightings) {
        this.known = known;
        this.ranges = ranges;
        this.sightings = sightings;
        for (Device device : devices) {
            Claimant.usable(device.keys()).forEach(key -> byKey.putIfAbsent(key, device.id()));
        }
    }

    void read(DeviceImported imported) {
        Optional<DeviceId> owner = owner(imported);
        if (owner.isPresent()) {
            sightings.show(owner.get(), Witness.IMPORT);
            return;
        }
        List<IpAddress> all = imported.addresses().stream().map(AddressFact::address).toList();
        List<IpAddress> expected =
                all.stream()
                        .filter(ranges::expectsDeviceAt)
                        .filter(address -> !known.owns(address))
                        .toList();
        if (expected.isEmpty() || all.stream().anyMatch(ranges::isLeftAlone)) {
            return;
        }
        String mac =
                imported.interfaces().stream()
                        .flatMap(i -> i.mac().stream())
                        .filter(m -> !m.isShared())
                        .map(MacAddress::toString)
                        .findFirst()
                        .orElse("");
        sightings.add(
                new TraceEvidence(
                        TraceEvidence.Kind.IMPORT,
                        imported.provenance().source().replaceAll("\\s+", "_"),
                        mac,
                        expected,
                        "",
                        imported.nativeKey()));
    }

    private Optional<DeviceId> owner(DeviceImported imported) {
        Stream<DeviceId> byAddress =
                imported.addresses().stream().flatMap(f -> known.ownerOf(f.address()).stream());
        Stream<DeviceId> byMac =
                imported.interfaces().stream()
                        .flatMap(i -> i.mac().stream())
                        .flatMap(mac -> known.ownerOf(mac).stream());
        Stream<DeviceId> byKeys =
                Claimant.usable(imported.keys()).stream()
                        .flatMap(key -> Optional.ofNullable(byKey.get(key)).stream())
                        .sorted();
        return Stream.of(byAddress, byMac, byKeys).flatMap(ids -> ids).findFirst();
    }
}
