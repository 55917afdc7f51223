package io.segwright.app.cli;

import io.segwright.app.config.DataDirectory;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SystemFacts;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A small inventory as collecting and a list leave it: two devices of one name, and one that is away for long.
final class KnownEstate {
    private KnownEstate() {}

    static void write(Path data, Instant now) throws Exception {
        poll(data, now.minus(Duration.ofDays(120)), device("old-1", "10.0.0.9", "S9"));
        poll(
                data,
                now.minus(Duration.ofHours(3)),
                device("core", "10.0.0.1", "S1"),
                device("core", "10.0.0.2", "S2"));
    }

    private record Polled(String name, String address, String serial) {}

    private static Polled device(String name, String address, String serial) {
        return new Polled(name, address, serial);
    }

    private static void poll(Path data, Instant at, Polled... devices) throws Exception {
        List<Observation> observations =
                List.of(devices).stream().map(d -> observation(d, at)).toList();
        try (DataDirectory directory = DataDirectory.open(data)) {
            Reconciliation result =
                    Reconciler.reconcile(
                            directory.graph().snapshot(), observations, DeclaredRanges.NONE);
            directory.graph().apply(result.changes());
        }
    }

    private static Observation observation(Polled device, Instant at) {
        IpAddress address = IpAddress.of(device.address);
        return DevicePolled.builder(
                        new Provenance("snmp", address, at),
                        new SystemFacts(device.name, "box", "", "rack 3", "", 6))
                .site("east")
                .keys(Set.of(new IdentityKey.ManufacturerSerial("acme", device.serial)))
                .attributes(
                        List.of(
                                fact(Attribute.VENDOR, "Acme"),
                                fact(Attribute.MODEL, "A-" + device.serial),
                                fact(Attribute.SERIAL, device.serial)))
                .interfaces(List.of(new InterfaceFact(1, "eth0", 6, true, 1_000, null, "")))
                .addresses(List.of(new AddressFact(address, 24, 1, Vrf.DEFAULT)))
                .build();
    }

    /// A list read whole, of the device at 10.0.0.1.
    static void list(Path data, Instant at, String model) throws Exception {
        Provenance provenance = new Provenance("import:list", IpAddress.of("127.0.0.1"), at);
        DeviceImported row =
                new DeviceImported(
                        provenance,
                        "17",
                        "",
                        Set.of(new IdentityKey.ManufacturerSerial("acme", "S1")),
                        List.of(
                                fact(Attribute.NAME, "core.example.com"),
                                fact(Attribute.MODEL, model),
                                fact(Attribute.OWNER, "net-team")),
                        List.of(),
                        List.of(new AddressFact(IpAddress.of("10.0.0.1"), 24, 0, Vrf.DEFAULT)));
        try (DataDirectory directory = DataDirectory.open(data)) {
            directory
                    .graph()
                    .apply(
                            Reconciler.reconcileImport(
                                            directory.graph().snapshot(),
                                            new ImportedList(
                                                    provenance,
                                                    ImportedList.Scope.COMPLETE,
                                                    List.of(row)),
                                            DeclaredRanges.NONE,
                                            Authority.SHIPPED)
                                    .changes());
        }
    }

    private static AttributeFact fact(Attribute attribute, String value) {
        return new AttributeFact(attribute, value, 95, "place of " + attribute);
    }
}
