package io.segwright.bench;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.link.FdbFact;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.ArpFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SystemFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Access switches of 48 ports, as values: the nth is always the same.
final class GraphEstate {
    static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final int PORTS = 48;
    private static final int NEIGHBORS = 4;
    private static final int ARP_ROWS = 100;
    private static final int FDB_ROWS = 200;

    private GraphEstate() {}

    static Device device(int n) {
        List<DeviceInterface> ports = new ArrayList<>();
        for (int port = 1; port <= PORTS; port++) {
            ports.add(
                    new DeviceInterface(
                            port,
                            "ge-0/0/" + port,
                            port % 3 != 0,
                            mac(n, port),
                            addresses(n, port)));
        }
        return Device.builder(DeviceId.of(n))
                .name("access-" + n)
                .site("site-" + n % 40)
                .platform(Platform.JUNIPER_JUNOS)
                .role(Role.SWITCH)
                .manufacturer("Juniper")
                .model("ex4300-48t")
                .serial("PE" + (370_000_000 + n))
                .software("21.4R3")
                .keys(keys(n))
                .interfaces(ports)
                .neighbors(neighbors(n))
                .managementAddresses(List.of(address(n, 1)))
                .lastSeen(START)
                .build();
    }

    static DevicePolled poll(int n, Instant at) {
        List<InterfaceFact> ports = new ArrayList<>();
        List<AddressFact> addresses = new ArrayList<>();
        for (int port = 1; port <= PORTS; port++) {
            ports.add(
                    new InterfaceFact(
                            port, "ge-0/0/" + port, 6, port % 3 != 0, 1_000, mac(n, port), ""));
            addresses.addAll(addresses(n, port));
        }
        List<ArpFact> arp = new ArrayList<>();
        for (int row = 0; row < ARP_ROWS; row++) {
            arp.add(new ArpFact(1, IpAddress.v4(0x0a80_0000 + n * 256 + row), mac(n, 1_000 + row)));
        }
        List<FdbFact> fdb = new ArrayList<>();
        for (int row = 0; row < FDB_ROWS; row++) {
            fdb.add(new FdbFact(5 + row % 40, 100, mac(n, 1_000 + row)));
        }
        return DevicePolled.builder(
                        new Provenance("snmp", address(n, 1), at),
                        new SystemFacts(
                                "access-" + n,
                                "Juniper Networks, Inc. ex4300-48t, kernel JUNOS 21.4R3",
                                "1.3.6.1.4.1.2636.1.1.1.2.63",
                                "",
                                "",
                                2))
                .site("site-" + n % 40)
                .keys(keys(n))
                .interfaces(ports)
                .addresses(addresses)
                .hardware(
                        List.of(
                                new HardwareFact(
                                        HardwareKind.CHASSIS,
                                        "Juniper",
                                        "ex4300-48t",
                                        "PE" + (370_000_000 + n),
                                        "21.4R3")))
                .neighbors(neighbors(n))
                .arp(arp)
                .fdb(fdb)
                .build();
    }

    /// Rows of tables, keys and the system group: what a person would call facts.
    static long facts(DevicePolled poll) {
        return 1L
                + poll.keys().size()
                + poll.interfaces().size()
                + poll.addresses().size()
                + poll.hardware().size()
                + poll.neighbors().size()
                + poll.arp().size()
                + poll.fdb().size();
    }

    private static Set<IdentityKey> keys(int n) {
        return Set.of(
                new IdentityKey.ChassisMac(mac(n, 0)),
                new IdentityKey.ManufacturerSerial("juniper", "PE" + (370_000_000 + n)),
                new IdentityKey.EngineId("80000a4c03" + mac(n, 0).toString().replace(":", "")));
    }

    private static List<AddressFact> addresses(int n, int port) {
        return port > 3
                ? List.of()
                : List.of(new AddressFact(address(n, port), 24, port, Vrf.DEFAULT));
    }

    private static List<NeighborFact> neighbors(int n) {
        List<NeighborFact> neighbors = new ArrayList<>();
        for (int i = 1; i <= NEIGHBORS; i++) {
            int other = n + i;
            neighbors.add(
                    new NeighborFact(
                            NeighborProtocol.LLDP,
                            "ge-0/0/" + (44 + i),
                            mac(other, 0).toString(),
                            mac(other, 0),
                            "ge-0/0/" + (40 + i),
                            "access-" + other,
                            "",
                            Set.of("bridge"),
                            List.of(address(other, 1))));
        }
        return neighbors;
    }

    private static IpAddress address(int n, int port) {
        return IpAddress.v4(0x0a00_0000 + n * 4 + port);
    }

    private static MacAddress mac(int n, int port) {
        return new MacAddress(0x00_1b_00_00_00_00L + n * 2_048L + port);
    }
}
