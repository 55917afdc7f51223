package io.segwright.acl.compile;

import io.segwright.acl.intent.ControlPlane;
import io.segwright.acl.intent.Direction;
import io.segwright.acl.intent.Tracking;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.ControlProtocol;
import io.segwright.acl.policy.Management;
import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.Service;
import io.segwright.acl.policy.ServiceTerm;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.topology.Topology.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes the lines of one enforcement point. What each kind permits is written at
/// [io.segwright.acl.intent.DirectReading].
final class PointCompiler {
    private static final AddressSet EVERYTHING = AddressSet.EVERYTHING;

    private final Management management;
    private final AddressSet managers;
    private final List<CompiledRule> rules;

    PointCompiler(Policy policy, Membership membership, Instant now) {
        this.management = policy.management();
        this.managers = membership.of(management.sources());
        this.rules =
                policy.rules().stream()
                        .filter(r -> !r.expiredAt(now))
                        .map(r -> CompiledRule.of(r, membership))
                        .toList();
    }

    boolean hasManagers() {
        return !managers.isEmpty();
    }

    List<AclLine> managementPlane(Node node, Tracking tracking) {
        Lines lines = new Lines();
        String why = management.why();
        AddressSet own = AddressSet.of(node.addresses().stream().map(IpAddress::asPrefix).toList());
        if (tracking == Tracking.STATEFUL) {
            lines.permitEstablished();
        }
        for (IpFamily family : IpFamily.values()) {
            for (Transport transport : TransportMerge.merge(managed(family))) {
                lines.permit(family, managers, own, transport, why);
            }
            if (tracking == Tracking.STATELESS) {
                Transport replies = new Transport.TcpEstablished(PortRange.ANY, PortRange.ANY);
                lines.permit(family, managers, own, replies, why);
            }
        }
        for (ControlProtocol protocol : management.controlPlane()) {
            ControlPlane.grants(protocol, node, managers.prefixes(), tracking, why)
                    .forEach(lines::permit);
        }
        if (node.role() == Role.HOST) {
            rules.forEach(r -> r.requests(EVERYTHING, own, lines));
            if (tracking == Tracking.STATELESS) {
                rules.forEach(r -> r.replies(own, EVERYTHING, lines));
            }
        }
        return lines.all();
    }

    private List<Transport> managed(IpFamily family) {
        List<Transport> transports = new ArrayList<>();
        for (Service service : management.services()) {
            for (ServiceTerm term : service.terms()) {
                if (term.families().contains(family)) {
                    transports.add(term.transport());
                }
            }
        }
        return transports;
    }

    List<AclLine> segment(List<Prefix> attached, Direction direction, Tracking tracking) {
        Lines lines = new Lines();
        AddressSet behind = AddressSet.of(attached);
        AddressSet from = direction == Direction.IN ? behind : EVERYTHING;
        AddressSet to = direction == Direction.OUT ? behind : EVERYTHING;
        if (tracking == Tracking.STATEFUL) {
            lines.permitEstablished();
        }
        rules.forEach(r -> r.requests(from, to, lines));
        if (tracking == Tracking.STATELESS) {
            rules.forEach(r -> r.replies(to, from, lines));
        }
        switch (direction) {
            case IN -> discovery(attached, List.of(133, 135, 136), lines);
            case OUT -> {
                switch (tracking) {
                    case STATEFUL -> discovery(attached, List.of(135, 136), lines);
                    case STATELESS -> pathErrors(behind, lines);
                }
            }
        }
        return lines.all();
    }

    List<AclLine> bridge(List<Prefix> attached) {
        Lines lines = new Lines();
        AddressSet behind = AddressSet.of(attached);
        rules.forEach(r -> r.requests(behind, behind, lines));
        rules.forEach(r -> r.replies(behind, behind, lines));
        discovery(attached, List.of(135, 136), lines);
        return lines.all();
    }

    private static void discovery(List<Prefix> attached, List<Integer> types, Lines lines) {
        List<Prefix> attached6 = attached.stream().filter(p -> p.family() == IpFamily.V6).toList();
        ControlPlane.neighborDiscovery(attached6, types).forEach(lines::permit);
    }

    private static void pathErrors(AddressSet behind, Lines lines) {
        String why = "path MTU discovery";
        Transport unreachable = new Transport.IcmpType(Protocol.ICMP, 3);
        lines.permit(IpFamily.V4, EVERYTHING, behind, unreachable, why);
        Transport tooBig = new Transport.IcmpType(Protocol.ICMPV6, 2);
        lines.permit(IpFamily.V6, EVERYTHING, behind, tooBig, why);
    }
}
