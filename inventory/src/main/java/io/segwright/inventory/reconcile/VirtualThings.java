package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Addresses and MACs that first hops answer for in turn (VRRP, HSRP): they are no things.
final class VirtualThings {
    private final Set<IpAddress> addresses = new HashSet<>();
    private final Set<MacAddress> macs = new HashSet<>();

    private VirtualThings() {}

    /// By what the routers themselves say, and by the MACs that the standards set aside.
    static VirtualThings of(Collection<DevicePolled> polls) {
        VirtualThings virtual = new VirtualThings();
        for (DevicePolled poll : polls) {
            poll.virtualAddresses()
                    .forEach(fact -> {
                        virtual.addresses.add(fact.address());
                        fact.mac().ifPresent(virtual.macs::add);
                    });
            for (ArpFact fact : poll.arp()) {
                if (fact.mac().isShared()) {
                    virtual.addresses.add(fact.address());
                }
            }
        }
        return virtual;
    }

    boolean has(IpAddress address) {
        return addresses.contains(address);
    }

    boolean has(MacAddress mac) {
        return mac.isShared() || macs.contains(mac);
    }
}
