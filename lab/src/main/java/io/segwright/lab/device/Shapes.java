package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import java.util.Map;
import java.util.function.Supplier;

/// Turns the truth about a device into the tables that its vendor's agents really have.
public final class Shapes {
    private Shapes() {}

    /// Everything the device's agent answers. Costs about a millisecond and 60 bytes a varbind.
    public static Mib mib(LabDevice device) {
        Mib.Builder mib = Mib.builder();
        SystemTables.system(mib, device);
        SystemTables.interfaces(mib, device);
        if (device.lldp() == LabDevice.LldpState.ENABLED) {
            switch (device.vendor()) {
                case HUAWEI_VRP -> LldpTables.writeV2(mib, device);
                case CISCO_IOS, CISCO_NXOS, ARISTA_EOS, JUNIPER_JUNOS, LINUX ->
                        LldpTables.write(mib, device);
            }
        }
        switch (device.vendor()) {
            case CISCO_IOS -> {
                oldTables(mib, device);
                RouteTables.ipCidr(mib, device);
                HardwareTables.entity(mib, device);
                HardwareTables.bridge(mib, device);
                BridgeTables.separate(mib, device);
                CdpTables.write(mib, device);
                DomainTables.hsrp(mib, device);
            }
            case CISCO_NXOS -> {
                newTables(mib, device);
                HardwareTables.entity(mib, device);
                CdpTables.write(mib, device);
                DomainTables.ciscoVrfs(mib, device);
                DomainTables.vrrp3(mib, device);
            }
            case ARISTA_EOS -> {
                newTables(mib, device);
                HardwareTables.entity(mib, device);
                HardwareTables.bridge(mib, device);
                BridgeTables.perVlan(mib, device);
                DomainTables.bundles(mib, device);
            }
            case JUNIPER_JUNOS -> {
                bothTables(mib, device);
                RouteTables.ipCidr(mib, device);
                HardwareTables.juniper(mib, device);
                BridgeTables.ports(mib, device);
                BridgeTables.perVlanShifted(mib, device);
                SystemTables.stack(mib, device);
                DomainTables.vrrp(mib, device);
            }
            case HUAWEI_VRP -> {
                oldTables(mib, device);
                RouteTables.ipRoute(mib, device);
                HardwareTables.entity(mib, device);
                HardwareTables.bridge(mib, device);
                BridgeTables.transparent(mib, device);
                DomainTables.vrfs(mib, device);
            }
            case LINUX -> {
                bothTables(mib, device);
                RouteTables.ipRoute(mib, device);
            }
        }
        return mib.build();
    }

    /// What its agent answers in other contexts than the default one, by name: on IOS each VLAN's bridge.
    public static Map<String, Supplier<Mib>> contexts(LabDevice device) {
        return device.vendor() == Vendor.CISCO_IOS ? BridgeTables.contexts(device) : Map.of();
    }

    /// The port id that a device of this vendor sends by LLDP, IEEE 802.1AB subtype.
    public static int lldpPortIdSubtype(Vendor vendor) {
        return LldpTables.portIdSubtype(vendor);
    }

    /// The port id that a device of this vendor sends by LLDP, as text.
    public static String lldpPortId(Vendor vendor, LabDevice.Port port) {
        return LldpTables.portId(vendor, port);
    }

    private static void oldTables(Mib.Builder mib, LabDevice device) {
        AddressTables.old(mib, device);
        AddressTables.ipv6Mib(mib, device);
        NeighborTables.old(mib, device);
        NeighborTables.ipv6Mib(mib, device);
    }

    private static void newTables(Mib.Builder mib, LabDevice device) {
        AddressTables.current(mib, device);
        NeighborTables.current(mib, device);
        RouteTables.inetCidr(mib, device);
    }

    private static void bothTables(Mib.Builder mib, LabDevice device) {
        AddressTables.old(mib, device);
        NeighborTables.old(mib, device);
        newTables(mib, device);
    }
}
