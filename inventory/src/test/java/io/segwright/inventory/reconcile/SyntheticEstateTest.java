package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Estates of known truth: how well, and how steadily, polls become devices.
class SyntheticEstateTest {
    private static final int DEVICES = 60;
    private static final int SEEDS = 30;
    private static final DeclaredRanges RANGES = DeclaredRanges.NONE;

    @Test
    void noTwoDevicesAreMergedAndNoneIsListedTwice() {
        long wrong = 0;
        long missed = 0;
        long right = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SyntheticEstate estate = SyntheticEstate.of(seed, DEVICES);
            Map<Observation, DeviceId> placed =
                    placed(
                            estate,
                            Reconciler.reconcile(InventorySnapshot.EMPTY, estate.polls, RANGES));
            for (int i = 0; i < estate.polls.size(); i++) {
                for (int j = i + 1; j < estate.polls.size(); j++) {
                    Observation one = estate.polls.get(i);
                    Observation other = estate.polls.get(j);
                    boolean same = Objects.equals(estate.truth.get(one), estate.truth.get(other));
                    boolean merged = Objects.equals(placed.get(one), placed.get(other));
                    right += same && merged ? 1 : 0;
                    wrong += !same && merged ? 1 : 0;
                    missed += same && !merged ? 1 : 0;
                }
            }
        }
        assertThat(right).as("pairs of polls of one device").isGreaterThan(500);
        assertThat(wrong).as("pairs merged wrongly: precision").isZero();
        assertThat(missed).as("pairs missed, of " + right + ": recall").isLessThan(right / 200 + 1);
    }

    @Test
    void theOrderOfObservationsDoesNotMatter() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SyntheticEstate estate = SyntheticEstate.of(seed, DEVICES);
            Reconciliation expected =
                    Reconciler.reconcile(InventorySnapshot.EMPTY, estate.polls, RANGES);
            List<Observation> shuffled = new ArrayList<>(estate.polls);
            Collections.shuffle(shuffled, new Random(seed));
            Reconciliation actual = Reconciler.reconcile(InventorySnapshot.EMPTY, shuffled, RANGES);
            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void pollByPollEndsWhereOneBatchEnds() {
        for (int seed = 0; seed < 6; seed++) {
            SyntheticEstate estate = SyntheticEstate.of(seed, DEVICES);
            List<Observation> inTime = new ArrayList<>(estate.polls);
            inTime.sort(Comparator.comparing(o -> o.provenance().at()));
            Reconciliation batch =
                    Reconciler.reconcile(InventorySnapshot.EMPTY, estate.polls, RANGES);
            InventorySnapshot snapshot = InventorySnapshot.EMPTY;
            for (Observation poll : inTime) {
                snapshot = Reconciler.reconcile(snapshot, List.of(poll), RANGES).next();
            }
            assertThat(withoutIds(snapshot))
                    .as("seed %d", seed)
                    .isEqualTo(withoutIds(batch.next()));
        }
    }

    @Test
    void theSameEstateAgainIsNoChange() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SyntheticEstate estate = SyntheticEstate.of(seed, DEVICES);
            Reconciliation first =
                    Reconciler.reconcile(InventorySnapshot.EMPTY, estate.polls, RANGES);
            assertThat(Reconciler.reconcile(first.next(), estate.polls, RANGES).changes())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static Map<Observation, DeviceId> placed(
            SyntheticEstate estate, Reconciliation result) {
        Map<IpAddress, DeviceId> byAddress = new HashMap<>();
        for (Device device : result.next().devices()) {
            device.managementAddresses().forEach(a -> byAddress.put(a, device.id()));
        }
        Map<Observation, DeviceId> placed = new HashMap<>();
        for (Observation poll : estate.polls) {
            DeviceId id = byAddress.get(poll.provenance().exporter());
            assertThat(id).as("device at %s", poll.provenance().exporter()).isNotNull();
            placed.put(poll, id);
        }
        return placed;
    }

    /// Ids of clones count up in the order in which they were met; all else must be equal.
    private static List<String> withoutIds(InventorySnapshot snapshot) {
        return snapshot.devices().stream()
                .map(d ->
                        d.managementAddresses()
                                + " "
                                + d.name()
                                + " "
                                + d.serial()
                                + " "
                                + d.role()
                                + " "
                                + d.keys().stream().map(Object::toString).sorted().toList()
                                + " "
                                + d.interfaces()
                                + " "
                                + d.lastSeen())
                .sorted()
                .toList();
    }
}
