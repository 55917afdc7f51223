package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DeviceSilent;
import io.segwright.inventory.observe.Witness;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lays the lists that show a device now over those that showed it before.
///
/// A device does not remember who saw it, only on which kinds of list it was: a run that asked only some of the
/// estate therefore adds and takes nothing back. A run that asked every device, and read the tables whole, replaces
/// what ARP, bridges and routes say. Neighbours are known in full at all times. What no poll tells (a poll itself,
/// telemetry, an import) stays.
final class WitnessFold {
    private static final Set<Witness> OF_TABLES =
            EnumSet.of(Witness.ARP, Witness.FDB, Witness.NEXT_HOP);
    private static final String[] TABLES = {
        "ipNetTo", "dot1dTpFdb", "dot1qTpFdb", "ipRoute", "ipCidrRoute", "inetCidrRoute"
    };

    private WitnessFold() {}

    static Map<DeviceId, Set<Witness>> fold(
            List<Device> devices,
            Map<DeviceId, List<DevicePolled>> polled,
            List<Observation> observations,
            Sightings now) {
        boolean whole = askedAll(devices, polled, observations);
        Map<DeviceId, Set<Witness>> witnesses = new HashMap<>();
        for (Device device : devices) {
            Set<Witness> all = EnumSet.noneOf(Witness.class);
            all.addAll(device.witnesses());
            all.remove(Witness.NEIGHBOR);
            if (whole) {
                all.removeAll(OF_TABLES);
            }
            all.addAll(now.of(device.id()));
            if (polled.containsKey(device.id())) {
                all.add(Witness.POLL);
            }
            witnesses.put(device.id(), Set.copyOf(all));
        }
        return witnesses;
    }

    /// A box inside a stack is asked by way of the whole.
    private static boolean askedAll(
            List<Device> devices,
            Map<DeviceId, List<DevicePolled>> polled,
            List<Observation> observations) {
        Set<IpAddress> silent = new HashSet<>();
        for (Observation observation : observations) {
            if (observation instanceof DeviceSilent(_, _, IpAddress target, _, _)) {
                silent.add(target);
            }
        }
        boolean readWhole =
                polled.values().stream()
                        .flatMap(List::stream)
                        .noneMatch(poll -> DeviceFold.isIncomplete(poll, TABLES));
        return readWhole
                && devices.stream()
                        .filter(device -> device.membership().isEmpty())
                        .allMatch(device ->
                                polled.containsKey(device.id())
                                        || device.managementAddresses().stream()
                                                .anyMatch(silent::contains));
    }
}
