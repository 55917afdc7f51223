package io.segwright.collectors.snmp.table;

import io.segwright.collectors.understand.Understanding;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.RouteFact;
import io.segwright.inventory.observe.SystemFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.snmp4j.smi.OID;

/// Reads everything that one device says of itself and of its surroundings.
public final class DeviceReader {
    private DeviceReader() {}

    /// Reads everything, whatever was read before.
    ///
    /// @param walker over the device, fresh
    /// @param provenance who asks, which address, when
    /// @param site the declared site of that address
    /// @throws SnmpFault where not even the system group can be read; later failures become
    ///     `DevicePolled.incomplete`
    public static DevicePolled read(Walker walker, Provenance provenance, String site)
            throws SnmpFault {
        return read(walker, provenance, site, Recall.NOTHING);
    }

    /// The same, beginning with what earlier polls learned, and without the parts that the agent's change stamps call
    /// unchanged: the inventory's own facts stand in for those.
    public static DevicePolled read(
            Walker walker, Provenance provenance, String site, Recall recall) throws SnmpFault {
        return read(walker, provenance, site, recall, Understanding.configured());
    }

    /// @param understanding what is known of vendors
    static DevicePolled read(
            Walker walker,
            Provenance provenance,
            String site,
            Recall recall,
            Understanding understanding)
            throws SnmpFault {
        SystemFacts system = SystemGroup.read(walker);
        Map<OID, Cell> scalars = scalars(walker);
        ChangeStamps stamps = ChangeStamps.read(walker);
        Recall.Fingerprint who = stamps.fingerprint(system);
        Recall.Past past = recall.about(who);
        walker.adopt(past.quirks());
        Set<Part> unchanged = stamps.unchanged(past, provenance.at(), walker);
        Standing standing = new Standing(past.device(), unchanged);
        Wholeness whole = new Wholeness(walker);
        Identification identification =
                unchanged.contains(Part.HARDWARE)
                        ? Identification.standing(system, understanding)
                        : Identification.read(walker, system, understanding);
        whole.close(Part.HARDWARE);
        OptionalLong mark = OptionalLong.empty();
        List<InterfaceFact> interfaces = standing.interfaces();
        if (!unchanged.contains(Part.INTERFACES)) {
            Table table = Interfaces.walk(walker);
            mark = stamps.interfaceMark(table, Interfaces.OPER_STATUS);
            interfaces = Interfaces.facts(table);
        }
        whole.close(Part.INTERFACES);
        if (standing.portsTurned(interfaces)) {
            unchanged.remove(Part.NEIGHBORS);
        }
        int enterprise = identification.enterprise();
        List<Addresses.Found> addresses = Addresses.read(walker, enterprise);
        whole.open();
        Surroundings around =
                Surroundings.read(walker, enterprise, interfaces, addresses, standing);
        whole.close(Part.NEIGHBORS);
        if (!stamps.movesWith(around.neighbors())) {
            whole.parts().remove(Part.NEIGHBORS);
        }
        List<RouteFact> routes = Routes.read(walker, scalars);
        recall.learned(
                who,
                walker.quirks(),
                stamps.next(past, unchanged, whole.parts(), mark, provenance.at()));
        return around.into(DevicePolled.builder(provenance, system))
                .site(site)
                .keys(
                        standing.withKeys(
                                Identity.keys(
                                        scalars, identification, interfaces, around.identifying()),
                                addresses))
                .attributes(identification.attributes())
                .interfaces(interfaces)
                .hardware(identification.hardware())
                .stackMembers(identification.stackMembers())
                .routes(routes)
                .unchanged(unchanged)
                .incomplete(walker.incomplete())
                .build();
    }

    /// Notes which parts were read without a new complaint.
    private static final class Wholeness {
        private final Walker walker;
        private final Set<Part> parts = EnumSet.noneOf(Part.class);
        private int complaints;

        Wholeness(Walker walker) {
            this.walker = walker;
            open();
        }

        void open() {
            complaints = walker.incomplete().size();
        }

        void close(Part part) {
            if (walker.incomplete().size() == complaints) {
                parts.add(part);
            }
            open();
        }

        Set<Part> parts() {
            return parts;
        }
    }

    private static Map<OID, Cell> scalars(Walker walker) {
        List<OID> wanted = new ArrayList<>(Identity.scalars());
        wanted.add(Routes.INET_COUNT);
        wanted.add(Routes.CIDR_COUNT);
        try {
            return Scalars.get(walker, wanted);
        } catch (SnmpFault fault) {
            walker.note("identity scalars: " + fault.text());
            return new HashMap<>();
        }
    }
}
