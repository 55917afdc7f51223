package io.segwright.lab.device;

/// A vendor's shape: which tables exist and how ports are called.
public enum Vendor {
    /// Old IP-MIB tables, IPV6-MIB, ENTITY-MIB, bridge MAC.
    CISCO_IOS("Cisco"),
    /// New IP-MIB tables, ENTITY-MIB.
    CISCO_NXOS("Cisco Systems, Inc."),
    /// New IP-MIB tables, ENTITY-MIB, bridge MAC.
    ARISTA_EOS("Arista Networks"),
    /// Both generations, no ENTITY-MIB: the serial is in jnxBoxSerialNo.
    JUNIPER_JUNOS("Juniper Networks"),
    /// Old IP-MIB tables, IPV6-MIB, ENTITY-MIB.
    HUAWEI_VRP("Huawei"),
    /// net-snmp: both generations, no ENTITY-MIB, no serial.
    LINUX("");

    private final String manufacturer;

    Vendor(String manufacturer) {
        this.manufacturer = manufacturer;
    }

    /// As the device says it in ENTITY-MIB; empty where it says nothing.
    public String manufacturer() {
        return manufacturer;
    }
}
