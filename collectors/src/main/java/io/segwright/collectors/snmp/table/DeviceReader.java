package io.segwright.collectors.snmp.table;

import io.segwright.inventory.observe.HardwareFact;
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
        SystemFacts system = SystemGroup.read(walker);
        int enterprise = Vendors.enterprise(system.objectId());
        Map<OID, Cell> scalars = scalars(walker, enterprise);
        List<InterfaceFact> interfaces = Interfaces.read(walker);
        List<Addresses.Found> addresses = Addresses.read(walker, enterprise);
        Surroundings around = Surroundings.read(walker, enterprise, interfaces, addresses);
        List<HardwareFact> hardware = Hardware.read(walker, enterprise, scalars);
        List<RouteFact> routes = Routes.read(walker, scalars);
        return around.into(DevicePolled.builder(provenance, system))
                .site(site)
                .keys(
                        Identity.keys(
                                scalars, enterprise, hardware, interfaces, around.identifying()))
                .interfaces(interfaces)
                .hardware(hardware)
                .routes(routes)
                .incomplete(walker.incomplete())
                .build();
    }

    private static Map<OID, Cell> scalars(Walker walker, int enterprise) {
        List<OID> wanted = new ArrayList<>(Identity.scalars());
        wanted.add(Routes.INET_COUNT);
        wanted.add(Routes.CIDR_COUNT);
        wanted.addAll(Vendors.serialScalars(enterprise));
        try {
            return walker.get(wanted);
        } catch (SnmpFault fault) {
            walker.note("identity scalars: " + fault.text());
            return new HashMap<>();
        }
    }
}
