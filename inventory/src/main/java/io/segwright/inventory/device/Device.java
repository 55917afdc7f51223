package io.segwright.inventory.device;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Witness;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A physical or virtual network box, as the inventory knows it now.
///
/// @param id the inventory's own name for it
/// @param name sysName; for people, never for identity
/// @param site the declared site
/// @param platform what software it runs
/// @param role what it does for others
/// @param manufacturer empty where unknown
/// @param model empty where unknown
/// @param serial of the chassis; empty where unknown
/// @param software version text; empty where unknown
/// @param keys every identity key that it is known by
/// @param interfaces in ifIndex order
/// @param neighbors link-layer neighbours at the last poll
/// @param managementAddresses the addresses at which it answered polls, sorted, first one preferred
/// @param witnesses the lists that show it
/// @param membershipOrNull the stack that it is part of; read it by [#membership]
/// @param lastSeen when it last answered
public record Device(
        DeviceId id,
        String name,
        String site,
        Platform platform,
        Role role,
        String manufacturer,
        String model,
        String serial,
        String software,
        Set<IdentityKey> keys,
        List<DeviceInterface> interfaces,
        List<NeighborFact> neighbors,
        List<IpAddress> managementAddresses,
        Set<Witness> witnesses,
        @Nullable Membership membershipOrNull,
        Instant lastSeen) {
    public Device {
        keys = Set.copyOf(keys);
        interfaces = List.copyOf(interfaces);
        neighbors = List.copyOf(neighbors);
        managementAddresses = List.copyOf(managementAddresses);
        witnesses = Set.copyOf(witnesses);
    }

    /// Every address of its own, link-local ones left out.
    public NavigableSet<IpAddress> addresses() {
        NavigableSet<IpAddress> all = new TreeSet<>(managementAddresses);
        interfaces.forEach(i ->
                i.addresses().stream()
                        .map(a -> a.address())
                        .filter(a -> !a.isLinkLocal())
                        .forEach(all::add));
        return all;
    }

    /// Part of a stack or virtual chassis, or empty.
    public Optional<Membership> membership() {
        return Optional.ofNullable(membershipOrNull);
    }

    /// True for one that only a list has: it never answered, so nothing proves that it is as the list says.
    public boolean isOnlyListed() {
        return managementAddresses.isEmpty()
                && witnesses.contains(Witness.IMPORT)
                && !witnesses.contains(Witness.POLL);
    }

    /// A device of which nothing is known but its id.
    public static Builder builder(DeviceId id) {
        return new Builder(id);
    }

    public Builder toBuilder() {
        return new Builder(id)
                .name(name)
                .site(site)
                .platform(platform)
                .role(role)
                .manufacturer(manufacturer)
                .model(model)
                .serial(serial)
                .software(software)
                .keys(keys)
                .interfaces(interfaces)
                .neighbors(neighbors)
                .managementAddresses(managementAddresses)
                .witnesses(witnesses)
                .membership(membershipOrNull)
                .lastSeen(lastSeen);
    }

    /// Everything is empty until it is set.
    public static final class Builder {
        private final DeviceId id;
        private String name = "";
        private String site = "";
        private Platform platform = Platform.UNKNOWN;
        private Role role = Role.HOST;
        private String manufacturer = "";
        private String model = "";
        private String serial = "";
        private String software = "";
        private Set<IdentityKey> keys = Set.of();
        private List<DeviceInterface> interfaces = List.of();
        private List<NeighborFact> neighbors = List.of();
        private List<IpAddress> managementAddresses = List.of();
        private Set<Witness> witnesses = Set.of();
        private @Nullable Membership membershipOrNull; // null: a device by itself
        private Instant lastSeen = Instant.MIN;

        private Builder(DeviceId id) {
            this.id = id;
        }

        public Builder name(String value) {
            this.name = value;
            return this;
        }

        public Builder site(String value) {
            this.site = value;
            return this;
        }

        public Builder platform(Platform value) {
            this.platform = value;
            return this;
        }

        public Builder role(Role value) {
            this.role = value;
            return this;
        }

        public Builder manufacturer(String value) {
            this.manufacturer = value;
            return this;
        }

        public Builder model(String value) {
            this.model = value;
            return this;
        }

        public Builder serial(String value) {
            this.serial = value;
            return this;
        }

        public Builder software(String value) {
            this.software = value;
            return this;
        }

        public Builder keys(Set<IdentityKey> value) {
            this.keys = value;
            return this;
        }

        public Builder interfaces(List<DeviceInterface> value) {
            this.interfaces = value;
            return this;
        }

        public Builder neighbors(List<NeighborFact> value) {
            this.neighbors = value;
            return this;
        }

        public Builder managementAddresses(List<IpAddress> value) {
            this.managementAddresses = value;
            return this;
        }

        public Builder witnesses(Set<Witness> value) {
            this.witnesses = value;
            return this;
        }

        public Builder membership(@Nullable Membership value) {
            this.membershipOrNull = value;
            return this;
        }

        public Builder lastSeen(Instant value) {
            this.lastSeen = value;
            return this;
        }

        public Device build() {
            return new Device(
                    id,
                    name,
                    site,
                    platform,
                    role,
                    manufacturer,
                    model,
                    serial,
                    software,
                    keys,
                    interfaces,
                    neighbors,
                    managementAddresses,
                    witnesses,
                    membershipOrNull,
                    lastSeen);
        }
    }
}
