package io.segwright.collectors.snmp.table;

import io.segwright.inventory.link.AggregateFact;
import io.segwright.inventory.link.FdbFact;
import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.link.VrfFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snmp4j.smi.OID;

/// Everything on and around a device's links: neighbours, bridge, routing domains, shared addresses, aggregations,
/// ARP. One request tells which of these tables there are.
///
/// @param addresses its own, in their routing domains
/// @param identifying those of them that are nobody else's and mean the same everywhere
record Surroundings(
        List<AddressFact> addresses,
        List<Addresses.Found> identifying,
        List<NeighborFact> neighbors,
        List<ArpFact> arp,
        List<FdbFact> fdb,
        List<VrfFact> vrfs,
        List<VirtualAddressFact> virtualAddresses,
        List<AggregateFact> aggregates) {

    /// @param enterprise the private enterprise number of sysObjectID, 0 where unknown
    /// @param own the device's addresses as it tells them without a context
    /// @param standing what stands in for neighbours that need not be read again
    static Surroundings read(
            Walker walker,
            int enterprise,
            List<InterfaceFact> interfaces,
            List<Addresses.Found> own,
            Standing standing) {
        KnownTables tables = KnownTables.probe(walker, probes());
        BridgePorts bridge = BridgePorts.read(tables, interfaces);
        PortNames ports = new PortNames(interfaces, bridge);
        List<NeighborFact> neighbors = new ArrayList<>(standing.neighbors());
        if (standing.readsNeighbors()) {
            neighbors.addAll(Lldp.read(tables, ports));
        }
        neighbors.addAll(Cdp.read(tables, ports));
        List<VirtualAddressFact> virtual = VirtualAddresses.read(tables);
        List<AggregateFact> aggregates = Aggregates.read(tables, interfaces);
        Vrfs vrfs = Vrfs.read(tables);
        List<ArpFact> arp = new ArrayList<>(Neighbours.read(walker));
        VrfContexts.Hidden hidden = VrfContexts.read(tables, enterprise, vrfs, own);
        arp.addAll(hidden.arp());
        List<FdbFact> fdb = Fdb.read(tables, bridge);
        List<AddressFact> addresses = new ArrayList<>();
        own.forEach(found -> addresses.add(found.in(vrfs.of(found.interfaceIndex()))));
        hidden.addresses()
                .forEach(found -> addresses.add(found.in(vrfs.of(found.interfaceIndex()))));
        return new Surroundings(
                addresses,
                identifying(own, virtual, vrfs),
                neighbors,
                arp,
                fdb,
                vrfs.facts(),
                virtual,
                aggregates);
    }

    private static List<OID> probes() {
        List<OID> probes = new ArrayList<>();
        LldpLayout.ALL.forEach(layout -> probes.add(layout.remoteChassisId()));
        probes.addAll(
                List.of(
                        BridgePorts.IF_INDEX,
                        Cdp.DEVICE_ID,
                        Cdp.MORE_ADDRESS,
                        VirtualAddresses.VRRP_ADDRESS,
                        VirtualAddresses.VRRP3_ADDRESS,
                        VirtualAddresses.HSRP_ADDRESS,
                        VirtualAddresses.HSRP_SECONDARY,
                        Aggregates.ATTACHED,
                        Aggregates.SELECTED,
                        Aggregates.STACK_STATUS,
                        Vrfs.MPLS_RD,
                        Vrfs.MPLS_INTERFACE,
                        Vrfs.CISCO_NAME,
                        Vrfs.CISCO_INTERFACE,
                        Vrfs.NOKIA_NAME,
                        Vrfs.NOKIA_INTERFACE,
                        VrfContexts.CISCO_MAPPING,
                        VrfContexts.VACM_CONTEXT,
                        Fdb.Q_PORT,
                        Fdb.IEEE_PORT,
                        Fdb.BRIDGE_PORT,
                        Fdb.VTP_STATE,
                        ServiceFdb.PORT,
                        Fdb.LOGICAL_TYPE));
        probes.addAll(FdbVlans.probes());
        return probes;
    }

    private static List<Addresses.Found> identifying(
            List<Addresses.Found> own, List<VirtualAddressFact> virtual, Vrfs vrfs) {
        Set<IpAddress> shared =
                virtual.stream().map(VirtualAddressFact::address).collect(Collectors.toSet());
        return own.stream()
                .filter(found -> !shared.contains(found.address()))
                .filter(found -> vrfs.of(found.interfaceIndex()).equals(Vrf.DEFAULT))
                .toList();
    }

    DevicePolled.Builder into(DevicePolled.Builder poll) {
        return poll.addresses(addresses)
                .neighbors(neighbors)
                .arp(arp)
                .fdb(fdb)
                .vrfs(vrfs)
                .virtualAddresses(virtualAddresses)
                .aggregates(aggregates);
    }
}
