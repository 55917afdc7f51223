package io.segwright.lab.device;

import java.util.List;

/// The truth about one device: what it is, and everything its agent can tell.
///
/// @param id the lab's own name for it, unique; no agent ever says it
/// @param site number of the site, from 0
/// @param engineId hex; two devices of an estate share one on purpose
/// @param access the SNMP that it speaks
/// @param answersAt the IPv4 addresses its agent answers at, the management address first
/// @param ports in ifIndex order
/// @param neighbors what LLDP showed it; empty where it does not speak LLDP
/// @param arp address to MAC, both families
/// @param routes its routing table
/// @param links what its bridge learned, and what it shares with others
public record LabDevice(
        String id,
        int site,
        DeviceRole role,
        Vendor vendor,
        SystemGroup system,
        Hardware hardware,
        String engineId,
        AccessKind access,
        List<String> answersAt,
        LldpState lldp,
        List<Port> ports,
        List<Neighbor> neighbors,
        List<ArpEntry> arp,
        List<Route> routes,
        Links links) {
    public LabDevice {
        answersAt = List.copyOf(answersAt);
        ports = List.copyOf(ports);
        neighbors = List.copyOf(neighbors);
        arp = List.copyOf(arp);
        routes = List.copyOf(routes);
    }

    public String managementAddress() {
        return answersAt.getFirst();
    }

    /// Whether it speaks LLDP at all.
    public enum LldpState {
        ENABLED,
        DISABLED
    }

    /// RFC 3418's system group.
    ///
    /// @param name sysName; two devices of an estate share one on purpose
    /// @param services sysServices
    public record SystemGroup(
            String name, String description, String objectId, int services, String location) {}

    /// @param serial the true one, as printed on the box; empty where there is none
    /// @param shownSerial what SNMP says instead: the same, a mask, or a constant
    /// @param serialPlace where SNMP says it
    /// @param chassisMac `aa:bb:cc:dd:ee:ff`: LLDP's chassis id and the bridge address
    public record Hardware(
            String model,
            String serial,
            String shownSerial,
            SerialPlace serialPlace,
            String software,
            String chassisMac) {}

    /// Where the serial is to be found.
    public enum SerialPlace {
        CHASSIS_ROW,
        MODULE_ROW,
        VENDOR_OBJECT,
        NOWHERE
    }

    /// @param mac empty where the port has none
    /// @param up ifOperStatus is up
    public record Port(
            PortName name,
            PortKind kind,
            String alias,
            String mac,
            int speedMbps,
            boolean up,
            List<PortAddress> addresses) {
        public Port {
            addresses = List.copyOf(addresses);
        }

        public int index() {
            return name.index();
        }
    }

    /// An own address, RFC 5952 text.
    public record PortAddress(String address, int prefixLength) {}

    /// What an LLDP neighbour told.
    ///
    /// @param localPort ifIndex of the physical port
    /// @param portIdSubtype IEEE 802.1AB: 3 MAC, 5 interface name, 7 local
    /// @param portId text; a MAC as text where the subtype says so
    /// @param capabilities the octet of lldpRemSysCapEnabled
    public record Neighbor(
            int localPort,
            String chassisMac,
            int portIdSubtype,
            String portId,
            String portDescription,
            String systemName,
            String systemDescription,
            int capabilities,
            List<String> managementAddresses) {
        public Neighbor {
            managementAddresses = List.copyOf(managementAddresses);
        }
    }

    /// @param port ifIndex
    public record ArpEntry(int port, String address, String mac) {}

    /// @param fdb MACs that the bridge learned on its ports
    /// @param vrfs routing domains beside the default one
    /// @param virtualRouters addresses that it answers for in turn with others
    /// @param bundles ports that are one
    public record Links(
            List<FdbEntry> fdb,
            List<VrfEntry> vrfs,
            List<VirtualRouter> virtualRouters,
            List<Bundle> bundles) {
        public Links {
            fdb = List.copyOf(fdb);
            vrfs = List.copyOf(vrfs);
            virtualRouters = List.copyOf(virtualRouters);
            bundles = List.copyOf(bundles);
        }
    }

    /// @param port ifIndex
    public record FdbEntry(int port, int vlan, String mac) {}

    /// @param distinguisher as `65000:7`
    /// @param ports ifIndexes
    public record VrfEntry(String name, String distinguisher, List<Integer> ports) {
        public VrfEntry {
            ports = List.copyOf(ports);
        }
    }

    /// How an address is shared.
    public enum Sharing {
        VRRP,
        HSRP
    }

    /// @param port ifIndex
    /// @param mac the virtual one
    public record VirtualRouter(Sharing sharing, int port, int group, String address, String mac) {}

    /// @param port ifIndex of the whole
    /// @param members ifIndexes
    public record Bundle(int port, List<Integer> members) {
        public Bundle {
            members = List.copyOf(members);
        }
    }

    /// @param nextHop empty for a connected route
    /// @param port ifIndex
    public record Route(String destination, int prefixLength, String nextHop, int port) {}
}
