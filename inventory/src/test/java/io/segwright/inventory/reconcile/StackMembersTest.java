package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.coverage.Coverage;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.topology.TopologyBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Boxes of a stack are devices of their own.
class StackMembersTest {
    private int week;
    private InventorySnapshot snapshot = InventorySnapshot.EMPTY;
    private List<InventoryChange> changes = List.of();

    private void see(Polls... polls) {
        week++;
        List<Observation> observations = new ArrayList<>();
        for (Polls poll : polls) {
            observations.add(poll.when(Polls.START.plus(Duration.ofDays(7L * week))).poll());
        }
        Reconciliation result = Reconciler.reconcile(snapshot, observations, DeclaredRanges.NONE);
        assertThat(result.conflicts()).isEmpty();
        snapshot = result.next();
        changes = result.changes();
    }

    private static Polls stack(int number) {
        return Polls.at("10.255.0." + number)
                .name("stack-" + number)
                .bridge("00:1b:21:00:00:0" + number)
                .engine("80000009030000000000" + number + "0");
    }

    private Map<Integer, DeviceId> boxes(String stack) {
        DeviceId whole =
                snapshot.devices().stream()
                        .filter(d -> d.name().equals(stack))
                        .findFirst()
                        .orElseThrow()
                        .id();
        Map<Integer, DeviceId> boxes = new TreeMap<>();
        for (Device device : snapshot.devices()) {
            device.membership()
                    .filter(m -> m.whole().equals(whole))
                    .ifPresent(m -> boxes.put(m.position(), device.id()));
        }
        return boxes;
    }

    private Device box(String stack, int position) {
        DeviceId id = boxes(stack).get(position);
        return snapshot.devices().stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void eachBoxIsADeviceInsideTheStack() {
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        assertThat(snapshot.devices()).hasSize(3);
        Device second = box("stack-1", 2);
        assertThat(second.name()).isEqualTo("stack-1 member 2");
        assertThat(second.serial()).isEqualTo("FCW2");
        assertThat(second.site()).isEqualTo("east");
        assertThat(second.keys()).extracting(Object::toString).containsExactly("serial:cisco/FCW2");
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        assertThat(changes).isEmpty();
    }

    @Test
    void aStackWhoseHardwareIsUnchangedConfirmsItsBoxes() {
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        Instant before = box("stack-1", 2).lastSeen();
        see(stack(1).unchanged(DevicePolled.Part.HARDWARE));
        assertThat(changes).isEmpty();
        assertThat(box("stack-1", 2).lastSeen()).isEqualTo(before.plus(Duration.ofDays(7)));
    }

    @Test
    void aSwitchThatIsListedAsAStackOfOneIsOneDevice() {
        see(stack(1).member(1, "C9300", "FCW1", ""));
        assertThat(snapshot.devices()).hasSize(1);
    }

    @Test
    void aRenumberedBoxIsItselfAtAnotherPosition() {
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        Map<Integer, DeviceId> before = boxes("stack-1");
        see(stack(1).member(1, "C9300", "FCW2", "").member(2, "C9300", "FCW1", ""));
        assertThat(boxes("stack-1")).isEqualTo(Map.of(1, before.get(2), 2, before.get(1)));
    }

    @Test
    void aBoxThatMovesToAnotherStackKeepsItsId() {
        see(
                stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""),
                stack(2).member(1, "C9300", "FCW3", "").member(2, "C9300", "FCW4", ""));
        DeviceId moved = boxes("stack-1").get(2);
        see(
                stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW9", ""),
                stack(2).member(1, "C9300", "FCW3", "")
                        .member(2, "C9300", "FCW4", "")
                        .member(3, "C9300", "FCW2", ""));
        assertThat(boxes("stack-2")).containsEntry(3, moved).hasSize(3);
        assertThat(boxes("stack-1")).hasSize(2).doesNotContainValue(moved);
    }

    @Test
    void aReplacedBoxIsANewDeviceAndTheOldOneEnds() {
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        DeviceId old = boxes("stack-1").get(2);
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW9", ""));
        DeviceId fresh = boxes("stack-1").get(2);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(changes)
                .filteredOn(c -> c instanceof InventoryChange.DeviceEnded)
                .singleElement()
                .satisfies(change -> {
                    InventoryChange.DeviceEnded ended = (InventoryChange.DeviceEnded) change;
                    assertThat(ended.device().id()).isEqualTo(old);
                    assertThat(ended.evidence().getFirst())
                            .startsWith("replaced by " + fresh + " at position 2 of d-");
                });
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        assertThat(boxes("stack-1")).as("the old box is back").containsEntry(2, old);
    }

    @Test
    void aBoxThatIsNotListedStaysWhereItWas() {
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        Map<Integer, DeviceId> before = boxes("stack-1");
        see(stack(1).member(1, "C9300", "FCW1", ""));
        see(stack(1));
        assertThat(boxes("stack-1")).isEqualTo(before);
    }

    @Test
    void aBoxWithoutSerialIsKnownByItsMacOrElseByItsPlace() {
        see(
                stack(1).member(1, "C9200", "", "00:1b:21:00:01:01")
                        .member(2, "C9200", "", "00:1b:21:00:01:02")
                        .member(3, "C9200", "", ""));
        Map<Integer, DeviceId> before = boxes("stack-1");
        assertThat(evidenceOf(Objects.requireNonNull(before.get(3))))
                .containsExactly(
                        "known by its place alone, position 3 of "
                                + box("stack-1", 3)
                                        .membership()
                                        .map(Membership::whole)
                                        .orElseThrow()
                                + ": it shows no serial or MAC of its own");
        see(
                stack(1).member(1, "C9200", "", "00:1b:21:00:01:02")
                        .member(2, "C9200", "", "00:1b:21:00:01:01")
                        .member(3, "C9200", "", ""));
        assertThat(boxes("stack-1"))
                .isEqualTo(Map.of(1, before.get(2), 2, before.get(1), 3, before.get(3)));
    }

    private List<String> evidenceOf(DeviceId id) {
        for (InventoryChange change : changes) {
            if (change instanceof InventoryChange.DeviceAdded added
                    && added.device().id().equals(id)) {
                return added.evidence();
            }
        }
        throw new AssertionError(id + " was not added");
    }

    @Test
    void aSerialThatTwoPlacesShowTellsNothing() {
        see(
                stack(1).member(1, "C9300", "SAME01", "00:1b:21:00:01:01")
                        .member(2, "C9300", "SAME01", "00:1b:21:00:01:02"));
        assertThat(boxes("stack-1").values()).doesNotHaveDuplicates().hasSize(2);
        Map<Integer, DeviceId> before = boxes("stack-1");
        see(
                stack(1).member(1, "C9300", "SAME01", "00:1b:21:00:01:02")
                        .member(2, "C9300", "SAME01", "00:1b:21:00:01:01"));
        assertThat(boxes("stack-1")).isEqualTo(Map.of(1, before.get(2), 2, before.get(1)));
    }

    @Test
    void aSwitchThatIsPutIntoAStackKeepsItsId() {
        see(
                Polls.at("10.255.0.7")
                        .name("alone")
                        .bridge("00:1b:21:00:00:77")
                        .serial("cisco", "FCW7"),
                stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        DeviceId alone =
                snapshot.devices().stream()
                        .filter(d -> d.name().equals("alone"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        see(
                stack(1).member(1, "C9300", "FCW1", "")
                        .member(2, "C9300", "FCW2", "")
                        .member(3, "C9300", "FCW7", "00:1b:21:00:00:77"));
        assertThat(boxes("stack-1")).containsEntry(3, alone);
        see(
                Polls.at("10.255.0.8")
                        .name("alone again")
                        .bridge("00:1b:21:00:00:77")
                        .serial("cisco", "FCW7"));
        Device out =
                snapshot.devices().stream()
                        .filter(d -> d.id().equals(alone))
                        .findFirst()
                        .orElseThrow();
        assertThat(out.membership()).isEmpty();
        assertThat(out.name()).isEqualTo("alone again");
    }

    @Test
    void boxesNeedNoOwnerOfTheirOwnAndEnforceNothing() {
        see(stack(1).member(1, "C9300", "FCW1", "").member(2, "C9300", "FCW2", ""));
        AttributionIndex nothing = AttributionIndex.build(List.of(), Polls.START);
        assertThat(Coverage.of(snapshot, nothing, List.of(), DeclaredRanges.NONE).required())
                .isEqualTo(1);
        assertThat(TopologyBuilder.of(snapshot, DeclaredRanges.NONE, List.of()).nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.name()).isEqualTo("stack-1"));
    }
}
