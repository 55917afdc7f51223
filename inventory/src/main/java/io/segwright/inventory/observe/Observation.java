package io.segwright.inventory.observe;

import io.segwright.inventory.net.IpAddress;
import java.util.List;
import java.util.Set;

/// What a collector saw. It says what was seen, never what it means: identity and authority are the reconciler's.
public sealed interface Observation {
    Provenance provenance();

    /// A device answered a poll: everything it said of itself and of its surroundings.
    ///
    /// @param provenance `exporter` is the address that was polled
    /// @param site the declared site whose range holds the polled address
    /// @param system what the device calls itself
    /// @param keys every identity key that it showed, weak ones too
    /// @param interfaces its interfaces, in ifIndex order
    /// @param addresses its own addresses, both families
    /// @param hardware chassis and modules with serials, possibly none
    /// @param neighbors link-layer neighbours (LLDP)
    /// @param arp address to MAC, both families (ARP and neighbour discovery)
    /// @param routes its routing table, as far as it was read
    /// @param incomplete the tables that could not be read whole, e.g. `ipNetToPhysicalTable: timeout after 120 rows`
    record DevicePolled(
            Provenance provenance,
            String site,
            SystemFacts system,
            Set<IdentityKey> keys,
            List<InterfaceFact> interfaces,
            List<AddressFact> addresses,
            List<HardwareFact> hardware,
            List<NeighborFact> neighbors,
            List<ArpFact> arp,
            List<RouteFact> routes,
            List<String> incomplete)
            implements Observation {
        public DevicePolled {
            keys = Set.copyOf(keys);
            interfaces = List.copyOf(interfaces);
            addresses = List.copyOf(addresses);
            hardware = List.copyOf(hardware);
            neighbors = List.copyOf(neighbors);
            arp = List.copyOf(arp);
            routes = List.copyOf(routes);
            incomplete = List.copyOf(incomplete);
        }
    }

    /// An address inside the declared ranges was asked and gave no usable answer.
    ///
    /// @param reason what happened
    /// @param detail one line for a person: the last error and how to fix it
    record DeviceSilent(
            Provenance provenance,
            String site,
            IpAddress target,
            SilenceReason reason,
            String detail)
            implements Observation {}

    /// A flow exporter sent its first datagram.
    ///
    /// @param protocol `netflow9` or `ipfix`
    /// @param domain source id or observation domain, unsigned 32 bits
    record ExporterSeen(Provenance provenance, String protocol, long domain)
            implements Observation {}
}
