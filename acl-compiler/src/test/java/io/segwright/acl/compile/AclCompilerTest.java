package io.segwright.acl.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.acl.BoundaryPackets;
import io.segwright.acl.RandomWorld;
import io.segwright.acl.SmallWorld;
import io.segwright.acl.intent.Direction;
import io.segwright.acl.intent.EnforcementPoint;
import io.segwright.acl.intent.Tracking;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.Connection;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.acl.policy.Finding;
import io.segwright.acl.policy.Segment;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.topology.Topology;
import io.segwright.inventory.topology.Topology.Attachment;
import io.segwright.inventory.topology.Topology.Node;
import io.segwright.lab.Forall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AclCompilerTest {
    private static final int WORLDS = 1_000;
    private static final int PACKETS = 40; // a list

    @Test
    void listIntentAndSlowTwinAgreeOnEveryPacket() {
        long[] permitted = new long[2];
        Forall.check(WORLDS, RandomWorld::of, world -> agree(world, permitted));
        assertThat(permitted[0]).isGreaterThan(10_000); // or the packets would prove nothing
        assertThat(permitted[1]).isGreaterThan(10_000);
    }

    private static void agree(RandomWorld world, long[] permitted) {
        SlowTwin twin = new SlowTwin(world.policy(), world.allocations(), SmallWorld.NOW);
        BoundaryPackets packets =
                new BoundaryPackets(
                        new SplittableRandom(world.hashCode()), prefixes(world), ranges());
        Compilation compilation =
                AclCompiler.compile(
                        world.policy(), world.topology(), world.allocations(), SmallWorld.NOW);
        for (CompiledList compiled : compilation.lists()) {
            Node node =
                    world.topology().nodes().stream()
                            .filter(n -> n.id().equals(compiled.point().device()))
                            .findFirst()
                            .orElseThrow();
            for (int i = 0; i < PACKETS; i++) {
                Packet packet = packets.next();
                boolean wanted = twin.permits(node, compiled.point(), compiled.tracking(), packet);
                boolean list = FirstMatch.decide(compiled.list().lines(), packet) == Action.PERMIT;
                boolean intent =
                        compiled.intent().grants().stream()
                                .anyMatch(g -> g.match().matches(packet));
                permitted[wanted ? 1 : 0]++;
                if (list != wanted || intent != wanted) {
                    throw new AssertionError(
                            compiled.list().name()
                                    + " "
                                    + packet
                                    + ": list "
                                    + list
                                    + ", intent "
                                    + intent
                                    + ", twin "
                                    + wanted
                                    + "\n"
                                    + compiled.list());
                }
            }
        }
    }

    private static Set<Prefix> prefixes(RandomWorld world) {
        Set<Prefix> prefixes = new HashSet<>();
        world.allocations().stream().map(Allocation::prefix).forEach(prefixes::add);
        for (Segment segment : world.policy().segments()) {
            if (segment instanceof Segment.ByPrefixes literal) {
                prefixes.addAll(literal.prefixes());
            }
        }
        for (Node node : world.topology().nodes()) {
            node.attachments().stream().map(Attachment::prefix).forEach(prefixes::add);
            node.addresses().stream().map(IpAddress::asPrefix).forEach(prefixes::add);
            node.controlPlanePeers().stream().map(IpAddress::asPrefix).forEach(prefixes::add);
        }
        return prefixes;
    }

    private static List<PortRange> ranges() {
        return List.of(
                new PortRange(80, 91),
                new PortRange(1000, 1030),
                new PortRange(3784, 3785),
                PortRange.single(4784),
                PortRange.single(5000));
    }

    private static Compilation small() {
        return AclCompiler.compile(
                SmallWorld.policy(),
                SmallWorld.topology(),
                SmallWorld.allocations(),
                SmallWorld.NOW);
    }

    @Test
    void theSameInputGivesTheSameLists() {
        assertThat(small()).isEqualTo(small());
    }

    @Test
    void everyDeviceGetsItsPointsAndNamesAreUnique() {
        List<String> names = small().lists().stream().map(l -> l.list().name()).toList();
        assertThat(names)
                .containsExactly(
                        "l1_mgmt",
                        "l1_br0_in",
                        "l1_br0_out",
                        "l1_br0_bridge",
                        "core-1-example_mgmt",
                        "core-1-example_Vlan20_in",
                        "core-1-example_Vlan20_out",
                        "h1_mgmt");
        assertThat(small().findings()).isEmpty();
    }

    @Test
    void devicesOfOneNameAndEndlessNamesGetListNamesOfTheirOwn() {
        List<EnforcementPoint> points = new ArrayList<>();
        for (Node node : SmallWorld.topology().nodes()) {
            points.add(new EnforcementPoint.ManagementPlane(node.id(), "same"));
            points.add(
                    new EnforcementPoint.Segment(
                            node.id(), "x".repeat(200), "Eth 1/" + "9".repeat(99), Direction.IN));
            points.add(new EnforcementPoint.ManagementPlane(node.id(), "7 strange/ü names"));
            points.add(new EnforcementPoint.ManagementPlane(node.id(), ""));
        }
        assertThat(ListNames.of(points).values())
                .doesNotHaveDuplicates()
                .allSatisfy(n -> assertThat(n).matches("[A-Za-z][A-Za-z0-9_-]{0,55}"));
    }

    @Test
    void theDeepestAllocationDecides() {
        CompiledList out = list("core-1-example_Vlan20_out");
        assertThat(explain(out, "10.10.1.5", "10.10.2.5", 8000).action()).isEqualTo(Action.PERMIT);
        assertThat(explain(out, "10.10.1.5", "10.10.2.64", 8000).action()).isEqualTo(Action.DENY);
        assertThat(explain(out, "10.10.1.128", "10.10.2.5", 8000).action()).isEqualTo(Action.DENY);
    }

    @Test
    void anExplanationNamesTheRuleItsOwnerAndTheLine() {
        CompiledList out = list("core-1-example_Vlan20_out");
        Explanation permit = explain(out, "10.10.1.5", "10.10.2.5", 8099);
        assertThat(permit.why())
                .isEqualTo("web-to-app policy.yaml:15 owner team-web ticket WEB-17");
        assertThat(permit.line()).isEqualTo(1);
        Explanation deny = explain(out, "10.10.1.5", "10.10.2.5", 8100);
        assertThat(deny.why()).isEqualTo("no rule allows it");
        assertThat(deny.line()).isEqualTo(out.list().lines().size() + 1);
    }

    @Test
    void aPacketMeetsTheListsOnItsWay() {
        List<CompiledList> lists = small().lists();
        assertThat(Explanation.path(lists, packet("10.10.1.5", "10.10.2.5", 8000)))
                .extracting(Explanation::list)
                .containsExactly("l1_br0_in", "core-1-example_Vlan20_out");
        assertThat(Explanation.path(lists, packet("10.10.1.5", "10.10.1.6", 8000)))
                .extracting(Explanation::list)
                .containsExactly("l1_br0_bridge");
        assertThat(Explanation.path(lists, packet("10.10.1.5", "10.10.1.1", 22)))
                .extracting(Explanation::list)
                .containsExactly("l1_mgmt");
        assertThat(Explanation.path(lists, packet("10.10.2.5", "10.10.1.11", 53)))
                .extracting(Explanation::list)
                .containsExactly("core-1-example_Vlan20_in", "l1_br0_out", "h1_mgmt");
        assertThat(Explanation.path(lists, packet("192.0.2.1", "192.0.2.2", 53))).isEmpty();
    }

    @Test
    void noRuleOpensANetworkDeviceThoughASegmentCoversItsAddress() {
        CompiledList management = list("core-1-example_mgmt");
        assertThat(explain(management, "10.10.1.5", "10.10.2.1", 8000).action())
                .isEqualTo(Action.DENY);
        assertThat(explain(management, "10.9.250.7", "10.10.2.1", 22).action())
                .isEqualTo(Action.PERMIT);
    }

    @Test
    void whatIsMissingIsAFinding() {
        String text =
                SmallWorld.POLICY
                        .replace("service: web}", "service: wbe}")
                        .replace("[10.9.250.0/24, \"fd00:ff::/64\"]", "[10.9.250.0/24]")
                        .replace("[ospf, icmp, nd]", "[ospf, icmp]");
        Compilation compilation =
                AclCompiler.compile(
                        SmallWorld.policy(text),
                        SmallWorld.topology(),
                        SmallWorld.allocations(),
                        SmallWorld.NOW);
        assertThat(compilation.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "policy.yaml:4:3: segment 'web' is empty: no allocation has these tags; rules"
                                + " that name it permit nothing for it",
                        "policy.yaml:19:3: controlPlane lacks nd: devices' IPv6 addresses will be"
                                + " unreachable");
    }

    @Test
    void listsThatWouldLockEverybodyOutAreAnError() {
        String text =
                SmallWorld.POLICY.replace(
                        "jump: {prefixes: [10.9.250.0/24, \"fd00:ff::/64\"]}",
                        "jump: {select: {service: jumphost}}");
        Compilation compilation =
                AclCompiler.compile(
                        SmallWorld.policy(text),
                        SmallWorld.topology(),
                        SmallWorld.allocations(),
                        SmallWorld.NOW);
        assertThat(compilation.findings())
                .filteredOn(f -> f.severity() == Finding.Severity.ERROR)
                .extracting(Finding::text)
                .containsExactly(
                        "no management source has an address: these lists would lock everybody out of"
                                + " every device");
    }

    @Test
    void aStatelessCompilationOfEverythingAsksNoTracker() {
        Compilation compilation =
                AclCompiler.compile(
                        SmallWorld.policy(),
                        new Topology(SmallWorld.topology().nodes()),
                        SmallWorld.allocations(),
                        SmallWorld.NOW,
                        Tracking.STATELESS);
        Packet reply =
                new Packet(
                        IpAddress.of("10.10.2.5"),
                        IpAddress.of("10.10.1.5"),
                        Protocol.TCP,
                        8000,
                        40_000,
                        0,
                        0,
                        TcpSession.ESTABLISHED,
                        Connection.NEW);
        CompiledList out =
                compilation.lists().stream()
                        .filter(l -> l.list().name().equals("l1_br0_out"))
                        .findFirst()
                        .orElseThrow();
        assertThat(Explanation.of(out, reply).why())
                .isEqualTo("reply: web-to-app policy.yaml:15 owner team-web ticket WEB-17");
    }

    private static CompiledList list(String name) {
        return small().lists().stream()
                .filter(l -> l.list().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Explanation explain(CompiledList list, String from, String to, int port) {
        return Explanation.of(list, packet(from, to, port));
    }

    private static Packet packet(String from, String to, int port) {
        return new Packet(
                IpAddress.of(from),
                IpAddress.of(to),
                Protocol.TCP,
                40_000,
                port,
                0,
                0,
                TcpSession.OPENING,
                Connection.NEW);
    }
}
