package io.segwright.acl.compile;

import io.segwright.acl.intent.DirectReading;
import io.segwright.acl.intent.Direction;
import io.segwright.acl.intent.EnforcementPoint;
import io.segwright.acl.intent.Tracking;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.policy.ControlProtocol;
import io.segwright.acl.policy.Finding;
import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.Rule;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.topology.Topology;
import io.segwright.inventory.topology.Topology.Attachment;
import io.segwright.inventory.topology.Topology.AttachmentKind;
import io.segwright.inventory.topology.Topology.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Compiles a policy into the access list of every enforcement point of a topology.
///
/// Points: the management plane of every device; for each interface of a router with hosts behind it, one list each
/// way; on Linux routers also one for what is bridged between those hosts. Pure and deterministic. About linear in
/// points times rules; one instance is one run.
public final class AclCompiler {
    private static final int LINES_MAX = 200_000; // a list; nothing that we drive holds more

    private final Topology topology;
    private final Function<Node, Tracking> tracking;
    private final PointCompiler compiler;
    private final DirectReading reading;
    private final List<CompiledList> lists = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private AclCompiler(
            Policy policy,
            Topology topology,
            List<Allocation> allocations,
            Instant now,
            Function<Node, Tracking> tracking) {
        this.topology = topology;
        this.tracking = tracking;
        Membership membership = new Membership(policy, allocations, now);
        this.compiler = new PointCompiler(policy, membership, now);
        this.reading = new DirectReading(policy, allocations, now);
        findings.addAll(membership.findings());
        policyFindings(policy, now);
    }

    /// Connection tracking as each device's platform has it: Linux does, what else we know of filters without.
    public static Compilation compile(
            Policy policy, Topology topology, List<Allocation> allocations, Instant now) {
        return new AclCompiler(policy, topology, allocations, now, AclCompiler::usual).run();
    }

    /// All lists for one kind of platform, whatever the devices run: e.g. stateless, to write IOS text for a device
    /// that is to be replaced.
    public static Compilation compile(
            Policy policy,
            Topology topology,
            List<Allocation> allocations,
            Instant now,
            Tracking tracking) {
        return new AclCompiler(policy, topology, allocations, now, _ -> tracking).run();
    }

    private static Tracking usual(Node node) {
        return node.platform() == Platform.LINUX ? Tracking.STATEFUL : Tracking.STATELESS;
    }

    private Compilation run() {
        List<EnforcementPoint> points = new ArrayList<>();
        topology.nodes().forEach(n -> points.addAll(points(n)));
        Map<EnforcementPoint, String> names = ListNames.of(points);
        for (Node node : topology.nodes()) {
            nodeFindings(node);
            for (EnforcementPoint point : points(node)) {
                compile(node, point, names.getOrDefault(point, "unnamed"));
            }
        }
        return new Compilation(lists, findings);
    }

    private static List<EnforcementPoint> points(Node node) {
        List<EnforcementPoint> points = new ArrayList<>();
        points.add(new EnforcementPoint.ManagementPlane(node.id(), node.name()));
        if (node.role() != Role.ROUTER) {
            return points;
        }
        for (String name : hostInterfaces(node).keySet()) {
            for (Direction direction : Direction.values()) {
                points.add(new EnforcementPoint.Segment(node.id(), node.name(), name, direction));
            }
            if (node.platform() == Platform.LINUX) {
                points.add(new EnforcementPoint.SegmentBridge(node.id(), node.name(), name));
            }
        }
        return points;
    }

    private static NavigableMap<String, List<Prefix>> hostInterfaces(Node node) {
        NavigableMap<String, List<Prefix>> interfaces = new TreeMap<>();
        for (Attachment attachment : node.attachments()) {
            if (attachment.kind() == AttachmentKind.HOSTS && attachment.vrf().equals(Vrf.DEFAULT)) {
                interfaces
                        .computeIfAbsent(attachment.interfaceName(), _ -> new ArrayList<>())
                        .add(attachment.prefix());
            }
        }
        return interfaces;
    }

    private void compile(Node node, EnforcementPoint point, String name) {
        Tracking used =
                point instanceof EnforcementPoint.SegmentBridge
                        ? Tracking.STATELESS // bridges have no tracker, neither in nftables nor
                        // elsewhere
                        : tracking.apply(node);
        List<Prefix> scope = scope(node, point);
        List<AclLine> lines =
                switch (point) {
                    case EnforcementPoint.ManagementPlane _ -> compiler.managementPlane(node, used);
                    case EnforcementPoint.Segment s -> compiler.segment(scope, s.direction(), used);
                    case EnforcementPoint.SegmentBridge _ -> compiler.bridge(scope);
                };
        if (lines.size() > LINES_MAX) {
            findings.add(
                    Finding.error(
                            name,
                            "a list of "
                                    + lines.size()
                                    + " lines: want at most "
                                    + LINES_MAX
                                    + "; use fewer services or wider segments"));
            return;
        }
        AccessList list = new AccessList(name, lines);
        lists.add(new CompiledList(point, used, scope, list, reading.intent(node, point, used)));
    }

    private static List<Prefix> scope(Node node, EnforcementPoint point) {
        return switch (point) {
            case EnforcementPoint.ManagementPlane _ ->
                    node.addresses().stream().map(IpAddress::asPrefix).toList();
            case EnforcementPoint.Segment s ->
                    hostInterfaces(node).getOrDefault(s.interfaceName(), List.of());
            case EnforcementPoint.SegmentBridge b ->
                    hostInterfaces(node).getOrDefault(b.interfaceName(), List.of());
        };
    }

    private void policyFindings(Policy policy, Instant now) {
        for (Rule rule : policy.rules()) {
            if (rule.expiredAt(now)) {
                findings.add(
                        Finding.warning(
                                rule.at().toString(),
                                "rule '" + rule.name() + "' expired on " + rule.expires()));
            }
        }
        if (!compiler.hasManagers()) {
            findings.add(
                    Finding.error(
                            policy.management().at().toString(),
                            "no management source has an address: these lists would lock everybody"
                                    + " out of every device"));
        }
        boolean addresses6 =
                topology.nodes().stream()
                        .flatMap(n -> n.addresses().stream())
                        .anyMatch(a -> a.family() == IpFamily.V6);
        if (addresses6 && !policy.management().controlPlane().contains(ControlProtocol.ND)) {
            findings.add(
                    Finding.warning(
                            policy.management().at().toString(),
                            "controlPlane lacks nd: devices' IPv6 addresses will be unreachable"));
        }
    }

    private void nodeFindings(Node node) {
        if (node.addresses().isEmpty()) {
            findings.add(
                    Finding.warning(
                            node.name() + " (" + node.id() + ")",
                            "no own address is known: its management list lets nobody in"));
        }
        for (Attachment attachment : node.attachments()) {
            if (attachment.kind() == AttachmentKind.HOSTS
                    && !attachment.vrf().equals(Vrf.DEFAULT)) {
                findings.add(
                        Finding.warning(
                                node.name() + " (" + node.id() + ")",
                                attachment.interfaceName()
                                        + " is in VRF "
                                        + attachment.vrf()
                                        + ": it gets no list, only VRF "
                                        + Vrf.DEFAULT
                                        + " is compiled yet"));
            }
        }
    }
}
