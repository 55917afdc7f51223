package io.segwright.inventory.device;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// A physical or virtual network box, as the inventory knows it now.
///
/// @param id the inventory's own name for it
/// @param name sysName; for people, never for identity
/// @param site the declared site
/// @param platform what software it runs
/// @param role what it does for others
/// @param manufacturer empty where unknown
/// @param model empty where unknown
/// @param serial of the chassis; empty where unknown
/// @param software version text; empty where unknown
/// @param keys every identity key that it is known by
/// @param interfaces in ifIndex order
/// @param neighbors link-layer neighbours at the last poll
/// @param managementAddresses the addresses at which it answered polls, sorted, first one preferred
/// @param lastSeen when it last answered
public record Device(
        DeviceId id,
        String name,
        String site,
        Platform platform,
        Role role,
        String manufacturer,
        String model,
        String serial,
        String software,
        Set<IdentityKey> keys,
        List<DeviceInterface> interfaces,
        List<NeighborFact> neighbors,
        List<IpAddress> managementAddresses,
        Instant lastSeen) {
    public Device {
        keys = Set.copyOf(keys);
        interfaces = List.copyOf(interfaces);
        neighbors = List.copyOf(neighbors);
        managementAddresses = List.copyOf(managementAddresses);
    }

    /// Every address of its own, link-local ones left out.
    public NavigableSet<IpAddress> addresses() {
        NavigableSet<IpAddress> all = new TreeSet<>(managementAddresses);
        interfaces.forEach(i ->
                i.addresses().stream()
                        .map(a -> a.address())
                        .filter(a -> !a.isLinkLocal())
                        .forEach(all::add));
        return all;
    }
}
