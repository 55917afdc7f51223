package io.segwright.lab.device;

/// How a vendor numbers and names a port.
///
/// @param index ifIndex
/// @param name ifName
/// @param description ifDescr
/// @param type ifType (IANA)
public record PortName(int index, String name, String description, int type) {
    private static final int ETHERNET = 6;
    private static final int LOOPBACK = 24;
    private static final int VIRTUAL = 53;
    private static final int L3_VLAN = 136;
    private static final int BUNDLE = 161; // ieee8023adLag

    /// @param number from 1 for physical ports and their units, the VLAN id for VLANs, otherwise ignored
    public static PortName of(Vendor vendor, PortKind kind, int number) {
        return switch (vendor) {
            case CISCO_IOS -> ios(kind, number);
            case CISCO_NXOS -> nxos(kind, number);
            case ARISTA_EOS -> eos(kind, number);
            case JUNIPER_JUNOS -> junos(kind, number);
            case HUAWEI_VRP -> vrp(kind, number);
            case LINUX -> linux(kind, number);
        };
    }

    private static PortName same(int index, String name, int type) {
        return new PortName(index, name, name, type);
    }

    private static PortName ios(PortKind kind, int n) {
        return switch (kind) {
            case PHYSICAL, UNIT ->
                    new PortName(10_100 + n, "Gi1/0/" + n, "GigabitEthernet1/0/" + n, ETHERNET);
            case VLAN -> new PortName(n, "Vl" + n, "Vlan" + n, VIRTUAL);
            case LOOPBACK -> new PortName(5_001, "Lo0", "Loopback0", LOOPBACK);
            case BUNDLE -> new PortName(5_100 + n, "Po" + n, "Port-channel" + n, BUNDLE);
            case MANAGEMENT -> new PortName(12_001, "Fa0", "FastEthernet0", ETHERNET);
            case INTERNAL -> new PortName(12_002, "Nu0", "Null0", 1);
        };
    }

    private static PortName nxos(PortKind kind, int n) {
        return switch (kind) {
            case PHYSICAL, UNIT -> same(0x1a00_0000 + 512 * (n - 1), "Ethernet1/" + n, ETHERNET);
            case VLAN -> same(0x0901_0000 + n, "Vlan" + n, L3_VLAN);
            case LOOPBACK -> same(0x1400_0000, "loopback0", LOOPBACK);
            case BUNDLE -> same(0x1600_0000 + n, "port-channel" + n, BUNDLE);
            case MANAGEMENT -> same(0x0500_0000, "mgmt0", ETHERNET);
            case INTERNAL -> same(0x0600_0000, "sup-eth0", ETHERNET);
        };
    }

    private static PortName eos(PortKind kind, int n) {
        return switch (kind) {
            case PHYSICAL, UNIT -> same(n, "Ethernet" + n, ETHERNET);
            case VLAN -> same(2_000_000 + n, "Vlan" + n, L3_VLAN);
            case LOOPBACK -> same(5_000_000, "Loopback0", LOOPBACK);
            case BUNDLE -> same(1_000_000 + n, "Port-Channel" + n, BUNDLE);
            case MANAGEMENT -> same(999_001, "Management1", ETHERNET);
            case INTERNAL -> same(999_999, "Internal1", ETHERNET);
        };
    }

    private static PortName junos(PortKind kind, int n) {
        return switch (kind) {
            case PHYSICAL -> same(500 + 2 * n, "ge-0/0/" + (n - 1), ETHERNET);
            case UNIT -> same(501 + 2 * n, "ge-0/0/" + (n - 1) + ".0", VIRTUAL);
            case VLAN -> same(1_000 + n, "irb." + n, VIRTUAL);
            case LOOPBACK -> same(16, "lo0.0", LOOPBACK);
            case BUNDLE -> same(900 + n, "ae" + n, BUNDLE);
            case MANAGEMENT -> same(17, "fxp0.0", VIRTUAL);
            case INTERNAL -> same(18, "em1.0", VIRTUAL);
        };
    }

    private static PortName vrp(PortKind kind, int n) {
        return switch (kind) {
            case PHYSICAL, UNIT -> same(4 + n, "GigabitEthernet0/0/" + n, ETHERNET);
            case VLAN -> same(200 + n, "Vlanif" + n, VIRTUAL);
            case LOOPBACK -> same(190, "LoopBack0", LOOPBACK);
            case BUNDLE -> same(150 + n, "Eth-Trunk" + n, BUNDLE);
            case MANAGEMENT -> same(4, "MEth0/0/1", ETHERNET);
            case INTERNAL -> same(3, "NULL0", 1);
        };
    }

    private static PortName linux(PortKind kind, int n) {
        return switch (kind) {
            case PHYSICAL, UNIT -> same(2 + n, "eth" + n, ETHERNET);
            case VLAN -> same(100 + n, "br" + n, 209);
            case LOOPBACK, INTERNAL -> same(1, "lo", LOOPBACK);
            case BUNDLE -> same(90 + n, "bond" + n, BUNDLE);
            case MANAGEMENT -> same(2, "eth0", ETHERNET);
        };
    }
}
