package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.DeviceId;
import java.util.HashMap;
import java.util.Map;

/// Counts pairs of sightings: those of one truth that were given one device, those of two truths that were, and those
/// of one truth that were not. By the sizes of the groups, since pairs themselves are too many.
final class PairCount {
    private record Cell(int truth, DeviceId device) {}

    private final Map<Cell, Long> sightings = new HashMap<>();
    private long nobodies;
    private final Map<DeviceId, DeviceId> merged = new HashMap<>();

    void add(int truth, DeviceId device) {
        sightings.merge(new Cell(truth, device), 1L, Long::sum);
    }

    /// A device of its own, for a poll that was given none.
    DeviceId nobody() {
        return DeviceId.of(-1 - nobodies++); // no hash of a seed is near it
    }

    /// What was said of `absorbed` is from now on said of `into`.
    void merge(DeviceId absorbed, DeviceId into) {
        if (!resolve(into).equals(absorbed)) {
            merged.put(absorbed, into);
        }
    }

    private DeviceId resolve(DeviceId device) {
        DeviceId now = device;
        for (DeviceId next = merged.get(now); next != null; next = merged.get(now)) {
            now = next;
        }
        return now;
    }

    Score score() {
        Map<Cell, Long> cells = new HashMap<>();
        sightings.forEach((cell, count) ->
                cells.merge(new Cell(cell.truth, resolve(cell.device)), count, Long::sum));
        Map<Integer, Long> truths = new HashMap<>();
        Map<DeviceId, Long> devices = new HashMap<>();
        long right = 0;
        for (Map.Entry<Cell, Long> cell : cells.entrySet()) {
            truths.merge(cell.getKey().truth, cell.getValue(), Long::sum);
            devices.merge(cell.getKey().device, cell.getValue(), Long::sum);
            right += pairs(cell.getValue());
        }
        long actual = truths.values().stream().mapToLong(PairCount::pairs).sum();
        long claimed = devices.values().stream().mapToLong(PairCount::pairs).sum();
        return new Score(right, claimed - right, actual - right);
    }

    private static long pairs(long n) {
        return n * (n - 1) / 2;
    }

    /// @param right pairs of one box that are one device
    /// @param wrong pairs of two boxes that are one device
    /// @param missed pairs of one box that are two devices
    record Score(long right, long wrong, long missed) {
        static final Score NONE = new Score(0, 0, 0);

        Score plus(Score other) {
            return new Score(right + other.right, wrong + other.wrong, missed + other.missed);
        }

        double precision() {
            return (double) right / (right + wrong);
        }

        double recall() {
            return (double) right / (right + missed);
        }
    }
}
