package io.segwright.lab.estate;

import io.segwright.lab.device.DeviceRole;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.LabDevice.SerialPlace;
import io.segwright.lab.device.Vendor;

/// Models, descriptions, serials and engine ids as the vendors write them.
final class Catalog {
    private static final int LAYER_2 = 0x02; // sysServices, RFC 3418
    private static final int LAYER_3 = 0x04;
    private static final int END_SYSTEM = 72;
    private static final int LINUX_ROUTER = 78;

    private Catalog() {}

    static String oui(Vendor vendor) {
        return switch (vendor) {
            case CISCO_IOS -> "00:1b:54";
            case CISCO_NXOS -> "00:2a:6a";
            case ARISTA_EOS -> "44:4c:a8";
            case JUNIPER_JUNOS -> "2c:6b:f5";
            case HUAWEI_VRP -> "48:46:fb";
            case LINUX -> "52:54:00";
        };
    }

    private static String prefix(DeviceRole role) {
        return switch (role) {
            case CORE -> "core";
            case DISTRIBUTION -> "dist";
            case LEAF -> "leaf";
            case FIREWALL -> "fw";
            case SERVER -> "srv";
        };
    }

    static LabDevice.SystemGroup system(Draft draft) {
        String site = Site.of(draft.site).name();
        String name = prefix(draft.role) + (draft.slot + 1) + "." + site;
        String shown = draft.vendor == Vendor.ARISTA_EOS ? name + ".example.net" : name;
        return new LabDevice.SystemGroup(
                shown,
                description(draft, name),
                objectId(draft),
                services(draft),
                "site "
                        + site
                        + ", row "
                        + (1 + draft.slot / 20)
                        + ", rack "
                        + (1 + draft.slot % 20));
    }

    private static int services(Draft draft) {
        if (draft.vendor == Vendor.LINUX) {
            return draft.role == DeviceRole.SERVER ? END_SYSTEM : LINUX_ROUTER;
        }
        return draft.role == DeviceRole.LEAF ? LAYER_2 | LAYER_3 : LAYER_3;
    }

    private static String description(Draft draft, String name) {
        String software = software(draft.vendor);
        String model = model(draft);
        return switch (draft.vendor) {
            case CISCO_IOS ->
                    "Cisco IOS Software, C3750E Software (C3750E-UNIVERSALK9-M), Version "
                            + software
                            + ", RELEASE SOFTWARE (fc1)\r\nTechnical Support: http://www.cisco.com/techsupport";
            case CISCO_NXOS ->
                    "Cisco NX-OS(tm) Nexus9000 C93180YC-EX, Software (NXOS 32-bit), Version "
                            + software
                            + ", RELEASE SOFTWARE Copyright (c) 2002-2024 by Cisco Systems, Inc.";
            case ARISTA_EOS ->
                    "Arista Networks EOS version "
                            + software
                            + " running on an Arista Networks "
                            + model;
            case JUNIPER_JUNOS ->
                    "Juniper Networks, Inc. "
                            + model
                            + " internet router, kernel JUNOS "
                            + software
                            + ", Build date: 2024-03-11 08:32:03 UTC";
            case HUAWEI_VRP ->
                    "S5720-56C-PWR-EI-AC\r\nHuawei Versatile Routing Platform Software\r\nVRP (R) software,Version "
                            + software;
            case LINUX -> "Linux " + name + " " + software + " #1 SMP Debian x86_64";
        };
    }

    private static String software(Vendor vendor) {
        return switch (vendor) {
            case CISCO_IOS -> "15.2(4)E10";
            case CISCO_NXOS -> "9.3(13)";
            case ARISTA_EOS -> "4.31.2F";
            case JUNIPER_JUNOS -> "21.4R3-S5.4";
            case HUAWEI_VRP -> "5.170 (S5720 V200R019C10SPC500)";
            case LINUX -> "6.1.0-18-amd64";
        };
    }

    private static String model(Draft draft) {
        return switch (draft.vendor) {
            case CISCO_IOS -> "WS-C3750X-24T-S";
            case CISCO_NXOS -> "N9K-C93180YC-EX";
            case ARISTA_EOS -> "DCS-7050SX3-48YC8-F";
            case JUNIPER_JUNOS ->
                    switch (draft.role) {
                        case CORE -> "mx480";
                        case FIREWALL -> "srx1500";
                        case DISTRIBUTION, LEAF, SERVER -> "qfx5120-48y-8c";
                    };
            case HUAWEI_VRP -> "S5720-56C-PWR-EI-AC";
            case LINUX -> "";
        };
    }

    private static String objectId(Draft draft) {
        return switch (draft.vendor) {
            case CISCO_IOS -> "1.3.6.1.4.1.9.1.516";
            case CISCO_NXOS -> "1.3.6.1.4.1.9.12.3.1.3.1812";
            case ARISTA_EOS -> "1.3.6.1.4.1.30065.1.3011.7050.3735.48.3328";
            case JUNIPER_JUNOS ->
                    switch (draft.role) {
                        case CORE -> "1.3.6.1.4.1.2636.1.1.1.2.25";
                        case FIREWALL -> "1.3.6.1.4.1.2636.1.1.1.2.137";
                        case DISTRIBUTION, LEAF, SERVER -> "1.3.6.1.4.1.2636.1.1.1.4.82.8";
                    };
            case HUAWEI_VRP -> "1.3.6.1.4.1.2011.2.23.339";
            case LINUX -> "1.3.6.1.4.1.8072.3.2.10";
        };
    }

    static LabDevice.Hardware hardware(Draft draft) {
        String serial =
                switch (draft.vendor) {
                    case CISCO_IOS -> "FDO1%03dX%03X".formatted(draft.site, draft.number);
                    case CISCO_NXOS -> "FDO2%03dY%03X".formatted(draft.site, draft.number);
                    case ARISTA_EOS -> "SSJ17%06d".formatted(draft.number);
                    case JUNIPER_JUNOS -> "JN12%06dAFB".formatted(draft.number);
                    case HUAWEI_VRP -> "21023592%08d".formatted(draft.number);
                    case LINUX -> "";
                };
        SerialPlace place =
                switch (draft.vendor) {
                    case CISCO_IOS, CISCO_NXOS, ARISTA_EOS -> SerialPlace.CHASSIS_ROW;
                    case JUNIPER_JUNOS -> SerialPlace.VENDOR_OBJECT;
                    case HUAWEI_VRP ->
                            draft.number % 4 == 0
                                    ? SerialPlace.MODULE_ROW
                                    : SerialPlace.CHASSIS_ROW;
                    case LINUX -> SerialPlace.NOWHERE;
                };
        return new LabDevice.Hardware(
                model(draft), serial, serial, place, software(draft.vendor), draft.mac(0));
    }

    /// RFC 3411 sec. 5: enterprise with the top bit, a format octet (3 MAC, 1 IPv4), the value.
    static String engineId(Draft draft) {
        String mac = draft.mac(0).replace(":", "");
        return switch (draft.vendor) {
            case CISCO_IOS, CISCO_NXOS -> "8000000903" + mac;
            case ARISTA_EOS -> "8000757103" + mac;
            case JUNIPER_JUNOS ->
                    draft.role == DeviceRole.CORE
                            ? "80000a4c01%02x%02x%02x%02x"
                                    .formatted(127, 64 + draft.site, 1, draft.slot + 1)
                            : "80000a4c05" + mac;
            case HUAWEI_VRP -> "800007db03" + mac;
            case LINUX -> "80001f8803" + mac;
        };
    }
}
