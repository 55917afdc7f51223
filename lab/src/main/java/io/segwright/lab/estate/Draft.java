package io.segwright.lab.estate;

import io.segwright.lab.device.AccessKind;
import io.segwright.lab.device.DeviceRole;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.device.PortName;
import io.segwright.lab.device.Vendor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A device while the generator wires it up.
final class Draft {
    /// How a device is meant to be found, and how not.
    enum Clue {
        LLDP,
        ARP,
        NEXT_HOP
    }

    /// A port with room for more addresses.
    static final class DraftPort {
        final PortName name;
        final PortKind kind;
        final String alias;
        final String mac;
        final int speedMbps;
        final List<LabDevice.PortAddress> addresses = new ArrayList<>();

        private DraftPort(PortName name, PortKind kind, String alias, String mac, int speedMbps) {
            this.name = name;
            this.kind = kind;
            this.alias = alias;
            this.mac = mac;
            this.speedMbps = speedMbps;
        }

        DraftPort with(String address, int prefixLength) {
            addresses.add(new LabDevice.PortAddress(address, prefixLength));
            return this;
        }

        LabDevice.Port freeze() {
            return new LabDevice.Port(name, kind, alias, mac, speedMbps, true, addresses);
        }
    }

    final int number;
    final int site;
    final int slot;
    final DeviceRole role;
    final Vendor vendor;
    final Clue clue;
    final List<String> answersAt = new ArrayList<>();
    final List<DraftPort> ports = new ArrayList<>();
    final List<LabDevice.Neighbor> neighbors = new ArrayList<>();
    final List<LabDevice.ArpEntry> arp = new ArrayList<>();
    final List<LabDevice.Route> routes = new ArrayList<>();
    final List<LabDevice.FdbEntry> fdb = new ArrayList<>();
    final List<LabDevice.VrfEntry> vrfs = new ArrayList<>();
    final List<LabDevice.VirtualRouter> virtualRouters = new ArrayList<>();
    final List<LabDevice.Bundle> bundles = new ArrayList<>();
    private final Set<String> routeKeys = new HashSet<>();
    LabDevice.SystemGroup system;
    LabDevice.Hardware hardware;
    String engineId;
    AccessKind access;
    int leaf; // number of the host subnet in its site, from 1; 0 where there is none
    int physicalPorts;

    Draft(int number, int site, int slot, DeviceRole role, Vendor vendor, Clue clue) {
        this.number = number;
        this.site = site;
        this.slot = slot;
        this.role = role;
        this.vendor = vendor;
        this.clue = clue;
        this.system = Catalog.system(this);
        this.hardware = Catalog.hardware(this);
        this.engineId = Catalog.engineId(this);
        this.access = vendor == Vendor.HUAWEI_VRP ? AccessKind.V2C : AccessKind.V3;
    }

    String id() {
        return "device-%05d".formatted(number);
    }

    boolean speaksLldp() {
        return clue == Clue.LLDP;
    }

    String managementAddress() {
        return answersAt.getFirst();
    }

    /// The MAC of the nth port: the chassis has 256 of them.
    String mac(int port) {
        return Addressing.mac(Catalog.oui(vendor), (number << 8) | port);
    }

    DraftPort add(PortKind kind, int portNumber, String alias, int speedMbps) {
        String mac = kind == PortKind.LOOPBACK ? "" : mac(1 + ports.size() % 250);
        PortName name = PortName.of(vendor, kind, portNumber);
        DraftPort port = new DraftPort(name, kind, alias, mac, speedMbps);
        ports.add(port);
        return port;
    }

    DraftPort addPhysical(String alias, int speedMbps) {
        physicalPorts++;
        return add(PortKind.PHYSICAL, physicalPorts, alias, speedMbps);
    }

    /// Adds a route unless there is one with this destination and next hop: no routing table has two.
    void route(LabDevice.Route route) {
        if (routeKeys.add(
                route.destination() + "/" + route.prefixLength() + " " + route.nextHop())) {
            routes.add(route);
        }
    }

    /// The port that carries a physical port's addresses: on Junos a unit of its own.
    DraftPort layer3(DraftPort physical) {
        return vendor == Vendor.JUNIPER_JUNOS
                ? add(PortKind.UNIT, physicalPorts, physical.alias, physical.speedMbps)
                : physical;
    }

    DraftPort port(PortKind kind) {
        for (DraftPort port : ports) {
            if (port.kind == kind) {
                return port;
            }
        }
        throw new IllegalStateException(id() + " has no port of kind " + kind);
    }

    LabDevice freeze() {
        ports.sort(Comparator.comparingInt(p -> p.name.index()));
        return new LabDevice(
                id(),
                site,
                role,
                vendor,
                system,
                hardware,
                engineId,
                access,
                answersAt,
                speaksLldp() ? LabDevice.LldpState.ENABLED : LabDevice.LldpState.DISABLED,
                ports.stream().map(DraftPort::freeze).toList(),
                neighbors,
                arp,
                routes,
                new LabDevice.Links(fdb, vrfs, virtualRouters, bundles));
    }
}
