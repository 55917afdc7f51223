package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import java.util.Set;

/// What evidently different devices show alike: it does not tell one from the other.
///
/// @param keys serials of an image, engine ids of a cloned configuration, anycast loopbacks
/// @param macs of internal interfaces, and of virtual routers
/// @param addresses virtual and anycast ones: whoever answers there now need not answer there tomorrow
/// @param names of those who share a key or a MAC, too: the units of a pair, an original and its clone
record Constants(
        Set<IdentityKey> keys, Set<MacAddress> macs, Set<IpAddress> addresses, Set<String> names) {
    static final Constants NONE = new Constants(Set.of(), Set.of(), Set.of(), Set.of());

    Constants {
        keys = Set.copyOf(keys);
        macs = Set.copyOf(macs);
        addresses = Set.copyOf(addresses);
        names = Set.copyOf(names);
    }
}
