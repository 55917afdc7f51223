package io.segwright.app.stage;

import io.segwright.app.config.AuthorityFile;
import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.graph.fact.AsOf;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.claim.Beliefs;
import io.segwright.inventory.claim.Presence;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The devices as they are believed to be at a moment, and how to find one.
///
/// @param asOf in both times
public record DeviceBook(
        InventorySnapshot snapshot, Beliefs beliefs, AuthorityFile policy, AsOf asOf) {
    /// @param at when it was true
    /// @param knownAt what we believed then
    public static DeviceBook read(DataDirectory data, Instant at, Instant knownAt)
            throws StoreUnavailableException, ConfigException {
        AsOf asOf = new AsOf(at, knownAt);
        InventorySnapshot snapshot = data.graph().snapshot(asOf);
        AuthorityFile policy = data.files().authority();
        Beliefs beliefs =
                new Beliefs(
                        snapshot.claims(),
                        AttributionIndex.build(snapshot.allocations(), at),
                        policy.authority(),
                        at);
        return new DeviceBook(snapshot, beliefs, policy, asOf);
    }

    public Presence presence(Device device) {
        return beliefs.presence(device, policy.presence());
    }

    /// The devices that a person may mean: by id, else by an address of theirs, else by name with or without its
    /// domain, in any case.
    public List<Device> named(String text) {
        if (text.isBlank()) {
            return List.of(); // those without a name are not called that
        }
        List<Device> byId =
                snapshot.devices().stream().filter(d -> d.id().text().equals(text)).toList();
        if (!byId.isEmpty()) {
            return byId;
        }
        try {
            IpAddress address = IpAddress.parse(text);
            return snapshot.devices().stream()
                    .filter(d -> d.addresses().contains(address))
                    .toList();
        } catch (AddressFormatException _) {
            return byName(text.toLowerCase(Locale.ROOT));
        }
    }

    private List<Device> byName(String name) {
        List<Device> whole =
                snapshot.devices().stream()
                        .filter(d -> d.name().toLowerCase(Locale.ROOT).equals(name))
                        .toList();
        return whole.isEmpty()
                ? snapshot.devices().stream()
                        .filter(d -> d.name().toLowerCase(Locale.ROOT).startsWith(name + "."))
                        .toList()
                : whole;
    }
}
