package io.segwright.graph.fact;

import static io.segwright.graph.fact.Properties.array;
import static io.segwright.graph.fact.Properties.texts;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Witness;
import java.util.List;
import java.util.Set;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.jspecify.annotations.Nullable;

/// The parts of a device that change independently: each is a fact vertex of its own.
public sealed interface DevicePart extends Part {
    /// What the device says of itself as a whole.
    record State(
            String name,
            String site,
            Platform platform,
            Role role,
            String manufacturer,
            String model,
            String serial,
            String software,
            Set<IdentityKey> keys,
            List<IpAddress> managementAddresses,
            Set<Witness> witnesses,
            @Nullable Membership membershipOrNull) // null: a device by itself
            implements DevicePart {
        public State {
            keys = Set.copyOf(keys);
            managementAddresses = List.copyOf(managementAddresses);
            witnesses = Set.copyOf(witnesses);
        }

        @Override
        public String label() {
            return Labels.DEVICE_STATE;
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.NAME, name);
            fact.property(Keys.SITE, site);
            fact.property(Keys.PLATFORM, platform.name());
            fact.property(Keys.ROLE, role.name());
            fact.property(Keys.MANUFACTURER, manufacturer);
            fact.property(Keys.MODEL, model);
            fact.property(Keys.SERIAL, serial);
            fact.property(Keys.SOFTWARE, software);
            fact.property(Keys.IDENTITY_KEYS, IdentityTexts.write(keys));
            fact.property(Keys.MANAGEMENT_ADDRESSES, Properties.addresses(managementAddresses));
            fact.property(Keys.WITNESSES, Properties.witnesses(witnesses));
            Memberships.write(membershipOrNull, fact);
        }

        static State of(Fields fact) {
            return new State(
                    fact.value(Keys.NAME),
                    fact.value(Keys.SITE),
                    Platform.valueOf(fact.value(Keys.PLATFORM)),
                    Role.valueOf(fact.value(Keys.ROLE)),
                    fact.value(Keys.MANUFACTURER),
                    fact.value(Keys.MODEL),
                    fact.value(Keys.SERIAL),
                    fact.value(Keys.SOFTWARE),
                    IdentityTexts.read(fact.value(Keys.IDENTITY_KEYS)),
                    Properties.addresses(fact, Keys.MANAGEMENT_ADDRESSES),
                    Properties.witnesses(fact),
                    Memberships.readOrNull(fact));
        }
    }

    /// @param position see [Positions]
    record Port(DeviceInterface value, int position) implements DevicePart {
        @Override
        public String label() {
            return Labels.INTERFACE;
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.POSITION, position);
            fact.property(Keys.IF_INDEX, value.index());
            fact.property(Keys.INTERFACE_NAME, value.name());
            fact.property(Keys.UP, value.up());
            fact.property(Keys.MAC, Properties.mac(value.macOrNull()));
            fact.property(Keys.ADDRESSES, AddressTexts.write(value.addresses()));
        }

        static Port of(Fields fact) {
            return new Port(
                    new DeviceInterface(
                            fact.value(Keys.IF_INDEX),
                            fact.value(Keys.INTERFACE_NAME),
                            fact.value(Keys.UP),
                            Properties.macOrNull(fact),
                            AddressTexts.read(fact.value(Keys.ADDRESSES))),
                    fact.value(Keys.POSITION));
        }
    }

    /// @param position see [Positions]
    record Neighbor(NeighborFact value, int position) implements DevicePart {
        @Override
        public String label() {
            return Labels.NEIGHBOR;
        }

        @Override
        public void writeTo(Element fact) {
            fact.property(Keys.POSITION, position);
            fact.property(Keys.NEIGHBOR_PROTOCOL, value.protocol().name());
            fact.property(Keys.INTERFACE_NAME, value.localInterface());
            fact.property(Keys.CHASSIS_ID, value.chassisId());
            fact.property(Keys.MAC, Properties.mac(value.chassisMacOrNull()));
            fact.property(Keys.PORT_ID, value.portId());
            fact.property(Keys.NAME, value.systemName());
            fact.property(Keys.SYSTEM_DESCRIPTION, value.systemDescription());
            fact.property(
                    Keys.CAPABILITIES, array(value.capabilities().stream().sorted().toList()));
            fact.property(
                    Keys.MANAGEMENT_ADDRESSES, Properties.addresses(value.managementAddresses()));
        }

        static Neighbor of(Fields fact) {
            return new Neighbor(
                    new NeighborFact(
                            NeighborProtocol.valueOf(fact.value(Keys.NEIGHBOR_PROTOCOL)),
                            fact.value(Keys.INTERFACE_NAME),
                            fact.value(Keys.CHASSIS_ID),
                            Properties.macOrNull(fact),
                            fact.value(Keys.PORT_ID),
                            fact.value(Keys.NAME),
                            fact.value(Keys.SYSTEM_DESCRIPTION),
                            Set.copyOf(texts(fact, Keys.CAPABILITIES)),
                            Properties.addresses(fact, Keys.MANAGEMENT_ADDRESSES)),
                    fact.value(Keys.POSITION));
        }
    }
}
