package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.graph.fact.AsOf;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SystemFacts;
import io.segwright.inventory.reconcile.IdentityCuration;
import io.segwright.inventory.reconcile.IdentityDecision;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.PastMerge;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two boxes with a bridge MAC that their vendor forgot to number are merged by one person, polled for days, and split
/// by another one: every point of both times answers as it should.
class SplitTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final String SHARED = "00:1b:21:00:00:99";
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

    private static Instant day(int number) {
        return MONDAY.plus(Duration.ofDays(number));
    }

    private static DevicePolled poll(String box, int day, String... keys) {
        boolean one = box.equals("one");
        Set<IdentityKey> shown = new HashSet<>();
        shown.add(new IdentityKey.EngineId(one ? "80001f880300000000aa" : "80001f880300000000bb"));
        for (String key : keys) {
            shown.add(new IdentityKey.BridgeMac(MacAddress.of(key)));
        }
        return DevicePolled.builder(
                        new Provenance(
                                "snmp", IpAddress.of(one ? "10.0.0.1" : "10.0.0.2"), day(day)),
                        new SystemFacts(
                                box,
                                "Cisco IOS Software, Version " + day + ",",
                                "1.3.6.1.4.1.9.1.1",
                                "",
                                "",
                                2))
                .site("east")
                .keys(shown)
                .interfaces(
                        List.of(
                                new InterfaceFact(
                                        1,
                                        "eth0",
                                        6,
                                        true,
                                        1_000,
                                        MacAddress.of(
                                                one ? "00:1b:21:00:00:01" : "00:1b:21:00:00:02"),
                                        "")))
                .build();
    }

    /// Polls and writes one after the other, each at its own day.
    private void see(int day, DevicePolled... polls) throws Exception {
        now = day(day).minusSeconds(polls.length); // all are written by that day's time
        for (DevicePolled poll : polls) {
            now = now.plusSeconds(1);
            InventorySnapshot current = graph.snapshot();
            List<Observation> observations = List.of(poll);
            Reconciliation result =
                    Reconciler.reconcile(current, observations, DeclaredRanges.NONE);
            graph.apply(result.changes());
            assertThat(graph.snapshot().devices())
                    .extracting(Device::id)
                    .isEqualTo(result.next().devices().stream().map(Device::id).toList());
        }
    }

    private List<String> names(int validDay, int knownDay) throws Exception {
        List<String> names = new ArrayList<>();
        for (Device device : graph.snapshot(new AsOf(day(validDay), day(knownDay))).devices()) {
            names.add(
                    device.name()
                            + device.managementAddresses()
                            + device.interfaces().getFirst().mac().orElseThrow());
        }
        names.sort(null);
        return names;
    }

    private static final String ONE = "one[10.0.0.1]00:1b:21:00:00:01";
    private static final String OTHER = "other[10.0.0.2]00:1b:21:00:00:02";

    /// Bob sees one bridge MAC and believes that it is one box with two supervisors.
    private void mergeByMistake() throws Exception {
        see(2, poll("one", 2, SHARED), poll("other", 2, SHARED));
        now = day(2).plusSeconds(1);
        InventorySnapshot current = graph.snapshot();
        List<DeviceId> ids = current.devices().stream().map(Device::id).toList();
        assertThat(ids).hasSize(2);
        graph.apply(
                IdentityCuration.merge(
                                current,
                                ids.get(0),
                                ids.get(1),
                                "two supervisors",
                                new Provenance("user:bob", IpAddress.of("127.0.0.1"), now))
                        .changes());
    }

    private InventorySnapshot split(int day) throws Exception {
        now = day(day);
        InventorySnapshot current = graph.snapshot();
        DeviceId into = current.devices().getFirst().id();
        DeviceId absorbed = graph.absorbedBy(into).getFirst();
        PastMerge merge = graph.pastMerge(into, absorbed).orElseThrow();
        Reconciliation split =
                IdentityCuration.split(
                        current,
                        merge,
                        "two boxes",
                        new Provenance("user:anna", IpAddress.of("127.0.0.1"), now));
        graph.apply(split.changes());
        return split.next();
    }

    @Test
    void aSplitRestoresBothHistoriesAndWhatWasBelievedStaysReadable() throws Exception {
        see(1, poll("one", 1), poll("other", 1));
        assertThat(names(1, 1)).containsExactly(ONE, OTHER);
        List<Device> before = graph.snapshot().devices();
        mergeByMistake();
        see(3, poll("other", 3, SHARED));
        see(4, poll("one", 4, SHARED));
        see(5, poll("other", 5, SHARED));
        assertThat(graph.snapshot().devices()).hasSize(1);

        InventorySnapshot next = split(6);
        assertThat(graph.snapshot()).isEqualTo(next);
        assertThat(next.devices())
                .extracting(Device::id)
                .isEqualTo(before.stream().map(Device::id).toList());
        for (int valid = 1; valid <= 6; valid++) {
            assertThat(names(valid, 6))
                    .as("day %d, as we know now", valid)
                    .containsExactly(ONE, OTHER);
        }
        assertThat(names(5, 5)).as("as was believed then").hasSize(1);
        assertThat(names(4, 5)).hasSize(1);
        assertThat(names(1, 5)).containsExactly(ONE, OTHER);
        assertThat(graph.snapshot(new AsOf(day(1), day(6))).devices()).isEqualTo(before);
    }

    @Test
    void whatEachShowedSinceTheMergeIsItsOwn() throws Exception {
        see(1, poll("one", 1), poll("other", 1));
        mergeByMistake();
        see(3, poll("other", 3, SHARED, "00:1b:21:00:00:22"));
        see(4, poll("one", 4, SHARED));
        split(6);
        InventorySnapshot then = graph.snapshot(new AsOf(day(3), day(6)));
        assertThat(then.devices())
                .filteredOn(d -> d.name().equals("other"))
                .singleElement()
                .satisfies(d ->
                        assertThat(d.keys())
                                .contains(
                                        new IdentityKey.BridgeMac(
                                                MacAddress.of("00:1b:21:00:00:22"))));
        assertThat(then.devices())
                .filteredOn(d -> d.name().equals("one"))
                .singleElement()
                .satisfies(d -> assertThat(d.software()).isEqualTo("2"));
    }

    @Test
    void theDecisionOutlivesTheProcessAndIsObeyed() throws Exception {
        see(1, poll("one", 1), poll("other", 1));
        mergeByMistake();
        split(3);
        graph.close();
        graph = InventoryGraph.open(dir, () -> now);
        assertThat(graph.snapshot().identityDecisions())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.verdict()).isEqualTo(IdentityDecision.Verdict.DIFFERENT);
                    assertThat(decision.by()).isEqualTo("user:anna");
                });
        see(4, poll("other", 4, SHARED), poll("one", 4, SHARED));
        see(5, poll("one", 5, SHARED), poll("other", 5, SHARED));
        assertThat(graph.snapshot().devices()).hasSize(2);
        AsOf then = new AsOf(day(2).plusSeconds(2), day(2).plusSeconds(2));
        assertThat(graph.snapshot(then).identityDecisions())
                .as("what was decided then")
                .singleElement()
                .satisfies(d -> assertThat(d.verdict()).isEqualTo(IdentityDecision.Verdict.SAME));
    }

    @Test
    void nothingWasMergedIntoADeviceThatAbsorbedNobody() throws Exception {
        see(1, poll("one", 1, SHARED));
        DeviceId id = graph.snapshot().devices().getFirst().id();
        assertThat(graph.absorbedBy(id)).isEmpty();
        assertThat(graph.pastMerge(id, DeviceId.of(1))).isEmpty();
        assertThat(graph.absorbedBy(DeviceId.of(1))).isEmpty();
    }
}
