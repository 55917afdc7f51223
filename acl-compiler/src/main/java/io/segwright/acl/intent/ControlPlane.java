package io.segwright.acl.intent;

import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.ControlProtocol;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.topology.Topology.Attachment;
import io.segwright.inventory.topology.Topology.AttachmentKind;
import io.segwright.inventory.topology.Topology.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What each control plane protocol lets reach a device's own addresses: the one definition, as a table of grants.
///
/// | word | from | to | what |
/// | --- | --- | --- | --- |
/// | `ospf` v4 | peers | own, 224.0.0.5, 224.0.0.6 | protocol 89 (RFC 2328 sec. 8.1) |
/// | `ospf` v6 | fe80::/10 | fe80::/10, ff02::5, ff02::6 | protocol 89 (RFC 5340 sec. 2.3) |
/// | `bgp` | peers | own | tcp 179; stateless: also established from 179 |
/// | `bfd` | peers, v6 also fe80::/10 | own, v6 also fe80::/10 | udp 3784-3785, 4784 (RFC 5881, 5883) |
/// | `vrrp` | peers; v6 fe80::/10 | 224.0.0.18; ff02::12 | protocol 112 (RFC 5798 sec. 5.1) |
/// | `icmp` errors v4 | any | own | types 3, 11, 12 |
/// | `icmp` errors v6 | any | own, fe80::/10 | types 1, 2, 3, 4 (RFC 4890 sec. 4.4.1) |
/// | `icmp` echo | peers, management sources, v6 also fe80::/10 | own, v6 also fe80::/10 | 8, 128; stateless: also 0, 129 |
/// | `nd` 133, 135 | fe80::/10, ::, on-link v6 prefixes | fe80::/10, ff02::/16, own | RFC 4861 sec. 4.1, 4.3 |
/// | `nd` 134 | fe80::/10 | as above | RFC 4861 sec. 6.1.2: only from link-local |
/// | `nd` 136 | fe80::/10, on-link v6 prefixes | as above | RFC 4861 sec. 4.4 |
/// | `nd` 130-132, 143 | fe80::/10, :: | ff02::/16 | MLD: snooping switches prune those who do not hear it |
///
/// *Peers* are [Node#controlPlanePeers]. `ospf`, `bgp`, `bfd` and `vrrp` give an end station nothing: it routes for
/// nobody. Redirects (ICMP 5, ICMPv6 137) are let in by no word. ARP is not IP and outside access lists; DHCP is let
/// in by no word.
public final class ControlPlane {
    static final Prefix LINK_LOCAL = Prefix.of("fe80::/10");
    static final Prefix UNSPECIFIED = Prefix.of("::/128");
    static final Prefix LINK_MULTICAST = Prefix.of("ff02::/16");
    private static final int BGP = 179;

    private final Node node;
    private final List<Prefix> managers;
    private final Tracking tracking;
    private final String why;
    private final List<Grant> grants = new ArrayList<>();

    private ControlPlane(Node node, List<Prefix> managers, Tracking tracking, String why) {
        this.node = node;
        this.managers = managers;
        this.tracking = tracking;
        this.why = why;
    }

    /// @param managers the management sources, both families
    /// @param why of the management section; the protocol's word is added
    public static List<Grant> grants(
            ControlProtocol protocol,
            Node node,
            List<Prefix> managers,
            Tracking tracking,
            String why) {
        ControlPlane table =
                new ControlPlane(node, managers, tracking, protocol.word() + " " + why);
        boolean routes = node.role() != Role.HOST;
        switch (protocol) {
            case ICMP -> table.icmp();
            case ND -> table.neighborDiscovery();
            case OSPF -> {
                if (routes) {
                    table.ospf();
                }
            }
            case BGP -> {
                if (routes) {
                    table.bgp();
                }
            }
            case BFD -> {
                if (routes) {
                    table.bfd();
                }
            }
            case VRRP -> {
                if (routes) {
                    table.vrrp();
                }
            }
        }
        return List.copyOf(table.grants);
    }

    /// Neighbour discovery between the hosts behind an interface and the device (`IN`), or among themselves.
    /// Where each list needs it is written at [DirectReading].
    ///
    /// @param attached the interface's IPv6 prefixes; where there is none, nothing is granted
    public static List<Grant> neighborDiscovery(List<Prefix> attached, List<Integer> types) {
        if (attached.isEmpty()) {
            return List.of();
        }
        List<Prefix> from = new ArrayList<>(List.of(LINK_LOCAL, UNSPECIFIED));
        from.addAll(attached);
        List<Prefix> to = new ArrayList<>(List.of(LINK_LOCAL, LINK_MULTICAST));
        to.addAll(attached);
        List<Grant> grants = new ArrayList<>();
        for (int type : types) {
            Transport transport = new Transport.IcmpType(Protocol.ICMPV6, type);
            Match match = new Match(IpFamily.V6, from, to, transport, ConnectionMatch.ANY);
            grants.add(new Grant(match, "neighbour discovery on the link"));
        }
        return grants;
    }

    private void ospf() {
        List<Prefix> groups = List.of(Prefix.of("224.0.0.5/32"), Prefix.of("224.0.0.6/32"));
        Transport ospf = new Transport.OneProtocol(Protocol.OSPF);
        grant(peers(IpFamily.V4), join(own(IpFamily.V4), groups), ospf);
        List<Prefix> groups6 = List.of(Prefix.of("ff02::5/128"), Prefix.of("ff02::6/128"));
        grant(List.of(LINK_LOCAL), join(List.of(LINK_LOCAL), groups6), ospf);
    }

    private void bgp() {
        PortRange port = PortRange.single(BGP);
        for (IpFamily family : IpFamily.values()) {
            grant(
                    peers(family),
                    own(family),
                    new Transport.Ports(Protocol.TCP, PortRange.ANY, port));
            if (tracking == Tracking.STATELESS) {
                Transport reply = new Transport.TcpEstablished(port, PortRange.ANY);
                grant(peers(family), own(family), reply);
            }
        }
    }

    private void bfd() {
        for (PortRange ports : List.of(new PortRange(3784, 3785), PortRange.single(4784))) {
            Transport bfd = new Transport.Ports(Protocol.UDP, PortRange.ANY, ports);
            grant(peers(IpFamily.V4), own(IpFamily.V4), bfd);
            List<Prefix> local = List.of(LINK_LOCAL);
            grant(join(peers(IpFamily.V6), local), join(own(IpFamily.V6), local), bfd);
        }
    }

    private void vrrp() {
        Transport vrrp = new Transport.OneProtocol(new Protocol(112));
        grant(peers(IpFamily.V4), List.of(Prefix.of("224.0.0.18/32")), vrrp);
        grant(List.of(LINK_LOCAL), List.of(Prefix.of("ff02::12/128")), vrrp);
    }

    private void icmp() {
        List<Prefix> everybody4 = List.of(Prefix.of("0.0.0.0/0"));
        List<Prefix> everybody6 = List.of(Prefix.of("::/0"));
        List<Prefix> local = List.of(LINK_LOCAL);
        List<Prefix> own4 = own(IpFamily.V4);
        List<Prefix> own6 = join(own(IpFamily.V6), local);
        for (int error : List.of(3, 11, 12)) {
            grant(everybody4, own4, new Transport.IcmpType(Protocol.ICMP, error));
        }
        for (int error : List.of(1, 2, 3, 4)) {
            grant(everybody6, own6, new Transport.IcmpType(Protocol.ICMPV6, error));
        }
        List<Prefix> near4 = join(peers(IpFamily.V4), managers(IpFamily.V4));
        List<Prefix> near6 = join(join(peers(IpFamily.V6), managers(IpFamily.V6)), local);
        boolean replies = tracking == Tracking.STATELESS;
        for (int echo : replies ? List.of(8, 0) : List.of(8)) {
            grant(near4, own4, new Transport.IcmpType(Protocol.ICMP, echo));
        }
        for (int echo : replies ? List.of(128, 129) : List.of(128)) {
            grant(near6, own6, new Transport.IcmpType(Protocol.ICMPV6, echo));
        }
    }

    private void neighborDiscovery() {
        List<Prefix> local = List.of(LINK_LOCAL);
        List<Prefix> link = join(local, onLink());
        List<Prefix> starting = join(link, List.of(UNSPECIFIED));
        List<Prefix> to = join(List.of(LINK_LOCAL, LINK_MULTICAST), own(IpFamily.V6));
        grant(starting, to, new Transport.IcmpType(Protocol.ICMPV6, 133));
        grant(local, to, new Transport.IcmpType(Protocol.ICMPV6, 134));
        grant(starting, to, new Transport.IcmpType(Protocol.ICMPV6, 135));
        grant(link, to, new Transport.IcmpType(Protocol.ICMPV6, 136));
        for (int mld : List.of(130, 131, 132, 143)) {
            Transport type = new Transport.IcmpType(Protocol.ICMPV6, mld);
            grant(join(local, List.of(UNSPECIFIED)), List.of(LINK_MULTICAST), type);
        }
    }

    /// Nothing where a side is empty: in a [Match] an empty list would mean everybody.
    private void grant(List<Prefix> from, List<Prefix> to, Transport transport) {
        if (!from.isEmpty() && !to.isEmpty()) {
            IpFamily family = from.getFirst().family();
            grants.add(new Grant(new Match(family, from, to, transport, ConnectionMatch.ANY), why));
        }
    }

    private List<Prefix> own(IpFamily family) {
        return single(node.addresses(), family);
    }

    private List<Prefix> peers(IpFamily family) {
        return single(node.controlPlanePeers(), family);
    }

    private static List<Prefix> single(List<IpAddress> addresses, IpFamily family) {
        return addresses.stream()
                .filter(a -> a.family() == family)
                .map(IpAddress::asPrefix)
                .toList();
    }

    private List<Prefix> managers(IpFamily family) {
        return managers.stream().filter(p -> p.family() == family).toList();
    }

    private List<Prefix> onLink() {
        return node.attachments().stream()
                .filter(a -> a.kind() != AttachmentKind.LOOPBACK)
                .map(Attachment::prefix)
                .filter(p -> p.family() == IpFamily.V6)
                .toList();
    }

    private static List<Prefix> join(List<Prefix> first, List<Prefix> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
