package io.segwright.lab.estate;

import io.segwright.lab.device.DeviceRole;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.LabDevice.Bundle;
import io.segwright.lab.device.LabDevice.Sharing;
import io.segwright.lab.device.LabDevice.VirtualRouter;
import io.segwright.lab.device.LabDevice.VrfEntry;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.device.PortName;
import io.segwright.lab.device.Shapes;
import io.segwright.lab.device.Vendor;
import io.segwright.lab.estate.Draft.Clue;
import io.segwright.lab.estate.Draft.DraftPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// One site: two cores, distribution, leaves, firewalls, servers, and the links between them.
///
/// ```
/// other sites -- core1 --- core2 -- other sites
///                  |  \   /  |
///                dist1 ... distN     firewalls on both cores
///                  |  \   /  |       servers on the management network only
///                leaf1 ... leafM
/// ```
final class SiteBuilder {
    static final int VLAN = 100;
    static final int MANAGEMENT_BITS = 18;
    static final int OWNERLESS_THIRD = 100; // loopbacks one above

    private static final int ACCESS_PORTS = 12;
    private static final int UPLINKS = 2;
    private static final int SHARED_HOST = 253;
    private static final String HSRP_MAC = "00:00:0c:07:ac:01"; // group 1
    private static final int LEAVES_WITH_HOSTS_MAX =
            250; // the third octet of 10.(100+site).leaf.0/24
    private static final Vendor[] LEAF_VENDORS = {
        Vendor.CISCO_IOS,
        Vendor.ARISTA_EOS,
        Vendor.CISCO_NXOS,
        Vendor.HUAWEI_VRP,
        Vendor.JUNIPER_JUNOS,
        Vendor.LINUX
    };
    private static final Vendor[] TIER_VENDORS = {
        Vendor.CISCO_NXOS, Vendor.ARISTA_EOS, Vendor.JUNIPER_JUNOS
    };

    final int site;
    final List<Draft> devices = new ArrayList<>();
    final List<Draft> cores = new ArrayList<>();
    final List<Draft> distribution = new ArrayList<>();
    final List<Draft> leaves = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    private final Set<Integer> ownerless;
    private final int vendorShift;
    private final int clueShift;
    private int nextNumber;

    /// A routed link with its number among the addresses, and the ports that carry them.
    record Link(
            int site,
            int number,
            Draft upper,
            DraftPort upperPort,
            Draft lower,
            DraftPort lowerPort) {}

    /// @param ownerless leaves by index whose own addresses lie where nobody is named as owner
    SiteBuilder(int site, int firstNumber, Set<Integer> ownerless, RandomGenerator random) {
        this.site = site;
        this.vendorShift = random.nextInt(LEAF_VENDORS.length);
        this.clueShift = random.nextInt(7);
        this.nextNumber = firstNumber;
        this.ownerless = ownerless;
    }

    SiteBuilder build(int count) {
        int distributions = Math.clamp(count / 12, 2, 4);
        int firewalls = count >= 16 ? 2 : 0;
        int servers = count >= 16 ? 2 : 0;
        for (int i = 0; i < 2; i++) {
            Vendor vendor = (site + i) % 2 == 0 ? Vendor.JUNIPER_JUNOS : Vendor.CISCO_NXOS;
            cores.add(add(DeviceRole.CORE, vendor, Clue.LLDP));
        }
        link(cores.get(0), cores.get(1), 100_000);
        for (int i = 0; i < distributions; i++) {
            Vendor vendor = TIER_VENDORS[(site + i) % TIER_VENDORS.length];
            distribution.add(add(DeviceRole.DISTRIBUTION, vendor, Clue.LLDP));
            cores.forEach(core -> link(core, distribution.getLast(), 100_000));
        }
        for (int i = 0; i < firewalls; i++) {
            Draft firewall =
                    i == 0
                            ? add(DeviceRole.FIREWALL, Vendor.JUNIPER_JUNOS, Clue.LLDP)
                            : add(DeviceRole.FIREWALL, Vendor.LINUX, Clue.ARP);
            cores.forEach(core -> link(core, firewall, 10_000));
        }
        for (int i = 0; i < servers; i++) {
            add(DeviceRole.SERVER, Vendor.LINUX, Clue.ARP);
        }
        while (devices.size() < count) {
            addLeaf();
        }
        return this;
    }

    private void addLeaf() {
        int i = leaves.size();
        int turn = i + vendorShift + i / LEAF_VENDORS.length;
        Draft leaf = add(DeviceRole.LEAF, LEAF_VENDORS[turn % LEAF_VENDORS.length], clue(i));
        leaves.add(leaf);
        link(distribution.get(i % distribution.size()), leaf, 25_000);
        link(distribution.get((i + 1) % distribution.size()), leaf, 25_000);
        if (i < LEAVES_WITH_HOSTS_MAX) {
            addHostNetwork(leaf, i + 1);
        }
    }

    private Clue clue(int leaf) {
        if (ownerless.contains(leaf) || leaf >= LEAVES_WITH_HOSTS_MAX) {
            return Clue.LLDP; // without a host network there is no route to be found by
        }
        return switch ((leaf + clueShift) % 7) {
            case 3 -> Clue.ARP;
            case 5 -> Clue.NEXT_HOP;
            default -> Clue.LLDP;
        };
    }

    private void addHostNetwork(Draft leaf, int number) {
        leaf.leaf = number;
        for (int port = 1; port <= ACCESS_PORTS; port++) {
            leaf.addPhysical("access " + port, 10_000);
        }
        DraftPort vlan = leaf.add(PortKind.VLAN, VLAN, "hosts", 10_000);
        vlan.with(Addressing.host4(site, number, 1), 24)
                .with(Addressing.host6(site, number, 1), 64)
                .with(Addressing.linkLocal(vlan.mac), 64);
        addLinks(leaf, number, vlan);
    }

    /// A bundle of two ports, a routing domain on one of the access ports, and a shared address of the host network.
    private void addLinks(Draft leaf, int number, DraftPort vlan) {
        int guest = PortName.of(leaf.vendor, PortKind.PHYSICAL, UPLINKS + 1).index();
        leaf.vrfs.add(new VrfEntry("guest", "65000:" + number, List.of(guest)));
        String shared = Addressing.host4(site, number, SHARED_HOST);
        leaf.virtualRouters.add(
                new VirtualRouter(Sharing.HSRP, vlan.name.index(), 1, shared, HSRP_MAC));
        if (leaf.vendor == Vendor.ARISTA_EOS || leaf.vendor == Vendor.JUNIPER_JUNOS) {
            List<Integer> members =
                    List.of(
                            leaf.addPhysical("bundled 1", 10_000).name.index(),
                            leaf.addPhysical("bundled 2", 10_000).name.index());
            DraftPort bundle = leaf.add(PortKind.BUNDLE, 1, "both", 20_000);
            leaf.bundles.add(new Bundle(bundle.name.index(), members));
        }
    }

    Draft add(DeviceRole role, Vendor vendor, Clue clue) {
        int slot = devices.size();
        Draft draft = new Draft(nextNumber++, site, slot, role, vendor, clue);
        devices.add(draft);
        if (role == DeviceRole.LEAF && ownerless.contains(leaves.size())) {
            int last = 1 + leaves.size();
            addOwnPorts(
                    draft,
                    Addressing.loopback4(site, OWNERLESS_THIRD, last),
                    Addressing.loopback4(site, OWNERLESS_THIRD + 1, last));
        } else {
            addOwnPorts(draft, Addressing.management(site, slot), Addressing.loopback(site, slot));
        }
        return draft;
    }

    /// A leaf that answers, linked and announced as any other, at addresses that nobody may contact.
    ///
    /// @param third the third octet of both its addresses
    Draft addForbidden(int number, int third) {
        Draft draft =
                new Draft(
                        number,
                        site,
                        devices.size() + third,
                        DeviceRole.LEAF,
                        Vendor.ARISTA_EOS,
                        Clue.LLDP);
        addOwnPorts(
                draft,
                Addressing.loopback4(site, third, 10),
                Addressing.loopback4(site, third, 138));
        distribution.subList(0, 2).forEach(upper -> link(upper, draft, 25_000));
        return draft;
    }

    /// Management and loopback ports, and the agent's addresses on them.
    void addOwnPorts(Draft draft, String management, String loopback) {
        draft.answersAt.add(management);
        DraftPort port = draft.add(PortKind.MANAGEMENT, 0, "management", 1_000);
        port.with(management, MANAGEMENT_BITS);
        if (draft.vendor == Vendor.LINUX) {
            DraftPort lo = draft.add(PortKind.LOOPBACK, 0, "", 10);
            lo.with("127.0.0.1", 8).with("::1", 128);
        }
        if (draft.vendor == Vendor.JUNIPER_JUNOS) {
            // routing engine to packet forwarding engine: the same on every box
            draft.add(PortKind.INTERNAL, 0, "", 1_000).with("128.0.0.1", 2).with("128.0.0.4", 2);
        }
        if (draft.role == DeviceRole.SERVER) {
            return;
        }
        draft.answersAt.add(loopback);
        DraftPort lo =
                draft.vendor == Vendor.LINUX
                        ? draft.port(PortKind.LOOPBACK)
                        : draft.add(PortKind.LOOPBACK, 0, "router id", 10);
        lo.with(loopback, 32).with(Addressing.loopback6(site, draft.slot), 128);
    }

    /// A routed point-to-point link inside the site; each end shows the other in ARP, ND and, if both speak it, LLDP.
    void link(Draft upper, Draft lower, int speedMbps) {
        Link link = linkWithoutLldp(upper, lower, speedMbps);
        if (upper.speaksLldp() && lower.speaksLldp()) {
            upper.neighbors.add(neighbor(link.upperPort, lower, link.lowerPort));
            lower.neighbors.add(neighbor(link.lowerPort, upper, link.upperPort));
        }
    }

    /// The same on a line that passes no LLDP frames.
    Link linkWithoutLldp(Draft upper, Draft lower, int speedMbps) {
        int number = links.size();
        DraftPort upperPort = upper.addPhysical("to " + lower.system.name(), speedMbps);
        DraftPort upperUnit = upper.layer3(upperPort);
        DraftPort lowerPort = lower.addPhysical("to " + upper.system.name(), speedMbps);
        DraftPort lowerUnit = lower.layer3(lowerPort);
        addressLink(upper, upperUnit, number, 0, lowerUnit);
        addressLink(lower, lowerUnit, number, 1, upperUnit);
        links.add(new Link(site, number, upper, upperUnit, lower, lowerUnit));
        return new Link(site, number, upper, upperPort, lower, lowerPort);
    }

    private void addressLink(Draft own, DraftPort port, int number, int end, DraftPort peer) {
        port.with(Addressing.link4(site, number, end), 31)
                .with(Addressing.link6(site, number, end), 127)
                .with(Addressing.linkLocal(port.mac), 64);
        int index = port.name.index();
        own.arp.add(
                new LabDevice.ArpEntry(index, Addressing.link4(site, number, 1 - end), peer.mac));
        own.arp.add(
                new LabDevice.ArpEntry(index, Addressing.link6(site, number, 1 - end), peer.mac));
        own.arp.add(new LabDevice.ArpEntry(index, Addressing.linkLocal(peer.mac), peer.mac));
    }

    private static LabDevice.Neighbor neighbor(DraftPort local, Draft peer, DraftPort peerPort) {
        return new LabDevice.Neighbor(
                local.name.index(),
                peer.hardware.chassisMac(),
                Shapes.lldpPortIdSubtype(peer.vendor),
                Shapes.lldpPortId(peer.vendor, peerPort.freeze()),
                peerPort.name.description(),
                peer.system.name(),
                peer.system.description(),
                peer.role.lldpCapabilities(),
                advertised(peer));
    }

    /// Most advertise their management address, some their loopback, some both families of it.
    private static List<String> advertised(Draft peer) {
        String loopback = peer.answersAt.getLast();
        return switch (peer.slot % 4) {
            case 1 -> List.of(loopback);
            case 2 -> List.of(loopback, Addressing.loopback6(peer.site, peer.slot));
            default -> List.of(peer.managementAddress());
        };
    }
}
