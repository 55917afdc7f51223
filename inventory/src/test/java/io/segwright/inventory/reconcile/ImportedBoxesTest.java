package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DeviceImported.Seat;
import io.segwright.inventory.observe.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Boxes of a virtual chassis that a list tells of, with and without polls that show them.
class ImportedBoxesTest {
    private static final String CHASSIS = "dcim.virtualchassis:1";
    private static final String ADDRESS = "10.255.0.1";
    private Instant now = Polls.START;
    private InventorySnapshot inventory = InventorySnapshot.EMPTY;
    private List<InventoryChange> changes = List.of();
    private List<Conflict> conflicts = List.of();

    private void poll(Polls... polls) {
        now = now.plus(Duration.ofDays(1));
        List<Observation> observations = new ArrayList<>();
        for (Polls poll : polls) {
            observations.add(poll.when(now).poll());
        }
        take(Reconciler.reconcile(inventory, observations, DeclaredRanges.NONE));
    }

    private record Row(String key, String serial, String address, @Nullable Seat seat) {}

    private static Row whole() {
        return new Row(CHASSIS, "", ADDRESS, null);
    }

    private static Row box(int number, String serial, String address) {
        return new Row("dcim.device:" + number, serial, address, new Seat(CHASSIS, number));
    }

    private void read(Row... rows) {
        now = now.plus(Duration.ofDays(1));
        Provenance list = new Provenance("import:netbox", IpAddress.of("127.0.0.1"), now);
        List<DeviceImported> devices = new ArrayList<>();
        for (Row row : rows) {
            List<AttributeFact> facts = new ArrayList<>();
            String name = row.seat == null ? "stack-1" : "stack-1:" + row.seat.position();
            facts.add(new AttributeFact(Attribute.NAME, name, 70, "name"));
            Set<IdentityKey> keys = Set.of();
            if (!row.serial.isEmpty()) {
                facts.add(new AttributeFact(Attribute.SERIAL, row.serial, 70, "serial"));
                keys = Set.of(new IdentityKey.ManufacturerSerial("cisco", row.serial));
            }
            List<AddressFact> addresses =
                    row.address.isEmpty()
                            ? List.of()
                            : List.of(
                                    new AddressFact(IpAddress.of(row.address), 24, 0, Vrf.DEFAULT));
            devices.add(
                    new DeviceImported(
                            list, row.key, "", keys, facts, List.of(), addresses, row.seat));
        }
        take(
                Reconciler.reconcileImport(
                        inventory,
                        new ImportedList(list, ImportedList.Scope.COMPLETE, devices),
                        DeclaredRanges.NONE,
                        Authority.SHIPPED));
    }

    private void take(Reconciliation result) {
        inventory = result.next();
        changes = result.changes();
        conflicts = result.conflicts();
    }

    private static Polls stack(String first, String second) {
        return Polls.at(ADDRESS)
                .name("stack-1")
                .bridge("00:1b:21:00:00:01")
                .serial("cisco", first)
                .address(1, ADDRESS + "/24")
                .member(1, "C9300", first, "")
                .member(2, "C9300", second, "");
    }

    private Device only(String name) {
        return inventory.devices().stream()
                .filter(d -> d.name().equals(name))
                .reduce((a, b) -> {
                    throw new AssertionError("two are called " + name);
                })
                .orElseThrow();
    }

    /// Ids of the boxes of the only stack, by position.
    private Map<Integer, DeviceId> boxes() {
        Map<Integer, DeviceId> boxes = new TreeMap<>();
        DeviceId whole = only("stack-1").id();
        for (Device device : inventory.devices()) {
            device.membership()
                    .filter(m -> m.whole().equals(whole))
                    .ifPresent(m -> boxes.put(m.position(), device.id()));
        }
        return boxes;
    }

    private void assertThatNothingIsNew() {
        assertThat(changes)
                .allSatisfy(c -> assertThat(c).isInstanceOf(ClaimChange.ImportRead.class));
    }

    @Test
    void aListAloneMakesBoxesInsideOneDevice() {
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", ""));
        assertThat(inventory.devices()).hasSize(3);
        assertThat(boxes()).hasSize(2);
        assertThat(only("stack-1:2").serial()).isEqualTo("FCW2");
        assertThat(only("stack-1").membership()).isEmpty();
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", ""));
        assertThatNothingIsNew();
    }

    @Test
    void boxesThatAPollShowedAreFoundBySerialAndByPlace() {
        poll(stack("FCW1", "FCW2"));
        Map<Integer, DeviceId> shown = boxes();
        read(whole(), box(1, "FCW1", ""), box(2, "", ""));
        assertThat(inventory.devices()).hasSize(3);
        assertThat(boxes()).isEqualTo(shown);
        assertThat(conflicts).isEmpty();
        poll(stack("FCW1", "FCW2"));
        assertThatNothingIsNew();
        read(whole(), box(1, "FCW1", ""), box(2, "", ""));
        assertThatNothingIsNew();
    }

    @Test
    void aStackThatAnswersLaterHasTheBoxesOfTheList() {
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", ""));
        Map<Integer, DeviceId> listed = boxes();
        DeviceId stack = only("stack-1").id();
        poll(stack("FCW1", "FCW2"));
        assertThat(inventory.devices()).hasSize(3);
        assertThat(only("stack-1").id()).isEqualTo(stack);
        assertThat(boxes()).isEqualTo(listed);
        poll(stack("FCW1", "FCW2"));
        assertThatNothingIsNew();
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", ""));
        assertThatNothingIsNew();
    }

    /// A master that fails over is another row of the list, and the same devices.
    @Test
    void anotherMasterIsNoOtherDevice() {
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", ""));
        Map<Integer, DeviceId> boxes = boxes();
        poll(stack("FCW2", "FCW1"));
        assertThat(boxes()).isEqualTo(Map.of(1, boxes.get(2), 2, boxes.get(1)));
        assertThat(inventory.devices()).hasSize(3);
    }

    @Test
    void theStackIsFoundByTheSerialOfAnyBoxAtItsAddress() {
        poll(stack("FCW1", "FCW2").name("another-name"));
        read(new Row(CHASSIS, "", ADDRESS, null), box(1, "FCW9", ""), box(2, "FCW1", ""));
        assertThat(inventory.devices())
                .filteredOn(d -> d.membership().isEmpty())
                .as("the whole is the device that answers, which shows box 2's serial")
                .hasSize(1);
    }

    @Test
    void aBoxThatIsNotTheOneShownThereIsAQuestion() {
        poll(stack("FCW1", "FCW2"));
        read(whole(), box(1, "FCW1", ""), box(2, "FCW7", ""));
        assertThat(conflicts)
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.subject()).isEqualTo("import:netbox dcim.device:2");
                    assertThat(c.question()).startsWith("which box is at position 2 of d-");
                    assertThat(c.evidence())
                            .satisfiesExactly(
                                    shown ->
                                            assertThat(shown).endsWith("[serial:cisco/FCW2] there"),
                                    listed ->
                                            assertThat(listed)
                                                    .isEqualTo(
                                                            "the list has [serial:cisco/FCW7] there"));
                });
        assertThat(inventory.devices()).hasSize(4);
        poll(stack("FCW1", "FCW2"));
        assertThatNothingIsNew();
    }

    @Test
    void aBoxThatLeavesTheChassisIsADeviceByItself() {
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", ""));
        DeviceId second = boxes().get(2);
        read(whole(), box(1, "FCW1", ""), new Row("dcim.device:2", "FCW2", "10.255.0.9", null));
        assertThat(inventory.devices())
                .filteredOn(d -> d.id().equals(second))
                .singleElement()
                .satisfies(d -> assertThat(d.membership()).isEmpty());
    }

    @Test
    void aDeviceThatBecameAChassisInTheListStaysTheDeviceThatAnswers() {
        poll(stack("FCW1", "FCW2"));
        DeviceId answering = only("stack-1").id();
        read(new Row("dcim.device:1", "FCW1", ADDRESS, null));
        assertThat(inventory.claims().sets())
                .anyMatch(
                        s -> s.device().equals(answering) && s.nativeKey().equals("dcim.device:1"));
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", ""));
        assertThat(inventory.devices()).hasSize(3);
        assertThat(inventory.claims().sets())
                .filteredOn(s -> s.isImported())
                .extracting(s -> s.nativeKey() + " " + s.device())
                .containsExactlyInAnyOrder(
                        CHASSIS + " " + answering,
                        "dcim.device:1 " + boxes().get(1),
                        "dcim.device:2 " + boxes().get(2));
        assertThat(conflicts).isEmpty();
    }

    /// People also use a virtual chassis for a pair whose units are managed each by itself.
    @Test
    void aUnitThatAnswersByItselfIsNotPutIntoAStackByAList() {
        poll(
                Polls.at(ADDRESS)
                        .name("stack-1")
                        .serial("cisco", "FCW1")
                        .address(1, ADDRESS + "/24"),
                Polls.at("10.255.0.2")
                        .name("unit-2")
                        .serial("cisco", "FCW2")
                        .address(1, "10.255.0.2/24"));
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", "10.255.0.2"));
        assertThat(only("unit-2").membership()).isEmpty();
        assertThat(only("unit-2").id())
                .isEqualTo(
                        inventory.claims().sets().stream()
                                .filter(s -> s.nativeKey().equals("dcim.device:2"))
                                .findFirst()
                                .orElseThrow()
                                .device());
        assertThat(boxes()).containsOnlyKeys(1);
        read(whole(), box(1, "FCW1", ""), box(2, "FCW2", "10.255.0.2"));
        assertThatNothingIsNew();
    }
}
