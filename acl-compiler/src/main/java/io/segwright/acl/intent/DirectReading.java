package io.segwright.acl.intent;

import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.ControlProtocol;
import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.Rule;
import io.segwright.acl.policy.Segment;
import io.segwright.acl.policy.Service;
import io.segwright.acl.policy.ServiceTerm;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.topology.Topology.Attachment;
import io.segwright.inventory.topology.Topology.AttachmentKind;
import io.segwright.inventory.topology.Topology.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says what a policy means at each enforcement point, by the most direct reading of it.
///
/// - **Management plane**: the management services from the management sources to the device's own addresses, and
///   what [ControlPlane] lists. On an end station also every rule whose destination holds its own addresses. Rules
///   never open a network device, even where a segment covers its address.
/// - **Segment OUT**: every rule, its destination cut to the prefixes behind the interface. **IN**: its source cut to
///   them, so that nobody behind the interface can borrow an address.
/// - **Bridge**: both cut.
/// - **Stateful** platforms also pass what belongs to a permitted conversation. **Stateless** ones pass replies by
///   their looks, from the rule's destinations to its sources: TCP with ACK or RST from the service's ports; UDP from
///   the service's ports to 1024-65535, and to the service's own ports where they are lower (NTP, IKE); other
///   protocols with ports from the service's ports; ICMP echo-reply for echo-request; protocols without ports as they
///   are. They also pass ICMP unreachable and packet-too-big to the hosts, without which path MTU discovery fails.
/// - **Neighbour discovery** on the link passes IN and bridges, since IPv6 needs it; on stateful platforms OUT too:
///   Linux shows bridged packets to the lists of routed ones as well (`bridge-nf-call-ip6tables`), in and out, and
///   what a bridge permits both must permit.
/// - **Stateless management plane**: of the sessions that a device itself opens, only TCP replies from the management
///   sources return. Name, time and RADIUS replies over UDP do not: any host could forge them.
///
/// Not for sharing between threads: it remembers segments that it has read.
public final class DirectReading {
    private static final PortRange UNPRIVILEGED = new PortRange(1024, PortRange.PORT_MAX);
    private static final int PRIVILEGED_MAX = 1023;

    private final Policy policy;
    private final Instant now;
    private final AllocationReading allocations;
    private final Map<List<Segment>, List<Prefix>> unions = new HashMap<>();

    public DirectReading(Policy policy, List<Allocation> allocations, Instant now) {
        this.policy = policy;
        this.now = now;
        this.allocations = new AllocationReading(allocations, now);
    }

    /// @param node the point's device
    public Intent intent(Node node, EnforcementPoint point, Tracking tracking) {
        List<Grant> grants = new ArrayList<>();
        switch (point) {
            case EnforcementPoint.ManagementPlane _ -> {
                established(tracking, grants);
                management(node, tracking, grants);
            }
            case EnforcementPoint.Segment(var _, var _, String name, Direction direction) -> {
                established(tracking, grants);
                segment(attached(node, name), direction, tracking, grants);
            }
            case EnforcementPoint.SegmentBridge(var _, var _, String name) ->
                    bridge(attached(node, name), grants);
        }
        return new Intent(grants, List.of());
    }

    private static void established(Tracking tracking, List<Grant> into) {
        if (tracking == Tracking.STATELESS) {
            return;
        }
        for (IpFamily family : IpFamily.values()) {
            Match all =
                    new Match(
                            family,
                            List.of(),
                            List.of(),
                            Transport.ANY,
                            ConnectionMatch.ESTABLISHED);
            into.add(new Grant(all, "belongs to a permitted conversation"));
        }
    }

    private void management(Node node, Tracking tracking, List<Grant> into) {
        String why = policy.management().why();
        List<Prefix> own = AllocationReading.single(node.addresses());
        List<Prefix> managers = union(policy.management().sources());
        for (Service service : policy.management().services()) {
            for (ServiceTerm term : service.terms()) {
                for (IpFamily family : term.families()) {
                    grant(family, managers, own, term.transport(), why, into);
                }
            }
        }
        if (tracking == Tracking.STATELESS) {
            Transport replies = new Transport.TcpEstablished(PortRange.ANY, PortRange.ANY);
            for (IpFamily family : IpFamily.values()) {
                grant(family, managers, own, replies, why, into);
            }
        }
        for (ControlProtocol protocol : policy.management().controlPlane()) {
            into.addAll(ControlPlane.grants(protocol, node, managers, tracking, why));
        }
        if (node.role() == Role.HOST) {
            rules(AllocationReading.EVERYTHING, own, into);
            if (tracking == Tracking.STATELESS) {
                replies(own, AllocationReading.EVERYTHING, into);
            }
        }
    }

    private void segment(
            List<Prefix> attached, Direction direction, Tracking tracking, List<Grant> into) {
        List<Prefix> everything = AllocationReading.EVERYTHING;
        List<Prefix> from = direction == Direction.IN ? attached : everything;
        List<Prefix> to = direction == Direction.OUT ? attached : everything;
        rules(from, to, into);
        List<Prefix> attached6 = AllocationReading.family(attached, IpFamily.V6);
        if (direction == Direction.IN) {
            into.addAll(ControlPlane.neighborDiscovery(attached6, List.of(133, 135, 136)));
        } else if (tracking == Tracking.STATEFUL) {
            into.addAll(ControlPlane.neighborDiscovery(attached6, List.of(135, 136)));
        }
        if (tracking == Tracking.STATEFUL) {
            return;
        }
        replies(to, from, into);
        if (direction == Direction.OUT) {
            String why = "path MTU discovery";
            Transport unreachable = new Transport.IcmpType(Protocol.ICMP, 3);
            grant(IpFamily.V4, everything, attached, unreachable, why, into);
            Transport tooBig = new Transport.IcmpType(Protocol.ICMPV6, 2);
            grant(IpFamily.V6, everything, attached, tooBig, why, into);
        }
    }

    private void bridge(List<Prefix> attached, List<Grant> into) {
        rules(attached, attached, into);
        replies(attached, attached, into);
        List<Prefix> attached6 = AllocationReading.family(attached, IpFamily.V6);
        into.addAll(ControlPlane.neighborDiscovery(attached6, List.of(135, 136)));
    }

    /// @param sources what of the rules' sources counts here
    /// @param destinations what of the rules' destinations counts here
    private void rules(List<Prefix> sources, List<Prefix> destinations, List<Grant> into) {
        for (Rule rule : policy.rules()) {
            if (rule.expiredAt(now)) {
                continue;
            }
            List<Prefix> from = AllocationReading.within(union(rule.from()), sources);
            List<Prefix> to = AllocationReading.within(union(rule.to()), destinations);
            for (IpFamily family : IpFamily.values()) {
                List<Transport> requests = requests(rule, family);
                grants(family, from, to, requests, rule.why(), into);
            }
        }
    }

    private static List<Transport> requests(Rule rule, IpFamily family) {
        return rule.services().stream()
                .flatMap(s -> s.terms().stream())
                .filter(t -> t.families().contains(family))
                .map(ServiceTerm::transport)
                .toList();
    }

    /// @param clients what of the rules' sources counts here: where replies go
    /// @param servers what of the rules' destinations counts here: where replies come from
    private void replies(List<Prefix> clients, List<Prefix> servers, List<Grant> into) {
        for (Rule rule : policy.rules()) {
            if (rule.expiredAt(now)) {
                continue;
            }
            List<Prefix> from = AllocationReading.within(union(rule.to()), servers);
            List<Prefix> to = AllocationReading.within(union(rule.from()), clients);
            for (IpFamily family : IpFamily.values()) {
                List<Transport> replies =
                        requests(rule, family).stream().flatMap(t -> replies(t).stream()).toList();
                grants(family, from, to, replies, "reply: " + rule.why(), into);
            }
        }
    }

    private static List<Transport> replies(Transport request) {
        return switch (request) {
            case Transport.Ports(Protocol protocol, PortRange client, PortRange server) -> {
                if (protocol.equals(Protocol.TCP)) {
                    yield List.of(new Transport.TcpEstablished(server, client));
                }
                if (!protocol.equals(Protocol.UDP)) {
                    yield List.of(new Transport.Ports(protocol, server, client));
                }
                Transport usual = new Transport.Ports(protocol, server, UNPRIVILEGED);
                if (server.first() > PRIVILEGED_MAX) {
                    yield List.of(usual);
                }
                int last = Math.min(server.last(), PRIVILEGED_MAX);
                PortRange symmetric = new PortRange(server.first(), last);
                yield List.of(usual, new Transport.Ports(protocol, server, symmetric));
            }
            case Transport.OneProtocol(Protocol protocol) ->
                    protocol.equals(Protocol.TCP)
                            ? List.of(new Transport.TcpEstablished(PortRange.ANY, PortRange.ANY))
                            : List.of(request);
            case Transport.IcmpType(Protocol protocol, int type) -> {
                if (protocol.equals(Protocol.ICMP)) {
                    yield type == 8 ? List.of(new Transport.IcmpType(protocol, 0)) : List.of();
                }
                yield type == 128 ? List.of(new Transport.IcmpType(protocol, 129)) : List.of();
            }
            case Transport.AnyProtocol _ -> List.of(request);
            case Transport.TcpEstablished _ -> List.of(request);
        };
    }

    private static void grant(
            IpFamily family,
            List<Prefix> from,
            List<Prefix> to,
            Transport transport,
            String why,
            List<Grant> into) {
        grants(family, from, to, List.of(transport), why, into);
    }

    private static void grants(
            IpFamily family,
            List<Prefix> from,
            List<Prefix> to,
            List<Transport> transports,
            String why,
            List<Grant> into) {
        List<Prefix> sources = AllocationReading.family(from, family);
        List<Prefix> destinations = AllocationReading.family(to, family);
        if (sources.isEmpty() || destinations.isEmpty()) {
            return; // in a match an empty list would mean everybody
        }
        for (Transport transport : transports) {
            Match match = new Match(family, sources, destinations, transport, ConnectionMatch.ANY);
            into.add(new Grant(match, why));
        }
    }

    private List<Prefix> union(List<Segment> segments) {
        return unions.computeIfAbsent(
                segments,
                _ ->
                        segments.stream()
                                .flatMap(s -> allocations.prefixes(s).stream())
                                .distinct()
                                .toList());
    }

    private static List<Prefix> attached(Node node, String interfaceName) {
        return node.attachments().stream()
                .filter(a -> a.kind() == AttachmentKind.HOSTS)
                .filter(a -> a.vrf().equals(Vrf.DEFAULT))
                .filter(a -> a.interfaceName().equals(interfaceName))
                .map(Attachment::prefix)
                .toList();
    }
}
