package io.segwright.lab.estate;

import io.segwright.lab.device.LabDevice.ArpEntry;
import io.segwright.lab.device.LabDevice.FdbEntry;
import io.segwright.lab.device.PortKind;
import io.segwright.lab.device.PortName;
import io.segwright.lab.estate.Draft.DraftPort;
import java.util.ArrayList;
import java.util.List;

/// Puts hosts on leaves: addresses, tags, and the ARP and ND entries that they leave.
final class HostPlanner {
    static final int MIXED_EVERY =
            40; // few leaves host several services: each of their hosts is a line of its own
    // everywhere
    private static final String HOST_OUI = "00:50:56";
    private static final int FIRST_HOST = 10;
    private static final int LAST_HOST = 199;
    private static final int FIRST_ROGUE = 210;
    private static final int ROGUES_PER_LEAF = 2;
    private static final int ACCESS_PORTS = 12;
    private static final int UPLINKS = 2;

    private final List<Draft> leaves;
    private final List<Draft> rogueLeaves;
    private final List<Host> hosts = new ArrayList<>();

    /// @param leaves those with a host network, in the order of their devices
    /// @param rogueLeaves where hosts hang that no allocation covers
    HostPlanner(List<Draft> leaves, List<Draft> rogueLeaves) {
        this.leaves = leaves;
        this.rogueLeaves = rogueLeaves;
    }

    List<Host> plan(int count) {
        int most = leaves.size() * (LAST_HOST - FIRST_HOST + 1);
        if (count > most) {
            throw new IllegalArgumentException(
                    count + " hosts: want at most " + most + " on " + leaves.size() + " leaves");
        }
        for (int i = 0; i < count; i++) {
            int leaf = i % leaves.size();
            add(i, leaves.get(leaf), FIRST_HOST + i / leaves.size(), purpose(leaf, i));
        }
        for (Draft leaf : rogueLeaves) {
            for (int i = 0; i < ROGUES_PER_LEAF; i++) {
                addRogue(leaf, FIRST_ROGUE + i);
            }
        }
        virtualRouters();
        return List.copyOf(hosts);
    }

    private PolicyBook.Purpose purpose(int leaf, int host) {
        return isMixed(leaf)
                ? PolicyBook.purpose(host / leaves.size() + leaf / MIXED_EVERY)
                : PolicyBook.purpose(leaf - leaf / MIXED_EVERY);
    }

    static boolean isMixed(int leaf) {
        return leaf % MIXED_EVERY == MIXED_EVERY - 1;
    }

    private void add(int number, Draft leaf, int last, PolicyBook.Purpose purpose) {
        String mac = Addressing.mac(HOST_OUI, number + 1);
        String ipv4 = Addressing.host4(leaf.site, leaf.leaf, last);
        String ipv6 = Addressing.host6(leaf.site, leaf.leaf, last);
        arp(leaf, ipv4, mac);
        arp(leaf, ipv6, mac);
        leaf.fdb.add(new FdbEntry(port(leaf, last).index(), SiteBuilder.VLAN, mac));
        hosts.add(
                new Host(
                        "vm-%05d".formatted(number),
                        leaf.site,
                        leaf.id(),
                        port(leaf, last).name(),
                        mac,
                        ipv4,
                        ipv6,
                        purpose.segment(),
                        purpose.service(),
                        purpose.environment(),
                        purpose.owner()));
    }

    private void addRogue(Draft leaf, int last) {
        String mac = Addressing.mac("b8:27:eb", (leaf.number << 8) | last);
        String ipv4 = Addressing.host4(leaf.site, leaf.leaf, last);
        arp(leaf, ipv4, mac);
        leaf.fdb.add(new FdbEntry(port(leaf, last).index(), SiteBuilder.VLAN, mac));
        String name = "rogue-" + leaf.number + "-" + last;
        hosts.add(
                new Host(
                        name,
                        leaf.site,
                        leaf.id(),
                        port(leaf, last).name(),
                        mac,
                        ipv4,
                        "",
                        "",
                        "",
                        "",
                        ""));
    }

    private static void arp(Draft leaf, String address, String mac) {
        DraftPort vlan = leaf.port(PortKind.VLAN);
        leaf.arp.add(new ArpEntry(vlan.name.index(), address, mac));
    }

    private static PortName port(Draft leaf, int last) {
        int number = UPLINKS + 1 + last % ACCESS_PORTS;
        return PortName.of(leaf.vendor, PortKind.PHYSICAL, number);
    }

    /// Every fifth leaf sees a VRRP address of its host network: a MAC that is nobody's own (RFC 9568 sec. 7.3).
    private void virtualRouters() {
        for (int i = 0; i < leaves.size(); i += 5) {
            Draft leaf = leaves.get(i);
            if (!rogueLeaves.contains(leaf)) {
                String mac = "00:00:5e:00:01:%02x".formatted(leaf.leaf & 0xff);
                arp(leaf, Addressing.host4(leaf.site, leaf.leaf, 254), mac);
            }
        }
    }
}
