package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange.DevicesMerged;
import io.segwright.inventory.reconcile.InventoryChange.DevicesSplit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a person decides stands, whatever the evidence says afterwards.
class IdentityCurationTest {
    private static final Provenance ANNA =
            new Provenance(
                    "user:anna", IpAddress.of("127.0.0.1"), Polls.START.plus(Duration.ofDays(3)));

    private static Polls one() {
        return Polls.at("10.255.0.1").name("one").serial("acme", "S1111");
    }

    private static Polls other() {
        return Polls.at("10.255.0.2").name("other").serial("acme", "S2222");
    }

    private static InventorySnapshot run(InventorySnapshot current, int day, Polls... polls) {
        InventorySnapshot snapshot = current;
        for (Polls poll : polls) {
            Observation observation = poll.when(Polls.START.plus(Duration.ofDays(day))).poll();
            snapshot =
                    Reconciler.reconcile(snapshot, List.of(observation), DeclaredRanges.NONE)
                            .next();
        }
        return snapshot;
    }

    private static Device at(InventorySnapshot snapshot, String address) {
        return snapshot.devices().stream()
                .filter(d -> d.managementAddresses().contains(IpAddress.of(address)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAPersonMergesStaysMergedAgainstTheEvidence() throws Exception {
        InventorySnapshot apart = run(InventorySnapshot.EMPTY, 0, one(), other());
        DeviceId into = at(apart, "10.255.0.1").id();
        DeviceId absorbed = at(apart, "10.255.0.2").id();
        Reconciliation merged =
                IdentityCuration.merge(apart, into, absorbed, "two supervisors", ANNA);
        assertThat(merged.changes().getFirst())
                .isInstanceOfSatisfying(
                        DevicesMerged.class,
                        m ->
                                assertThat(m.evidence())
                                        .containsExactly("decided by user:anna: two supervisors"));
        InventorySnapshot polled = merged.next();
        for (int day = 4; day < 8; day++) {
            polled = run(polled, day, other(), one());
        }
        assertThat(polled.devices()).singleElement().extracting(Device::id).isEqualTo(into);
        InventorySnapshot batch =
                Reconciler.reconcile(
                                merged.next(),
                                List.of(one().poll(), other().poll()),
                                DeclaredRanges.NONE)
                        .next();
        assertThat(batch.devices()).hasSize(1);
    }

    private static Polls shared(String address, String name) {
        return Polls.at(address).name(name).bridge("00:1b:21:00:00:99").address(1, address + "/24");
    }

    /// Two switches with one bridge MAC, as a vendor shipped them, and nothing else to tell them apart.
    @Test
    void whatAPersonSplitsStaysApartAndEachKeepsItsOwn() throws Exception {
        InventorySnapshot apart =
                run(
                        InventorySnapshot.EMPTY,
                        0,
                        Polls.at("10.255.0.1").name("one").engine("80001f880300000000aa"),
                        Polls.at("10.255.0.2").name("other").engine("80001f880300000000bb"));
        Device before = at(apart, "10.255.0.1");
        Device gone = at(apart, "10.255.0.2");
        InventorySnapshot mixed =
                run(
                        apart,
                        1,
                        shared("10.255.0.1", "one").engine("80001f880300000000aa"),
                        shared("10.255.0.2", "other").engine("80001f880300000000bb"));
        assertThat(mixed.devices()).as("merged by the shared bridge").hasSize(1);
        Device now = mixed.devices().getFirst();
        boolean oneGoesOn = now.id().equals(before.id());
        PastMerge merge =
                new PastMerge(
                        Polls.START.plus(Duration.ofDays(1)),
                        oneGoesOn ? before : gone,
                        oneGoesOn ? gone : before,
                        List.of(new PastMerge.Moment(Polls.START.plus(Duration.ofDays(1)), now)));
        Reconciliation split = IdentityCuration.split(mixed, merge, "two boxes", ANNA);
        assertThat(split.next().devices())
                .extracting(Device::id)
                .containsExactlyInAnyOrder(before.id(), gone.id());
        assertThat(at(split.next(), "10.255.0.1").id()).isEqualTo(before.id());
        assertThat(at(split.next(), "10.255.0.2").id()).isEqualTo(gone.id());
        assertThat(split.changes().getFirst()).isInstanceOf(DevicesSplit.class);
        InventorySnapshot polled = split.next();
        for (int day = 4; day < 8; day++) {
            polled =
                    run(
                            polled,
                            day,
                            shared("10.255.0.2", "other").engine("80001f880300000000bb"),
                            shared("10.255.0.1", "one").engine("80001f880300000000aa"));
        }
        assertThat(polled.devices()).hasSize(2);
        assertThat(at(polled, "10.255.0.1").id()).isEqualTo(before.id());
        assertThat(at(polled, "10.255.0.2").id()).isEqualTo(gone.id());
        assertThat(
                        Reconciler.reconcile(
                                        polled,
                                        List.of(shared("10.255.0.1", "one").poll()),
                                        DeclaredRanges.NONE)
                                .conflicts())
                .as("it is decided")
                .isEmpty();
    }

    @Test
    void whatWasOneFromTheFirstIsSplitByAddress() throws Exception {
        InventorySnapshot one =
                run(
                        InventorySnapshot.EMPTY,
                        0,
                        shared("10.255.0.1", "sw"),
                        shared("10.255.0.2", "sw"));
        assertThat(one.devices()).hasSize(1);
        DeviceId id = one.devices().getFirst().id();
        Reconciliation split =
                IdentityCuration.split(
                        one, id, Set.of(IpAddress.of("10.255.0.2")), "two boxes", ANNA);
        InventorySnapshot polled = split.next();
        for (int day = 4; day < 8; day++) {
            polled = run(polled, day, shared("10.255.0.1", "sw"), shared("10.255.0.2", "sw"));
        }
        assertThat(polled.devices()).hasSize(2);
        assertThat(at(polled, "10.255.0.1").id()).isEqualTo(id);
        assertThat(at(polled, "10.255.0.2").id())
                .isEqualTo(at(split.next(), "10.255.0.2").id())
                .isNotEqualTo(id);
        InventorySnapshot batch =
                Reconciler.reconcile(
                                split.next(),
                                List.of(
                                        shared("10.255.0.2", "sw").poll(),
                                        shared("10.255.0.1", "sw").poll()),
                                DeclaredRanges.NONE)
                        .next();
        assertThat(batch.devices()).hasSize(2);
    }

    @Test
    void aThirdDeviceAtADecidedAddressIsNobodyOfTheTwo() throws Exception {
        InventorySnapshot one =
                run(
                        InventorySnapshot.EMPTY,
                        0,
                        shared("10.255.0.1", "sw"),
                        shared("10.255.0.2", "sw"));
        InventorySnapshot split =
                IdentityCuration.split(
                                one,
                                one.devices().getFirst().id(),
                                Set.of(IpAddress.of("10.255.0.2")),
                                "two boxes",
                                ANNA)
                        .next();
        InventorySnapshot third =
                run(
                        run(split, 4, shared("10.255.0.2", "sw")),
                        5,
                        Polls.at("10.255.0.2").name("new").bridge("00:1b:21:00:00:11"));
        assertThat(third.devices()).hasSize(3);
    }

    @Test
    void twoThatAreToBeKeptApartAreNotMergedByNewEvidence() throws Exception {
        InventorySnapshot apart =
                run(
                        InventorySnapshot.EMPTY,
                        0,
                        Polls.at("10.255.0.1").name("one").engine("80001f880300000000aa"),
                        Polls.at("10.255.0.2").name("other").engine("80001f880300000000bb"));
        InventorySnapshot decided =
                IdentityCuration.keepApart(
                                apart,
                                at(apart, "10.255.0.1").id(),
                                at(apart, "10.255.0.2").id(),
                                "seen in two racks",
                                ANNA)
                        .next();
        Polls link =
                Polls.at("10.255.0.1")
                        .name("one")
                        .engine("80001f880300000000aa")
                        .engine("80001f880300000000bb")
                        .address(1, "10.255.0.1/24")
                        .address(1, "10.255.0.2/24");
        assertThat(run(apart, 4, link).devices()).hasSize(1);
        assertThat(run(decided, 4, link).devices()).hasSize(2);
    }

    @Test
    void aLaterDecisionTakesTheEarlierOnesPlace() throws Exception {
        InventorySnapshot apart = run(InventorySnapshot.EMPTY, 0, one(), other());
        DeviceId a = at(apart, "10.255.0.1").id();
        DeviceId b = at(apart, "10.255.0.2").id();
        InventorySnapshot kept = IdentityCuration.keepApart(apart, b, a, "no", ANNA).next();
        InventorySnapshot merged = IdentityCuration.merge(kept, a, b, "yes", ANNA).next();
        assertThat(merged.identityDecisions())
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.verdict()).isEqualTo(IdentityDecision.Verdict.SAME);
                    assertThat(d.reason()).isEqualTo("yes");
                });
    }

    @Test
    void whatMakesNoSenseIsRefusedWithTheReason() {
        InventorySnapshot apart = run(InventorySnapshot.EMPTY, 0, one(), other());
        DeviceId a = at(apart, "10.255.0.1").id();
        DeviceId nobody = DeviceId.of(1);
        assertThatThrownBy(() -> IdentityCuration.merge(apart, a, nobody, "x", ANNA))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessage(
                        "d-0000000000000001 is not in the inventory: want the id of a device that is");
        assertThatThrownBy(() -> IdentityCuration.merge(apart, a, a, "x", ANNA))
                .hasMessage(a + " is one device already: name two");
        assertThatThrownBy(() ->
                        IdentityCuration.split(
                                apart, a, Set.of(IpAddress.of("10.255.0.1")), "x", ANNA))
                .hasMessage(a + " answers nowhere else: leave it one address at least");
        assertThatThrownBy(() ->
                        IdentityCuration.split(
                                apart, a, Set.of(IpAddress.of("10.9.9.9")), "x", ANNA))
                .hasMessage(a + " answers at [10.255.0.1]: want some of these, not [10.9.9.9]");
    }
}
