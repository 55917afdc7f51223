package io.segwright.inventory.observe;

import io.segwright.inventory.link.AggregateFact;
import io.segwright.inventory.link.FdbFact;
import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.link.VrfFact;
import io.segwright.inventory.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a collector saw. It says what was seen, never what it means: identity and authority are the reconciler's.
public sealed interface Observation {
    Provenance provenance();

    /// A device answered a poll: everything it said of itself and of its surroundings.
    ///
    /// @param provenance `exporter` is the address that was polled
    /// @param site the declared site whose range holds the polled address
    /// @param system what the device calls itself
    /// @param keys every identity key that it showed, weak ones too
    /// @param attributes vendor, model, serial, system, version and more, each with where it was said; several
    ///     places may say the same attribute, the most trusted first
    /// @param interfaces its interfaces, in ifIndex order
    /// @param addresses its own addresses, both families; virtual ones are in `virtualAddresses` too
    /// @param hardware chassis and modules with serials, possibly none
    /// @param stackMembers the boxes of a stack or virtual chassis; empty where it is one box
    /// @param neighbors link-layer neighbours
    /// @param arp address to MAC, both families (ARP and neighbour discovery)
    /// @param fdb what its bridge learned, its own MACs left out
    /// @param vrfs its routing domains, the default one left out
    /// @param virtualAddresses addresses that it shares with others
    /// @param aggregates its link aggregations
    /// @param routes its routing table, as far as it was read
    /// @param unchanged what was not read, since the device's change stamps say that it is as it was: what is
    ///     known of it still holds
    /// @param incomplete the tables that could not be read whole, e.g. `ipNetToPhysicalTable: timeout after 120
    ///     rows`
    /// @param weakness what of the protocol that it was read with does not protect, for an auditor's list, e.g.
    ///     `SNMPv2c: community and answers in clear text`; empty where it is sound
    record DevicePolled(
            Provenance provenance,
            String site,
            SystemFacts system,
            Set<IdentityKey> keys,
            List<AttributeFact> attributes,
            List<InterfaceFact> interfaces,
            List<AddressFact> addresses,
            List<HardwareFact> hardware,
            List<StackMemberFact> stackMembers,
            List<NeighborFact> neighbors,
            List<ArpFact> arp,
            List<FdbFact> fdb,
            List<VrfFact> vrfs,
            List<VirtualAddressFact> virtualAddresses,
            List<AggregateFact> aggregates,
            List<RouteFact> routes,
            Set<Part> unchanged,
            List<String> incomplete,
            String weakness)
            implements Observation {
        /// What is skipped while a change stamp stands still.
        public enum Part {
            /// ifTable and ifXTable (ifTableLastChange).
            INTERFACES,
            /// ENTITY-MIB and the vendor's own tables beside it (entLastChangeTime).
            HARDWARE,
            /// LLDP's remote tables (lldpStatsRemTablesLastChangeTime).
            NEIGHBORS
        }

        public DevicePolled {
            keys = Set.copyOf(keys);
            attributes = List.copyOf(attributes);
            interfaces = List.copyOf(interfaces);
            addresses = List.copyOf(addresses);
            hardware = List.copyOf(hardware);
            stackMembers = List.copyOf(stackMembers);
            neighbors = List.copyOf(neighbors);
            arp = List.copyOf(arp);
            fdb = List.copyOf(fdb);
            vrfs = List.copyOf(vrfs);
            virtualAddresses = List.copyOf(virtualAddresses);
            aggregates = List.copyOf(aggregates);
            routes = List.copyOf(routes);
            unchanged = Set.copyOf(unchanged);
            incomplete = List.copyOf(incomplete);
        }

        /// A poll that says nothing more yet.
        public static Builder builder(Provenance provenance, SystemFacts system) {
            return new Builder(provenance, system);
        }

        public Builder toBuilder() {
            return new Builder(provenance, system)
                    .site(site)
                    .keys(keys)
                    .attributes(attributes)
                    .interfaces(interfaces)
                    .addresses(addresses)
                    .hardware(hardware)
                    .stackMembers(stackMembers)
                    .neighbors(neighbors)
                    .arp(arp)
                    .fdb(fdb)
                    .vrfs(vrfs)
                    .virtualAddresses(virtualAddresses)
                    .aggregates(aggregates)
                    .routes(routes)
                    .unchanged(unchanged)
                    .incomplete(incomplete)
                    .weakness(weakness);
        }

        /// Every part is empty until it is set.
        public static final class Builder {
            private final Provenance provenance;
            private final SystemFacts system;
            private String site = "";
            private Set<IdentityKey> keys = Set.of();
            private List<AttributeFact> attributes = List.of();
            private List<InterfaceFact> interfaces = List.of();
            private List<AddressFact> addresses = List.of();
            private List<HardwareFact> hardware = List.of();
            private List<StackMemberFact> stackMembers = List.of();
            private List<NeighborFact> neighbors = List.of();
            private List<ArpFact> arp = List.of();
            private List<FdbFact> fdb = List.of();
            private List<VrfFact> vrfs = List.of();
            private List<VirtualAddressFact> virtualAddresses = List.of();
            private List<AggregateFact> aggregates = List.of();
            private List<RouteFact> routes = List.of();
            private Set<Part> unchanged = Set.of();
            private List<String> incomplete = List.of();
            private String weakness = "";

            private Builder(Provenance provenance, SystemFacts system) {
                this.provenance = provenance;
                this.system = system;
            }

            public Builder site(String value) {
                this.site = value;
                return this;
            }

            public Builder keys(Set<IdentityKey> value) {
                this.keys = value;
                return this;
            }

            public Builder attributes(List<AttributeFact> value) {
                this.attributes = value;
                return this;
            }

            public Builder interfaces(List<InterfaceFact> value) {
                this.interfaces = value;
                return this;
            }

            public Builder addresses(List<AddressFact> value) {
                this.addresses = value;
                return this;
            }

            public Builder hardware(List<HardwareFact> value) {
                this.hardware = value;
                return this;
            }

            public Builder stackMembers(List<StackMemberFact> value) {
                this.stackMembers = value;
                return this;
            }

            public Builder neighbors(List<NeighborFact> value) {
                this.neighbors = value;
                return this;
            }

            public Builder arp(List<ArpFact> value) {
                this.arp = value;
                return this;
            }

            public Builder fdb(List<FdbFact> value) {
                this.fdb = value;
                return this;
            }

            public Builder vrfs(List<VrfFact> value) {
                this.vrfs = value;
                return this;
            }

            public Builder virtualAddresses(List<VirtualAddressFact> value) {
                this.virtualAddresses = value;
                return this;
            }

            public Builder aggregates(List<AggregateFact> value) {
                this.aggregates = value;
                return this;
            }

            public Builder routes(List<RouteFact> value) {
                this.routes = value;
                return this;
            }

            public Builder unchanged(Set<Part> value) {
                this.unchanged = value;
                return this;
            }

            public Builder incomplete(List<String> value) {
                this.incomplete = value;
                return this;
            }

            public Builder weakness(String value) {
                this.weakness = value;
                return this;
            }

            public DevicePolled build() {
                return new DevicePolled(
                        provenance,
                        site,
                        system,
                        keys,
                        attributes,
                        interfaces,
                        addresses,
                        hardware,
                        stackMembers,
                        neighbors,
                        arp,
                        fdb,
                        vrfs,
                        virtualAddresses,
                        aggregates,
                        routes,
                        unchanged,
                        incomplete,
                        weakness);
            }
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

    /// A device sent something of its own accord: it is alive.
    ///
    /// @param provenance `exporter` is the sender
    /// @param kind what it sent
    /// @param messages how many since the last such observation
    record TelemetrySeen(Provenance provenance, Telemetry kind, long messages)
            implements Observation {}

    /// A person's list or another system says that a device exists.
    ///
    /// @param provenance `source` names the import, e.g. `import:netbox`; `exporter` is this host
    /// @param nativeKey what that source calls it, unique within the source and stable, e.g. `dcim.device:17`
    /// @param site as the source says; empty where it does not
    /// @param keys identity keys; weaker than observed ones
    /// @param attributes what it says of it
    /// @param interfaces their names and MACs; the index is 0 where the source has none
    /// @param addresses its own addresses
    /// @param seatOrNull where it is in a stack; read it by [#seat]
    record DeviceImported(
            Provenance provenance,
            String nativeKey,
            String site,
            Set<IdentityKey> keys,
            List<AttributeFact> attributes,
            List<InterfaceFact> interfaces,
            List<AddressFact> addresses,
            @Nullable Seat seatOrNull)
            implements Observation {
        /// A box's place in a stack or virtual chassis.
        ///
        /// @param whole the native key of what stands for all of its boxes, in the same source
        /// @param position the box's number in it
        public record Seat(String whole, int position) {}

        public DeviceImported {
            keys = Set.copyOf(keys);
            attributes = List.copyOf(attributes);
            interfaces = List.copyOf(interfaces);
            addresses = List.copyOf(addresses);
        }

        /// A device by itself.
        public DeviceImported(
                Provenance provenance,
                String nativeKey,
                String site,
                Set<IdentityKey> keys,
                List<AttributeFact> attributes,
                List<InterfaceFact> interfaces,
                List<AddressFact> addresses) {
            this(provenance, nativeKey, site, keys, attributes, interfaces, addresses, null);
        }

        /// A box of a stack or virtual chassis, or empty.
        public Optional<Seat> seat() {
            return Optional.ofNullable(seatOrNull);
        }
    }
}
