package io.segwright.acl.compile;

import io.segwright.acl.intent.Direction;
import io.segwright.acl.intent.EnforcementPoint;
import io.segwright.acl.intent.Tracking;
import io.segwright.acl.list.Connection;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.ControlProtocol;
import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.Rule;
import io.segwright.acl.policy.Segment;
import io.segwright.acl.policy.Service;
import io.segwright.acl.policy.ServiceTerm;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.topology.Topology.AttachmentKind;
import io.segwright.inventory.topology.Topology.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Judges one packet at one point by scanning the policy and the allocations: no sets, no lists, no lines.
record SlowTwin(Policy policy, List<Allocation> allocations, Instant now) {
    boolean permits(Node node, EnforcementPoint point, Tracking tracking, Packet packet) {
        boolean stateful =
                tracking == Tracking.STATEFUL && !(point instanceof EnforcementPoint.SegmentBridge);
        if (stateful && packet.connection() == Connection.ESTABLISHED) {
            return true;
        }
        return switch (point) {
            case EnforcementPoint.ManagementPlane _ -> toDevice(node, stateful, packet);
            case EnforcementPoint.Segment s -> {
                boolean in = s.direction() == Direction.IN;
                String name = s.interfaceName();
                if (behind(node, name, in ? packet.source() : packet.destination())
                        && byRule(packet, stateful)) {
                    yield true;
                }
                if (in) {
                    yield discovery(node, name, packet, List.of(133, 135, 136));
                }
                yield stateful
                        ? discovery(node, name, packet, List.of(135, 136))
                        : behind(node, name, packet.destination())
                                && (icmp4(packet, 3) || icmp6(packet, 2));
            }
            case EnforcementPoint.SegmentBridge b ->
                    (behind(node, b.interfaceName(), packet.source())
                                    && behind(node, b.interfaceName(), packet.destination())
                                    && byRule(packet, false))
                            || discovery(node, b.interfaceName(), packet, List.of(135, 136));
        };
    }

    private boolean byRule(Packet packet, boolean stateful) {
        for (Rule rule : policy.rules()) {
            if (now.isBefore(
                    rule.expires()
                            .plusDays(1)
                            .atStartOfDay(java.time.ZoneOffset.UTC)
                            .toInstant())) {
                if (in(rule.from(), packet.source())
                        && in(rule.to(), packet.destination())
                        && serves(rule.services(), packet)) {
                    return true;
                }
                if (!stateful
                        && in(rule.to(), packet.source())
                        && in(rule.from(), packet.destination())
                        && answers(rule.services(), packet)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean toDevice(Node node, boolean stateful, Packet packet) {
        boolean own = node.addresses().contains(packet.destination());
        boolean manager = in(policy.management().sources(), packet.source());
        if (own && manager && serves(policy.management().services(), packet)) {
            return true;
        }
        boolean ack =
                packet.protocol().number() == 6 && packet.tcpSession() == TcpSession.ESTABLISHED;
        if (own && manager && !stateful && ack) {
            return true;
        }
        for (ControlProtocol protocol : policy.management().controlPlane()) {
            if (control(protocol, node, own, manager, stateful, packet)) {
                return true;
            }
        }
        if (node.role() != Role.HOST) {
            return false;
        }
        return own && byRule(packet, stateful);
    }

    private boolean control(
            ControlProtocol protocol,
            Node node,
            boolean own,
            boolean manager,
            boolean stateful,
            Packet p) {
        boolean routes = node.role() != Role.HOST;
        boolean peer = node.controlPlanePeers().contains(p.source());
        boolean local = p.source().isLinkLocal() && p.family() == IpFamily.V6;
        boolean toLocal = p.destination().isLinkLocal() && p.family() == IpFamily.V6;
        boolean v4 = p.family() == IpFamily.V4;
        int number = p.protocol().number();
        String to = p.destination().toString();
        return switch (protocol) {
            case OSPF ->
                    routes
                            && number == 89
                            && (v4
                                    ? peer
                                            && (own
                                                    || to.equals("224.0.0.5")
                                                    || to.equals("224.0.0.6"))
                                    : local
                                            && (toLocal
                                                    || to.equals("ff02::5")
                                                    || to.equals("ff02::6")));
            case BGP ->
                    routes
                            && number == 6
                            && peer
                            && own
                            && (p.destinationPort() == 179
                                    || (!stateful
                                            && p.sourcePort() == 179
                                            && p.tcpSession() == TcpSession.ESTABLISHED));
            case BFD ->
                    routes
                            && number == 17
                            && (p.destinationPort() == 3784
                                    || p.destinationPort() == 3785
                                    || p.destinationPort() == 4784)
                            && (peer || local)
                            && (own || toLocal);
            case VRRP ->
                    routes
                            && number == 112
                            && (v4
                                    ? peer && to.equals("224.0.0.18")
                                    : local && to.equals("ff02::12"));
            case ICMP -> {
                boolean near = peer || manager || local;
                boolean mine = own || toLocal;
                boolean error =
                        icmp4(p, 3)
                                || icmp4(p, 11)
                                || icmp4(p, 12)
                                || icmp6(p, 1)
                                || icmp6(p, 2)
                                || icmp6(p, 3)
                                || icmp6(p, 4);
                boolean echo = icmp4(p, 8) || icmp6(p, 128);
                boolean reply = !stateful && (icmp4(p, 0) || icmp6(p, 129));
                yield mine && (error || (near && (echo || reply)));
            }
            case ND -> {
                boolean onLink =
                        node.attachments().stream()
                                .anyMatch(a ->
                                        a.kind() != AttachmentKind.LOOPBACK
                                                && a.prefix().contains(p.source()));
                boolean nobody = p.source().isUnspecified();
                boolean group = to.startsWith("ff02:");
                boolean mine = own || toLocal || group;
                yield (icmp6(p, 133) && mine && (local || onLink || nobody))
                        || (icmp6(p, 134) && mine && local)
                        || (icmp6(p, 135) && mine && (local || onLink || nobody))
                        || (icmp6(p, 136) && mine && (local || onLink))
                        || (group
                                && (local || nobody)
                                && (icmp6(p, 130)
                                        || icmp6(p, 131)
                                        || icmp6(p, 132)
                                        || icmp6(p, 143)));
            }
        };
    }

    private boolean discovery(Node node, String name, Packet p, List<Integer> types) {
        boolean attached6 =
                node.attachments().stream()
                        .anyMatch(a ->
                                a.kind() == AttachmentKind.HOSTS
                                        && a.vrf().equals(Vrf.DEFAULT)
                                        && a.interfaceName().equals(name)
                                        && a.prefix().family() == IpFamily.V6);
        boolean from =
                p.source().isLinkLocal()
                        || p.source().isUnspecified()
                        || behind(node, name, p.source());
        boolean to =
                p.destination().isLinkLocal()
                        || p.destination().toString().startsWith("ff02:")
                        || behind(node, name, p.destination());
        return attached6 && from && to && types.stream().anyMatch(t -> icmp6(p, t));
    }

    private static boolean icmp4(Packet p, int type) {
        return p.family() == IpFamily.V4 && p.protocol().number() == 1 && p.icmpType() == type;
    }

    private static boolean icmp6(Packet p, int type) {
        return p.family() == IpFamily.V6 && p.protocol().number() == 58 && p.icmpType() == type;
    }

    private static boolean behind(Node node, String name, IpAddress address) {
        return node.attachments().stream()
                .anyMatch(a ->
                        a.kind() == AttachmentKind.HOSTS
                                && a.vrf().equals(Vrf.DEFAULT)
                                && a.interfaceName().equals(name)
                                && a.prefix().contains(address));
    }

    private boolean in(List<Segment> segments, IpAddress address) {
        for (Segment segment : segments) {
            boolean inside =
                    switch (segment) {
                        case Segment.ByPrefixes literal ->
                                literal.prefixes().stream().anyMatch(p -> p.contains(address));
                        case Segment.ByTags tagged ->
                                covered(address) && tagged.selector().accepts(tags(address));
                    };
            if (inside) {
                return true;
            }
        }
        return false;
    }

    private List<Allocation> covering(IpAddress address) {
        List<Allocation> covering = new ArrayList<>();
        for (Allocation allocation : allocations) {
            if (allocation.vrf().equals(Vrf.DEFAULT)
                    && !now.isBefore(allocation.validFrom())
                    && now.isBefore(allocation.validTo())
                    && allocation.prefix().contains(address)) {
                covering.add(allocation);
            }
        }
        covering.sort(Comparator.comparingInt((Allocation a) -> a.prefix().length()));
        return covering;
    }

    private boolean covered(IpAddress address) {
        return !covering(address).isEmpty();
    }

    /// From the widest to the deepest; a prefix with two opinions has none, and hands none down.
    private Tags tags(IpAddress address) {
        Tags tags = Tags.NONE;
        List<Allocation> covering = covering(address);
        for (Allocation allocation : covering) {
            boolean disputed =
                    covering.stream()
                            .anyMatch(o ->
                                    o.prefix().equals(allocation.prefix())
                                            && !o.tags().equals(allocation.tags()));
            tags = disputed ? Tags.NONE : allocation.tags().inheriting(tags);
        }
        return tags;
    }

    private static boolean serves(List<Service> services, Packet packet) {
        for (Service service : services) {
            for (ServiceTerm term : service.terms()) {
                if (fits(term, packet.family()) && request(term.transport(), packet)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fits(ServiceTerm term, IpFamily family) {
        int protocol = number(term.transport());
        return protocol == 1 ? family == IpFamily.V4 : protocol != 58 || family == IpFamily.V6;
    }

    private static int number(Transport transport) {
        return switch (transport) {
            case Transport.OneProtocol(Protocol p) -> p.number();
            case Transport.Ports(Protocol p, PortRange _, PortRange _) -> p.number();
            case Transport.IcmpType(Protocol p, int _) -> p.number();
            case Transport.AnyProtocol _, Transport.TcpEstablished _ ->
                    throw new AssertionError("no service says so");
        };
    }

    private static boolean request(Transport service, Packet packet) {
        if (packet.protocol().number() != number(service)) {
            return false;
        }
        return switch (service) {
            case Transport.Ports ports -> ports.destination().contains(packet.destinationPort());
            case Transport.IcmpType type -> packet.icmpType() == type.type();
            case Transport.OneProtocol _, Transport.AnyProtocol _, Transport.TcpEstablished _ ->
                    true;
        };
    }

    private static boolean answers(List<Service> services, Packet packet) {
        for (Service service : services) {
            for (ServiceTerm term : service.terms()) {
                if (fits(term, packet.family()) && reply(term.transport(), packet)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean reply(Transport service, Packet p) {
        int protocol = number(service);
        if (p.protocol().number() != protocol) {
            return false;
        }
        if (service instanceof Transport.IcmpType type) {
            return (protocol == 1 && type.type() == 8 && p.icmpType() == 0)
                    || (protocol == 58 && type.type() == 128 && p.icmpType() == 129);
        }
        boolean fromService =
                !(service instanceof Transport.Ports ports)
                        || ports.destination().contains(p.sourcePort());
        if (protocol == 6) {
            return fromService && p.tcpSession() == TcpSession.ESTABLISHED;
        }
        if (protocol == 17 && service instanceof Transport.Ports ports) {
            return fromService
                    && (p.destinationPort() >= 1024
                            || ports.destination().contains(p.destinationPort()));
        }
        return fromService;
    }
}
