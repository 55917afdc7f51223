package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Devices that only a list has, although another one answers at their address: the list may mean that one.
final class ListedTwice {
    private ListedTwice() {}

    static List<Conflict> find(Collection<Device> devices) {
        Map<IpAddress, Device> answering = new HashMap<>();
        for (Device device : devices) {
            device.managementAddresses().forEach(a -> answering.put(a, device));
        }
        List<Conflict> conflicts = new ArrayList<>();
        for (Device listed : devices) {
            if (!listed.isOnlyListed()) {
                continue;
            }
            for (IpAddress address : listed.addresses()) {
                Device other = answering.get(address);
                if (other != null) {
                    conflicts.add(conflict(listed, other, address));
                    break; // one address is enough to ask
                }
            }
        }
        return conflicts;
    }

    private static Conflict conflict(Device listed, Device answering, IpAddress address) {
        List<String> evidence = new ArrayList<>();
        evidence.add(side(listed) + " is on a list with " + address);
        evidence.add(side(answering) + " answers at " + address);
        String forbidden =
                Contradictions.between(
                        Claimant.of(listed), Claimant.of(answering), Commonness.NONE);
        if (!forbidden.isEmpty()) {
            evidence.add("kept apart: " + forbidden);
        }
        return new Conflict(
                listed.id().text(),
                "does the list mean the device that answers at its address? correct the list",
                evidence);
    }

    private static String side(Device device) {
        return device.id() + " '" + device.name() + "'";
    }
}
