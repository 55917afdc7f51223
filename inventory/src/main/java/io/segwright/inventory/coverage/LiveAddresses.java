package io.segwright.inventory.coverage;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Draws the addresses in use from what devices said of their neighbours.
public final class LiveAddresses {
    private static final Comparator<LiveAddress> ORDER =
            Comparator.comparing(LiveAddress::vrf)
                    .thenComparing(LiveAddress::address)
                    .thenComparing(LiveAddress::seenBy)
                    .thenComparing(LiveAddress::place)
                    .thenComparing(LiveAddress::mac);

    private LiveAddresses() {}

    /// Each address once, sorted; where several devices saw it, the first by id tells the place. Left out: addresses
    /// that no single host has (multicast, broadcast, link-local), and virtual routers' MACs.
    ///
    /// @param snapshot the inventory after the same observations: it says which device a poll was of
    public static List<LiveAddress> seenIn(
            Collection<Observation> observations, InventorySnapshot snapshot) {
        Map<IpAddress, Device> owners = new HashMap<>();
        for (Device device : snapshot.devices()) {
            device.managementAddresses().forEach(a -> owners.put(a, device));
        }
        List<LiveAddress> all = new ArrayList<>();
        for (Observation observation : observations) {
            if (observation instanceof DevicePolled poll) {
                Device device = owners.get(poll.provenance().exporter());
                if (device != null) {
                    collect(device, poll, all);
                }
            }
        }
        all.sort(ORDER);
        Map<Vrf, Map<IpAddress, LiveAddress>> first = new TreeMap<>();
        all.forEach(live ->
                first.computeIfAbsent(live.vrf(), _ -> new TreeMap<>())
                        .putIfAbsent(live.address(), live));
        return first.values().stream().flatMap(byAddress -> byAddress.values().stream()).toList();
    }

    /// What is in use after these observations: what they saw, and what was known of devices that were not polled this
    /// time and are still in the inventory.
    ///
    /// @param known what was in use before
    public static List<LiveAddress> updated(
            Collection<LiveAddress> known,
            Collection<Observation> observations,
            InventorySnapshot snapshot) {
        Set<IpAddress> polled = new HashSet<>();
        for (Observation observation : observations) {
            if (observation instanceof DevicePolled poll) {
                polled.add(poll.provenance().exporter());
            }
        }
        Set<DeviceId> unasked = new HashSet<>();
        for (Device device : snapshot.devices()) {
            if (device.managementAddresses().stream().noneMatch(polled::contains)) {
                unasked.add(device.id());
            }
        }
        List<LiveAddress> all = new ArrayList<>(seenIn(observations, snapshot));
        Map<Vrf, Set<IpAddress>> seen = new HashMap<>();
        all.forEach(a -> seen.computeIfAbsent(a.vrf(), _ -> new HashSet<>()).add(a.address()));
        for (LiveAddress earlier : known) {
            if (unasked.contains(earlier.seenBy())
                    && seen.computeIfAbsent(earlier.vrf(), _ -> new HashSet<>())
                            .add(earlier.address())) {
                all.add(earlier);
            }
        }
        all.sort(ORDER);
        return List.copyOf(all);
    }

    private static void collect(Device device, DevicePolled poll, List<LiveAddress> all) {
        Map<Integer, String> ports = new HashMap<>();
        for (InterfaceFact fact : poll.interfaces()) {
            ports.put(fact.index(), fact.name());
        }
        Map<Integer, List<AddressFact>> own = new HashMap<>();
        for (AddressFact fact : poll.addresses()) {
            own.computeIfAbsent(fact.interfaceIndex(), _ -> new ArrayList<>()).add(fact);
        }
        for (ArpFact fact : poll.arp()) {
            List<AddressFact> on = own.getOrDefault(fact.interfaceIndex(), List.of());
            if (fact.mac().isShared() || !isOneHosts(fact.address(), on)) {
                continue;
            }
            String name = device.name().isEmpty() ? device.id().text() : device.name();
            String port = ports.getOrDefault(fact.interfaceIndex(), "" + fact.interfaceIndex());
            all.add(
                    new LiveAddress(
                            on.isEmpty() ? Vrf.DEFAULT : on.getFirst().vrf(),
                            fact.address(),
                            fact.mac(),
                            device.id(),
                            name + " port " + port));
        }
    }

    private static boolean isOneHosts(IpAddress address, List<AddressFact> on) {
        if (address.isUnspecified()
                || address.isMulticast()
                || address.isLinkLocal()
                || address.isOwnHost()) {
            return false;
        }
        if (address.family() == IpFamily.V6) {
            return true;
        }
        for (AddressFact fact : on) {
            Prefix prefix = fact.prefix();
            if (prefix.contains(address)
                    && prefix.length() < 31
                    && (address.equals(prefix.last()) || address.equals(prefix.network()))) {
                return false;
            }
        }
        return address.low() != 0xffffffffL;
    }
}
