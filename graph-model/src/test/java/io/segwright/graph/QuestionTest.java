package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.graph.fact.AsOf;
import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.graph.write.UnknownDeviceException;
import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.flow.Conversation;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.verification.VerificationException;
import org.janusgraph.core.attribute.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions that a person asks in Gremlin, on three devices in a row: a - b - c.
class QuestionTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant FRIDAY = MONDAY.plus(Duration.ofDays(4));
    private static final Tags SHOP = new Tags("shop", "retail", "web-1", "prod", "team Blue Whale");
    private static final Tags DATABASE =
            new Tags("ledger", "retail", "db-1", "prod", "team Red Panda");
    @TempDir Path dir;
    private Instant now = MONDAY;
    private InventoryGraph graph;

    @BeforeEach
    void open() throws Exception {
        graph = InventoryGraph.open(dir, () -> now);
    }

    @AfterEach
    void close() throws Exception {
        graph.close();
    }

    @Test
    void linksAreFoundWhicheverDeviceComesFirst() throws Exception {
        graph.apply(List.of(added(device(1, "a", 2)), added(device(2, "b", 3))));
        graph.apply(List.of(added(device(3, "c", 2))));
        assertThat(linked(1)).containsExactly(id(2));
        assertThat(linked(2)).containsExactly(id(3));
        assertThat(linked(3)).containsExactly(id(2));
        List<Object> path =
                graph.ask(g ->
                        g.V()
                                .has("device", "deviceId", id(1))
                                .repeat(__.out("linkedTo").simplePath())
                                .until(__.has("deviceId", id(3)))
                                .path()
                                .by("deviceId")
                                .next()
                                .objects());
        assertThat(path).containsExactly(id(1), id(2), id(3));
    }

    @Test
    void aLinkEndsWithItsNeighbourFactAndStaysInThePast() throws Exception {
        graph.apply(List.of(added(device(1, "a", 2)), added(device(2, "b", 3))));
        now = FRIDAY;
        Device alone = device(1, "a", 1); // sees itself only: no link
        graph.apply(
                List.of(
                        new InventoryChange.DeviceChanged(
                                device(1, "a", 2), alone, List.of(), at(TUESDAY))));
        assertThat(linked(1, new AsOf(FRIDAY, FRIDAY))).isEmpty();
        assertThat(linked(1, new AsOf(MONDAY, FRIDAY))).containsExactly(id(2));
        assertThat(linked(1, new AsOf(FRIDAY, TUESDAY)))
                .as("what we believed on Tuesday")
                .containsExactly(id(2));
    }

    @Test
    void whoHasAnAddressIsOneWalk() throws Exception {
        graph.apply(List.of(added(device(1, "a", 2)), added(device(2, "b", 3))));
        List<Object> names =
                graph.ask(g ->
                        g.V()
                                .has("address", "address", "10.0.2.1")
                                .in("hasAddress")
                                .in("hasInterface")
                                .out("hasState")
                                .has("open")
                                .values("name")
                                .toList());
        assertThat(names).containsExactly("b");
    }

    @Test
    void anAllocationCoversThePrefixOfAnInterface() throws Exception {
        graph.apply(List.of(added(device(1, "a", 2)), allocated(SHOP)));
        List<Object> owners =
                graph.ask(g ->
                        g.V()
                                .has("device", "deviceId", id(1))
                                .out("hasInterface")
                                .out("attachedTo")
                                .in("covers")
                                .out("taggedAs")
                                .out("ownedBy")
                                .values("owner")
                                .toList());
        assertThat(owners).containsExactly("team Blue Whale");
    }

    @Test
    void textFindsDevicesAndOwnersByAWord() throws Exception {
        graph.apply(List.of(added(device(1, "core switch east", 2)), allocated(SHOP)));
        assertThat(
                        graph.<List<Object>>ask(g ->
                                g.V()
                                        .has("deviceState", "name", Text.textContains("switch"))
                                        .values("entity")
                                        .toList()))
                .containsExactly(id(1));
        assertThat(
                        graph.<List<Object>>ask(g ->
                                g.V()
                                        .has("owner", "owner", Text.textContains("whale"))
                                        .values("owner")
                                        .toList()))
                .containsExactly("team Blue Whale");
    }

    @Test
    void beliefOfThenAboutAnotherThen() throws Exception {
        graph.apply(List.of(allocated(SHOP)));
        now = FRIDAY;
        Allocation before = ((InventoryChange.AllocationAdded) allocated(SHOP)).allocation();
        Allocation after = ((InventoryChange.AllocationAdded) allocated(DATABASE)).allocation();
        graph.apply(List.of(new InventoryChange.AllocationChanged(before, after, at(FRIDAY))));
        assertThat(graph.snapshot(new AsOf(TUESDAY, TUESDAY)).allocations())
                .containsExactly(before);
        assertThat(graph.snapshot(new AsOf(TUESDAY, FRIDAY)).allocations()).containsExactly(after);
        assertThat(graph.snapshot().allocations()).containsExactly(after);
    }

    @Test
    void anUnchangedPollIsOneEdgeAndMovesLastSeen() throws Exception {
        Device device = device(1, "a", 2);
        graph.apply(List.of(added(device)));
        WriteStatistics before = graph.statistics();
        now = FRIDAY;
        graph.recordPolls(List.of(new PollRecord(device.id(), at(TUESDAY), 40)));
        WriteStatistics after = graph.statistics();
        assertThat(after)
                .isEqualTo(
                        new WriteStatistics(
                                before.commits() + 1,
                                before.vertices(),
                                before.edges() + 1,
                                before.closed()));
        assertThat(graph.snapshot().devices())
                .containsExactly(NaiveHistory.withTime(device, TUESDAY));
        assertThat(graph.snapshot(new AsOf(MONDAY, FRIDAY)).devices()).containsExactly(device);
        graph.recordPolls(List.of(new PollRecord(device.id(), at(TUESDAY), 40)));
        assertThat(graph.statistics()).as("the same poll again").isEqualTo(after);
    }

    @Test
    void aPollOfAStrangerIsRefusedAndTheGraphGoesOn() throws Exception {
        assertThatThrownBy(() ->
                        graph.recordPolls(List.of(new PollRecord(DeviceId.of(9), at(MONDAY), 1))))
                .isInstanceOf(UnknownDeviceException.class)
                .hasMessage("d-0000000000000009: poll of a device that is not in the inventory");
        graph.apply(List.of(added(device(1, "a", 2))));
        assertThat(graph.snapshot().devices()).hasSize(1);
    }

    @Test
    void conversationsComeBackByTime() throws Exception {
        List<Conversation> said = new ArrayList<>();
        for (int hour = 0; hour < 50; hour++) {
            said.add(conversation(SHOP, DATABASE, 5432, MONDAY.plus(Duration.ofHours(hour)), hour));
            said.add(conversation(Tags.NONE, SHOP, 443, MONDAY.plus(Duration.ofHours(hour)), hour));
        }
        graph.writeConversations(said);
        assertThat(graph.conversations(Instant.MIN, Instant.MAX))
                .containsExactlyInAnyOrderElementsOf(said);
        assertThat(graph.conversations(TUESDAY, TUESDAY.plus(Duration.ofHours(2))))
                .containsExactlyInAnyOrderElementsOf(said.subList(48, 52));
        WriteStatistics before = graph.statistics();
        graph.writeConversations(said);
        assertThat(graph.statistics()).as("unchanged").isEqualTo(before);
        Conversation more = conversation(SHOP, DATABASE, 5432, MONDAY, 1_000);
        graph.writeConversations(List.of(more));
        assertThat(graph.conversations(MONDAY, MONDAY.plusSeconds(1))).contains(more).hasSize(2);
        List<Object> clients =
                graph.ask(g ->
                        g.V()
                                .has("tags", "service", "ledger")
                                .in("servedBy")
                                .out("clientOf")
                                .dedup()
                                .values("service")
                                .toList());
        assertThat(clients).containsExactly("shop");
    }

    @Test
    void aConversationOfABrokenClockIsRefused() {
        assertThatThrownBy(() ->
                        graph.writeConversations(
                                List.of(
                                        conversation(
                                                SHOP,
                                                DATABASE,
                                                1,
                                                Instant.parse("9999-01-01T00:00:00Z"),
                                                1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "conversation at 9999-01-01T00:00:00Z: want a time bucket of 1970..2243");
    }

    @Test
    void questionsCannotWrite() {
        assertThatThrownBy(() -> graph.ask(g -> g.addV("device").iterate()))
                .isInstanceOf(VerificationException.class);
        assertThatThrownBy(() -> graph.ask(g -> g.V().drop().iterate()))
                .isInstanceOf(VerificationException.class);
    }

    @Test
    void aQuestionThatAppliesIsRefusedInsteadOfWaitingForItself() {
        assertThatThrownBy(() -> graph.ask(_ -> applied(added(device(1, "a", 2)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        dir + ": a question may not write: apply changes after it has returned");
    }

    private boolean applied(InventoryChange change) {
        try {
            graph.apply(List.of(change));
            return true;
        } catch (StoreUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void transactionTimeNeverRunsBackwards() throws Exception {
        Device device = device(1, "a", 2);
        now = FRIDAY;
        graph.apply(List.of(added(device)));
        graph.close();
        now = MONDAY; // the clock was set back
        graph = InventoryGraph.open(dir, () -> now);
        Device renamed = device(1, "renamed", 2);
        graph.apply(
                List.of(new InventoryChange.DeviceChanged(device, renamed, List.of(), at(FRIDAY))));
        InventorySnapshot snapshot = graph.snapshot(new AsOf(FRIDAY, FRIDAY));
        assertThat(snapshot.devices()).containsExactly(renamed);
        assertThat(graph.snapshot(new AsOf(FRIDAY, TUESDAY)).devices()).isEmpty();
    }

    @Test
    void aClosedGraphSaysSo() throws Exception {
        graph.close();
        assertThatThrownBy(() -> graph.apply(List.of(added(device(1, "a", 2)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(dir + ": graph is closed");
    }

    private List<Object> linked(int device) throws StoreUnavailableException {
        return graph.ask(g ->
                g.V()
                        .has("device", "deviceId", id(device))
                        .out("linkedTo")
                        .values("deviceId")
                        .toList());
    }

    private List<Object> linked(int device, AsOf asOf) throws StoreUnavailableException {
        return graph.ask(g ->
                asOf.holding(g.V().has("device", "deviceId", id(device)).outE("linkedTo"))
                        .inV()
                        .values("deviceId")
                        .toList());
    }

    private static String id(int device) {
        return DeviceId.of(device).text();
    }

    private static Provenance at(Instant at) {
        return new Provenance("snmp", IpAddress.of("10.0.1.1"), at);
    }

    private static InventoryChange added(Device device) {
        return new InventoryChange.DeviceAdded(device, List.of("no key matched"), at(MONDAY));
    }

    private static InventoryChange allocated(Tags tags) {
        return new InventoryChange.AllocationAdded(
                new Allocation(
                        Vrf.DEFAULT,
                        Prefix.of("10.0.1.0/24"),
                        tags,
                        MONDAY,
                        Instant.MAX,
                        Polling.ALLOWED,
                        "allocations.csv:2"),
                at(MONDAY));
    }

    /// 10.0.N.1/24, chassis MAC ..:N, one LLDP neighbour.
    private static Device device(int number, String name, int neighbor) {
        DeviceInterface port =
                new DeviceInterface(
                        1,
                        "ge-0/0/1",
                        true,
                        mac(number),
                        List.of(
                                new AddressFact(
                                        IpAddress.of("10.0." + number + ".1"),
                                        24,
                                        1,
                                        Vrf.DEFAULT)));
        NeighborFact seen =
                new NeighborFact(
                        NeighborProtocol.LLDP,
                        "ge-0/0/1",
                        mac(neighbor).toString(),
                        mac(neighbor),
                        "ge-0/0/9",
                        "",
                        "",
                        Set.of("router"),
                        List.of());
        return Device.builder(DeviceId.of(number))
                .name(name)
                .site("east")
                .platform(Platform.LINUX)
                .role(Role.ROUTER)
                .manufacturer("acme")
                .model("m1")
                .serial("S" + number)
                .software("1.0")
                .keys(Set.of(new IdentityKey.ChassisMac(mac(number))))
                .interfaces(List.of(port))
                .neighbors(List.of(seen))
                .managementAddresses(List.of(IpAddress.of("10.0." + number + ".1")))
                .lastSeen(MONDAY)
                .build();
    }

    private static MacAddress mac(int number) {
        return new MacAddress(0x001b21000000L + number);
    }

    private static Conversation conversation(
            Tags from, Tags to, int port, Instant bucket, long flows) {
        return new Conversation(
                from,
                to,
                Protocol.TCP,
                port,
                bucket,
                flows,
                flows * 1_000,
                flows * 10,
                bucket.plusSeconds(1),
                bucket.plusSeconds(60));
    }
}
