package io.segwright.collectors.snmp.table;

import io.segwright.collectors.understand.Understanding;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.RouteFact;
import io.segwright.inventory.observe.SystemFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/// Reads everything that one device says of itself and of its surroundings.
public final class DeviceReader {
    private DeviceReader() {}

    /// @param walker over the device, fresh
    /// @param provenance who asks, which address, when
    /// @param site the declared site of that address
    /// @throws SnmpFault where not even the system group can be read; later failures become
    ///     `DevicePolled.incomplete`
    public static DevicePolled read(Walker walker, Provenance provenance, String site)
            throws SnmpFault {
        return read(walker, provenance, site, Understanding.configured());
    }

    /// @param understanding what is known of vendors
    static DevicePolled read(
            Walker walker, Provenance provenance, String site, Understanding understanding)
            throws SnmpFault {
        SystemFacts system = SystemGroup.read(walker);
        Identification identification = Identification.read(walker, system, understanding);
        int enterprise = identification.enterprise();
        Map<OID, Cell> scalars = scalars(walker);
        List<InterfaceFact> interfaces = Interfaces.read(walker);
        List<Addresses.Found> addresses = Addresses.read(walker, enterprise);
        Surroundings around = Surroundings.read(walker, enterprise, interfaces, addresses);
        List<RouteFact> routes = Routes.read(walker, scalars);
        return around.into(DevicePolled.builder(provenance, system))
                .site(site)
                .keys(Identity.keys(scalars, identification, interfaces, around.identifying()))
                .attributes(identification.attributes())
                .interfaces(interfaces)
                .hardware(identification.hardware())
                .stackMembers(identification.stackMembers())
                .routes(routes)
                .incomplete(walker.incomplete())
                .build();
    }

    private static Map<OID, Cell> scalars(Walker walker) {
        List<OID> wanted = new ArrayList<>(Identity.scalars());
        wanted.add(Routes.INET_COUNT);
        wanted.add(Routes.CIDR_COUNT);
        try {
            return walker.get(wanted);
        } catch (SnmpFault fault) {
            walker.note("identity scalars: " + fault.text());
            return new HashMap<>();
        }
    }
}
