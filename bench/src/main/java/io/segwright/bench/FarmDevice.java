package io.segwright.bench;

import io.segwright.lab.device.AccessKind;
import io.segwright.lab.device.DeviceRole;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.device.PortName;
import io.segwright.lab.device.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A switch of about 5,000 varbinds that a full inventory reads: 48 ports, 24 VLAN interfaces with addresses, 48
/// neighbours, and for the rest ARP entries and routes, as on a distribution switch.
final class FarmDevice {
    private static final Vendor VENDOR = Vendor.ARISTA_EOS;
    private static final int PORTS = 48;
    private static final int VLANS = 24;
    private static final int ARP_ENTRIES = 1_080;
    private static final int ROUTES = 700;

    private FarmDevice() {}

    /// @param number 0 or more; another number is another device
    static LabDevice of(int number) {
        return new LabDevice(
                "farm-" + number,
                0,
                DeviceRole.DISTRIBUTION,
                VENDOR,
                new LabDevice.SystemGroup(
                        "dist" + number,
                        "Arista Networks EOS version 4.30.1F running on an Arista Networks DCS-7050SX3",
                        "1.3.6.1.4.1.30065.1.3011.7050",
                        6,
                        "hall " + number % 7),
                new LabDevice.Hardware(
                        "DCS-7050SX3-48YC8",
                        "SSJ" + (10_000_000 + number),
                        "SSJ" + (10_000_000 + number),
                        LabDevice.SerialPlace.CHASSIS_ROW,
                        "4.30.1F",
                        mac(number, 0)),
                String.format(Locale.ROOT, "f5717f%012x", number),
                AccessKind.V2C,
                List.of(AgentFarm.address(number)),
                LabDevice.LldpState.ENABLED,
                ports(number),
                neighbors(number),
                arp(number),
                routes(number),
                new LabDevice.Links(List.of(), List.of(), List.of(), List.of()));
    }

    private static String mac(int device, int place) {
        return String.format(
                Locale.ROOT,
                "02:%02x:%02x:%02x:%02x:%02x",
                (device >> 16) & 0xff,
                (device >> 8) & 0xff,
                device & 0xff,
                (place >> 8) & 0xff,
                place & 0xff);
    }

    private static List<LabDevice.Port> ports(int device) {
        List<LabDevice.Port> ports = new ArrayList<>();
        for (int i = 1; i <= PORTS; i++) {
            ports.add(
                    new LabDevice.Port(
                            PortName.of(VENDOR, PortKind.PHYSICAL, i),
                            PortKind.PHYSICAL,
                            "to leaf " + i,
                            mac(device, i),
                            10_000,
                            i % 9 != 0,
                            List.of()));
        }
        for (int i = 1; i <= VLANS; i++) {
            ports.add(
                    new LabDevice.Port(
                            PortName.of(VENDOR, PortKind.VLAN, i),
                            PortKind.VLAN,
                            "vlan " + i,
                            mac(device, 100),
                            0,
                            true,
                            List.of(
                                    new LabDevice.PortAddress(net(device, i) + ".1", 24),
                                    new LabDevice.PortAddress("fd00::" + device + ":" + i, 64))));
        }
        return ports;
    }

    /// Addresses of the farm's own networks: never asked, since a farm's devices are polled one by one.
    private static String net(int device, int vlan) {
        return "10." + device % 250 + "." + vlan;
    }

    private static List<LabDevice.Neighbor> neighbors(int device) {
        List<LabDevice.Neighbor> neighbors = new ArrayList<>();
        for (int i = 1; i <= PORTS; i++) {
            neighbors.add(
                    new LabDevice.Neighbor(
                            i,
                            mac(device, 200 + i),
                            5,
                            "Ethernet49",
                            "uplink",
                            "leaf" + device + "-" + i,
                            "Arista Networks EOS version 4.30.1F",
                            0x28,
                            List.of("10.251." + i + ".1")));
        }
        return neighbors;
    }

    private static List<LabDevice.ArpEntry> arp(int device) {
        List<LabDevice.ArpEntry> entries = new ArrayList<>();
        for (int i = 0; i < ARP_ENTRIES; i++) {
            int vlan = 1 + i % VLANS;
            entries.add(
                    new LabDevice.ArpEntry(
                            PortName.of(VENDOR, PortKind.VLAN, vlan).index(),
                            net(device, vlan) + "." + (2 + i / VLANS),
                            mac(device, 1_000 + i)));
        }
        return entries;
    }

    private static List<LabDevice.Route> routes(int device) {
        List<LabDevice.Route> routes = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            routes.add(
                    new LabDevice.Route(
                            "10." + (100 + i / 250) + "." + i % 250 + ".0",
                            24,
                            net(device, 1 + i % VLANS) + ".254",
                            PortName.of(VENDOR, PortKind.VLAN, 1 + i % VLANS).index()));
        }
        return routes;
    }
}
