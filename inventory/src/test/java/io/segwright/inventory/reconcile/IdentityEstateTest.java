package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.StackMemberFact;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An estate that lives through weeks of change: is each box one device, and each device one box?
///
/// The whole of it: `lab/long identity`, 10,000 devices and about 20 s of CPU a seed.
class IdentityEstateTest {
    private static final int ROUNDS = 6;
    private static final int DEVICES = Integer.getInteger("segwright.identity.devices", 2_000);
    private static final long SEED = Long.getLong("segwright.identity.seed", 11);
    private static final int SEEDS = Integer.getInteger("segwright.identity.seeds", 2);

    @Test
    void boxesStayThemselvesThroughWeeksOfChange() {
        PairCount.Score boxes = PairCount.Score.NONE;
        PairCount.Score units = PairCount.Score.NONE;
        for (long seed = SEED; seed < SEED + SEEDS; seed++) {
            Lived lived = live(seed, DEVICES);
            System.err.println("seed " + seed + ": " + lived);
            boxes = boxes.plus(lived.boxes);
            units = units.plus(lived.units);
        }
        assertThat(boxes.precision()).as("%s", boxes).isGreaterThan(0.9999);
        assertThat(boxes.recall()).as("%s", boxes).isGreaterThan(0.995);
        assertThat(units.precision()).as("%s", units).isGreaterThan(0.9999);
        assertThat(units.recall()).as("%s", units).isGreaterThan(0.995);
    }

    @Test
    void theOrderOfAWeeksPollsDoesNotMatter() {
        IdentityEstate estate = new IdentityEstate(7, 150);
        InventorySnapshot snapshot = InventorySnapshot.EMPTY;
        for (int round = 0; round < 3; round++) {
            List<Observation> polls = estate.poll();
            List<Observation> shuffled = new ArrayList<>(polls);
            Collections.shuffle(shuffled, new Random(round));
            Reconciliation result = Reconciler.reconcile(snapshot, polls, DeclaredRanges.NONE);
            assertThat(Reconciler.reconcile(snapshot, shuffled, DeclaredRanges.NONE))
                    .as("round %d", round)
                    .isEqualTo(result);
            assertThat(Reconciler.reconcile(result.next(), polls, DeclaredRanges.NONE).changes())
                    .as("the same again, round %d", round)
                    .isEmpty();
            snapshot = result.next();
            estate.change();
        }
    }

    /// @param units of stacks
    private record Lived(
            PairCount.Score boxes, PairCount.Score units, int events, int polls, double seconds) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "boxes %s: precision %.6f, recall %.5f; units %s: precision %.6f, recall %.5f; %d events,"
                            + " %d polls reconciled in %.1f s of CPU",
                    boxes,
                    boxes.precision(),
                    boxes.recall(),
                    units,
                    units.precision(),
                    units.recall(),
                    events,
                    polls,
                    seconds);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Lived live(long seed, int size) {
        IdentityEstate estate = new IdentityEstate(seed, size);
        PairCount boxes = new PairCount();
        PairCount units = new PairCount();
        InventorySnapshot snapshot = InventorySnapshot.EMPTY;
        long nanos = 0;
        int polled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Observation> polls = estate.poll();
            long start = cpuNanos();
            Reconciliation result = Reconciler.reconcile(snapshot, polls, DeclaredRanges.NONE);
            nanos += cpuNanos() - start;
            polled += polls.size();
            snapshot = result.next();
            count(estate, polls, result, boxes, units);
            estate.change();
        }
        return new Lived(boxes.score(), units.score(), estate.events, polled, nanos / 1e9);
    }

    private static void count(
            IdentityEstate estate,
            List<Observation> polls,
            Reconciliation result,
            PairCount boxes,
            PairCount units) {
        for (InventoryChange change : result.changes()) {
            if (change instanceof InventoryChange.DevicesMerged merged) {
                boxes.merge(merged.absorbed().id(), merged.into().id());
            }
        }
        Map<Membership, DeviceId> members = new HashMap<>();
        for (Device device : result.next().devices()) {
            device.membership().ifPresent(place -> members.put(place, device.id()));
        }
        for (Observation observation : polls) {
            DevicePolled poll = (DevicePolled) observation;
            DeviceId id =
                    Objects.requireNonNullElseGet(
                            result.answered().get(poll.provenance().exporter()),
                            boxes::nobody); // put aside
            boxes.add(Objects.requireNonNull(estate.truth.get(poll)), id);
            List<Integer> truths = estate.units.getOrDefault(poll, List.of());
            for (int position = 1; position <= poll.stackMembers().size(); position++) {
                StackMemberFact shown = poll.stackMembers().get(position - 1);
                if (shown.serial().isEmpty() && shown.mac().isEmpty()) {
                    continue; // known by its place alone: nobody can tell whether it moved
                }
                int truth = truths.get(position - 1);
                Optional.ofNullable(members.get(new Membership(id, position)))
                        .ifPresent(member -> units.add(truth, member));
            }
        }
    }
}
