package io.segwright.inventory.device;

/// What software a device runs, as far as it decides which words it understands.
public enum Platform {
    CISCO_IOS,
    CISCO_NXOS,
    ARISTA_EOS,
    JUNIPER_JUNOS,
    HUAWEI_VRP,
    FORTINET_FORTIOS,
    LINUX,
    UNKNOWN
}
