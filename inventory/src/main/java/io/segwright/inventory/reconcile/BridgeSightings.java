package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.link.AggregateFact;
import io.segwright.inventory.link.FdbFact;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Witness;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what bridges learned. Every bridge on the way to a station has learned its MAC on some port; the station is
/// behind the access port with the fewest others, and never behind a port that leads to another bridge.
///
/// A MAC alone is no device that must be inventoried, most are end stations: it adds a place, and a line of evidence,
/// to a thing that ARP, LLDP or a next hop names with the same MAC.
final class BridgeSightings {
    private static final int ACCESS_MACS_MAX = 64; // more stations are behind another bridge

    /// Where a bridge learned a MAC.
    ///
    /// @param macs how many it learned on that port
    private record Spot(Device bridge, String port, int macs) {}

    private static final Comparator<Spot> NEAREST =
            Comparator.comparingInt(Spot::macs)
                    .thenComparing(spot -> spot.bridge().id())
                    .thenComparing(Spot::port);

    private final KnownThings known;
    private final Sightings sightings;
    private final Map<MacAddress, Spot> spots = new HashMap<>();

    BridgeSightings(KnownThings known, Sightings sightings) {
        this.known = known;
        this.sightings = sightings;
    }

    /// @param device as known after the poll
    void read(Device device, DevicePolled poll) {
        if (poll.fdb().isEmpty()) {
            return;
        }
        Map<Integer, String> names = new HashMap<>();
        for (InterfaceFact fact : poll.interfaces()) {
            names.put(fact.index(), fact.name());
        }
        Map<Integer, Set<MacAddress>> ports = new HashMap<>();
        for (FdbFact fact : poll.fdb()) {
            if (!fact.mac().isShared()) {
                ports.computeIfAbsent(fact.interfaceIndex(), _ -> new HashSet<>()).add(fact.mac());
                sightings.show(known.ownerOf(fact.mac()), device, Witness.FDB);
            }
        }
        Set<Integer> uplinks = uplinks(device, poll, names);
        ports.forEach((index, macs) -> {
            if (index != 0 && !uplinks.contains(index) && macs.size() <= ACCESS_MACS_MAX) {
                String port = names.getOrDefault(index, "" + index);
                Spot spot = new Spot(device, port, macs.size());
                macs.forEach(mac -> spots.merge(mac, spot, BridgeSightings::nearer));
            }
        });
    }

    private static Spot nearer(Spot one, Spot other) {
        return NEAREST.compare(one, other) <= 0 ? one : other;
    }

    /// Ports with a bridge or router behind them, and the aggregates that such ports belong to.
    private static Set<Integer> uplinks(
            Device device, DevicePolled poll, Map<Integer, String> names) {
        Set<String> told = new HashSet<>();
        for (NeighborFact neighbor : device.neighbors()) {
            if (neighbor.capabilities().contains("bridge")
                    && !Role.isEndStation(neighbor.capabilities())) {
                told.add(neighbor.localInterface());
            }
        }
        Set<Integer> uplinks = new HashSet<>();
        names.forEach((index, name) -> {
            if (told.contains(name)) {
                uplinks.add(index);
            }
        });
        for (AggregateFact aggregate : poll.aggregates()) {
            boolean leadsUp =
                    uplinks.contains(aggregate.interfaceIndex())
                            || aggregate.memberIndexes().stream().anyMatch(uplinks::contains);
            if (leadsUp) {
                uplinks.add(aggregate.interfaceIndex());
                uplinks.addAll(aggregate.memberIndexes());
            }
        }
        return uplinks;
    }

    /// Adds the place of each thing that other evidence names with a MAC.
    void addPlaces() {
        Set<MacAddress> named = new HashSet<>();
        for (TraceEvidence line : sightings.evidence()) {
            if (line.kind() != TraceEvidence.Kind.FDB) {
                macOf(line.chassis()).ifPresent(named::add);
            }
        }
        for (MacAddress mac : named) {
            Spot spot = spots.get(mac);
            if (spot != null) {
                sightings.add(
                        new TraceEvidence(
                                TraceEvidence.Kind.FDB,
                                spot.bridge().id().text(),
                                mac.toString(),
                                List.of(),
                                Sightings.placeOf(spot.bridge(), spot.port()),
                                TraceEvidence.ONE_OF + spot.macs() + " learned there"));
            }
        }
    }

    private static Optional<MacAddress> macOf(String chassis) {
        try {
            return Optional.of(MacAddress.parse(chassis));
        } catch (AddressFormatException _) {
            return Optional.empty(); // a chassis id of another kind
        }
    }
}
