package io.segwright.inventory.reconcile;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.RouteFact;
import io.segwright.inventory.observe.Witness;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what one device tells of others: its LLDP and CDP neighbours, its ARP and neighbour-discovery entries, its
/// next hops.
///
/// What is a device that must be inventoried: a neighbour that is no end station, or has an address in a declared
/// range; an ARP entry or next hop inside a declared range, since those are declared for infrastructure. An OUI is no
/// proof, and neither is a MAC alone. Left out: virtual routers' addresses and MACs, excluded addresses, link-local
/// ones, and what a device says of itself.
final class PollSightings {
    private final KnownThings known;
    private final VirtualThings virtual;
    private final DeclaredRanges ranges;
    private final Sightings sightings;

    PollSightings(
            KnownThings known, VirtualThings virtual, DeclaredRanges ranges, Sightings sightings) {
        this.known = known;
        this.virtual = virtual;
        this.ranges = ranges;
        this.sightings = sightings;
    }

    /// @param device as known after the poll
    void read(Device device, DevicePolled poll) {
        Map<Integer, String> ports = new HashMap<>();
        for (InterfaceFact fact : poll.interfaces()) {
            ports.put(fact.index(), fact.name());
        }
        Map<IpAddress, MacAddress> macs = new HashMap<>();
        for (ArpFact fact : poll.arp()) {
            macs.putIfAbsent(fact.address(), fact.mac());
            read(device, fact, ports);
        }
        Set<IpAddress> hops = new HashSet<>();
        for (RouteFact route : poll.routes()) {
            if (hops.add(route.nextHop())) {
                readHop(device, route.nextHop(), macs);
            }
        }
    }

    private void read(Device device, ArpFact fact, Map<Integer, String> ports) {
        if (virtual.has(fact.mac())
                || virtual.has(fact.address())
                || !ranges.expectsDeviceAt(fact.address())) {
            return;
        }
        if (known.owns(fact.mac()) || known.owns(fact.address())) {
            Optional<DeviceId> byAddress = known.ownerOf(fact.address());
            sightings.show(
                    byAddress.isPresent() ? byAddress : known.ownerOf(fact.mac()),
                    device,
                    Witness.ARP);
            return;
        }
        String port = ports.getOrDefault(fact.interfaceIndex(), "" + fact.interfaceIndex());
        sightings.add(
                new TraceEvidence(
                        TraceEvidence.Kind.ARP,
                        device.id().text(),
                        fact.mac().toString(),
                        List.of(fact.address()),
                        Sightings.placeOf(device, port),
                        ""));
    }

    /// @param macs by address, of the same device: they tell that a next hop and a neighbour are one thing
    private void readHop(Device device, IpAddress hop, Map<IpAddress, MacAddress> macs) {
        Optional<MacAddress> mac = Optional.ofNullable(macs.get(hop));
        if (!ranges.expectsDeviceAt(hop)
                || virtual.has(hop)
                || mac.filter(virtual::has).isPresent()) {
            return;
        }
        if (known.owns(hop) || mac.filter(known::owns).isPresent()) {
            Optional<DeviceId> byAddress = known.ownerOf(hop);
            sightings.show(
                    byAddress.isPresent() ? byAddress : mac.flatMap(known::ownerOf),
                    device,
                    Witness.NEXT_HOP);
            return;
        }
        sightings.add(
                new TraceEvidence(
                        TraceEvidence.Kind.ROUTE,
                        device.id().text(),
                        mac.map(MacAddress::toString).orElse(""),
                        List.of(hop),
                        Sightings.placeOf(device),
                        "routes through it"));
    }

    /// Of the device's own memory, since a poll leaves out neighbours that have not changed.
    void readNeighbors(Device device) {
        device.neighbors().forEach(neighbor -> read(device, neighbor));
    }

    private void read(Device device, NeighborFact neighbor) {
        List<IpAddress> addresses =
                neighbor.managementAddresses().stream()
                        .filter(Claimant::isOwn)
                        .filter(address -> !virtual.has(address))
                        .toList();
        boolean leftAlone = addresses.stream().anyMatch(ranges::isLeftAlone);
        boolean strangeStation =
                Role.isEndStation(neighbor.capabilities())
                        && addresses.stream().noneMatch(ranges::expectsDeviceAt);
        boolean nameless =
                neighbor.chassisMac().isEmpty()
                        && addresses.isEmpty()
                        && neighbor.chassisId().isBlank();
        if (leftAlone || strangeStation || nameless) {
            return;
        }
        if (known.owns(neighbor, device)) {
            sightings.show(known.ownerOf(neighbor, device), device, Witness.NEIGHBOR);
            return;
        }
        String name = neighbor.systemName();
        sightings.add(
                new TraceEvidence(
                        TraceEvidence.Kind.LLDP,
                        device.id().text(),
                        chassis(neighbor),
                        addresses,
                        Sightings.placeOf(device, neighbor.localInterface()),
                        name.isEmpty() ? "" : TraceEvidence.CALLS_ITSELF + name));
    }

    private static String chassis(NeighborFact neighbor) {
        return neighbor.chassisMac()
                .map(mac -> mac.isShared() ? "" : mac.toString())
                .orElse(neighbor.chassisId());
    }
}
