package io.segwright.inventory.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.coverage.LiveAddresses;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Polls;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.topology.Topology.Attachment;
import io.segwright.inventory.topology.Topology.AttachmentKind;
import io.segwright.inventory.topology.Topology.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The network lab's shape: two leaves with a host subnet each, a spine, inventoried hosts, an own management net.
class TopologyBuilderTest {
    private static final DeclaredRanges RANGES =
            DeclaredRanges.of(
                    List.of(
                            new SiteRange("lab", Prefix.of("10.255.0.0/24")),
                            new SiteRange("lab", Prefix.of("fd00:ff::/64"))),
                    List.of(),
                    List.of());

    private static Polls device(int number, String name, int services) {
        String mac = "02:00:00:00:0%d:".formatted(number);
        return Polls.at("10.255.0." + number)
                .name(name)
                .chassisMac(mac + "01")
                .system("1.3.6.1.4.1.8072.3.2.10", "Linux x 6.1", services)
                .port(1, "mgmt0", mac + "01")
                .port(2, "eth1", mac + "02")
                .port(3, "br0", mac + "03")
                .port(4, "lo", "00:00:00:00:00:00")
                .address(1, "10.255.0." + number + "/24")
                .address(1, "fd00:ff::" + number + "/64");
    }

    private static Map<String, Node> nodes(Observation... polls) {
        List<Observation> all = List.of(polls);
        InventorySnapshot snapshot =
                Reconciler.reconcile(InventorySnapshot.EMPTY, all, RANGES).next();
        return TopologyBuilder.of(snapshot, RANGES, LiveAddresses.seenIn(all, snapshot))
                .nodes()
                .stream()
                .collect(Collectors.toMap(Node::name, node -> node));
    }

    private static Node node(Map<String, Node> nodes, String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    @Test
    void theLabsLeafHasHostsBehindItsBridgeAndLinksToItsSpine() {
        Map<String, Node> nodes =
                nodes(
                        device(1, "l1", 78)
                                .address(2, "10.1.0.1/31")
                                .address(2, "fd00:1::1/64")
                                .address(2, "fe80::1/64")
                                .address(3, "10.10.1.1/24")
                                .address(3, "fd10:1::1/64")
                                .address(4, "10.0.0.11/32")
                                .address(4, "127.0.0.1/8")
                                .poll(),
                        device(2, "s1", 78)
                                .address(2, "10.1.0.0/31")
                                .address(2, "fd00:1::2/64")
                                .poll(),
                        device(3, "h1", 72)
                                .address(2, "10.10.1.11/24")
                                .address(2, "fd10:1::11/64")
                                .poll());
        assertThat(node(nodes, "l1").attachments())
                .extracting(Attachment::interfaceName, a -> a.prefix().toString(), Attachment::kind)
                .containsExactly(
                        row("br0", "10.10.1.0/24", AttachmentKind.HOSTS),
                        row("br0", "fd10:1::/64", AttachmentKind.HOSTS),
                        row("eth1", "10.1.0.0/31", AttachmentKind.LINK),
                        row("eth1", "fd00:1::/64", AttachmentKind.LINK),
                        row("lo", "10.0.0.11/32", AttachmentKind.LOOPBACK),
                        row("mgmt0", "10.255.0.0/24", AttachmentKind.MANAGEMENT),
                        row("mgmt0", "fd00:ff::/64", AttachmentKind.MANAGEMENT));
        assertThat(node(nodes, "l1").controlPlanePeers())
                .containsExactly(IpAddress.of("10.1.0.0"), IpAddress.of("fd00:1::2"));
        assertThat(node(nodes, "l1").addresses())
                .contains(IpAddress.of("10.10.1.1"))
                .doesNotContain(IpAddress.of("127.0.0.1"), IpAddress.of("fe80::1"));
        assertThat(node(nodes, "h1").attachments())
                .extracting(Attachment::kind)
                .containsOnly(AttachmentKind.MANAGEMENT);
    }

    @Test
    void twoGatewaysOfASubnetInUseAreNoLink() {
        Polls first =
                device(1, "l1", 78)
                        .address(3, "10.10.1.2/24")
                        .arp(3, "10.10.1.50", "02:00:00:00:99:50");
        Polls second = device(2, "l2", 78).address(3, "10.10.1.3/24");
        Map<String, Node> nodes = nodes(first.poll(), second.poll());
        assertThat(node(nodes, "l2").attachments())
                .extracting(Attachment::interfaceName, a -> a.prefix().toString(), Attachment::kind)
                .contains(row("br0", "10.10.1.0/24", AttachmentKind.HOSTS));
        assertThat(node(nodes, "l2").controlPlanePeers())
                .containsExactly(IpAddress.of("10.10.1.2"));
    }

    @Test
    void aTransitSubnetOfRoutersAloneIsALink() {
        Map<String, Node> nodes =
                nodes(
                        device(1, "l1", 78).address(2, "10.20.0.1/24").poll(),
                        device(2, "l2", 78)
                                .address(2, "10.20.0.2/24")
                                .arp(2, "10.20.0.1", "02:00:00:00:01:02")
                                .poll());
        assertThat(node(nodes, "l1").attachments())
                .extracting(Attachment::interfaceName, a -> a.prefix().toString(), Attachment::kind)
                .contains(row("eth1", "10.20.0.0/24", AttachmentKind.LINK));
    }

    private static org.assertj.core.groups.Tuple row(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
