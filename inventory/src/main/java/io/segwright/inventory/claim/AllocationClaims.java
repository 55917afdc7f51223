package io.segwright.inventory.claim;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Attribution;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The owner of a device by the allocation of the address at which it answers. Not stored: the allocations are.
final class AllocationClaims {
    private AllocationClaims() {}

    /// The first of its addresses that is allocated at all decides, management addresses before loopbacks.
    static List<Claim> of(Device device, AttributionIndex index) {
        for (Map.Entry<IpAddress, Vrf> own : addresses(device).entrySet()) {
            Attribution attribution = index.lookup(own.getValue(), own.getKey());
            if (!attribution.chain().isEmpty()) {
                return claims(device, attribution);
            }
        }
        return List.of();
    }

    private static List<Claim> claims(Device device, Attribution attribution) {
        String owner = attribution.tags().owner();
        return attribution.chain().stream()
                .filter(a -> a.tags().owner().equals(owner) && !owner.isBlank())
                .findFirst()
                .map(a -> claim(device, owner, a, attribution))
                .stream()
                .toList();
    }

    private static Claim claim(
            Device device, String owner, Allocation allocation, Attribution attribution) {
        return new Claim(
                device.id(),
                Attribute.OWNER,
                owner,
                Claim.ALLOCATION,
                allocation.prefix()
                        + " in "
                        + allocation.vrf()
                        + " covers "
                        + attribution.address()
                        + ", "
                        + allocation.source(),
                100,
                allocation.validFrom(),
                allocation.validFrom());
    }

    private static Map<IpAddress, Vrf> addresses(Device device) {
        Map<IpAddress, Vrf> own = new LinkedHashMap<>();
        Map<IpAddress, Vrf> loopbacks = new LinkedHashMap<>();
        Map<IpAddress, Vrf> vrfs = new LinkedHashMap<>();
        for (DeviceInterface on : device.interfaces()) {
            for (AddressFact fact : on.addresses()) {
                vrfs.put(fact.address(), fact.vrf());
                if (fact.prefixLength() == fact.address().family().bits()
                        && !fact.address().isLinkLocal()) {
                    loopbacks.put(fact.address(), fact.vrf());
                }
            }
        }
        device.managementAddresses().forEach(a -> own.put(a, vrfs.getOrDefault(a, Vrf.DEFAULT)));
        loopbacks.forEach(own::putIfAbsent);
        return own;
    }
}
