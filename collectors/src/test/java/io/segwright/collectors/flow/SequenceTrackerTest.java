package io.segwright.collectors.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.flow.SequenceTracker.Unit;
import io.segwright.collectors.flow.SequenceTracker.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
    /// The twin keeps every number that was sent and counts those that never came.
    @Test
    void whatNeverCameIsLostHoweverTheRestWasShuffled() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            long first = 0xffff_ffffL - random.nextInt(300); // so that it wraps on the way
            List<Long> arriving = new ArrayList<>();
            int dropped = 0;
            for (int i = 1; i < 300; i++) {
                boolean drop = i < 299 && random.nextInt(5) == 0;
                dropped += drop ? 1 : 0;
                if (!drop) {
                    arriving.add((first + i) & 0xffff_ffffL);
                }
            }
            for (int swap = 0; swap < 40; swap++) {
                int at = random.nextInt(arriving.size() - 4);
                Collections.swap(arriving, at, at + 1 + random.nextInt(3));
            }
            SequenceTracker tracker = new SequenceTracker(Unit.DATAGRAMS);
            tracker.accept(first, 1);
            arriving.forEach(number -> tracker.accept(number, 1));
            assertThat(tracker.lost()).as("seed %d", seed).isEqualTo(dropped);
        }
    }

    @Test
    void aNumberFarBehindIsARestartAndNoLoss() {
        SequenceTracker tracker = new SequenceTracker(Unit.DATAGRAMS);
        tracker.accept(5000, 1);
        assertThat(tracker.accept(0, 1)).isEqualTo(Verdict.RESTARTED);
        assertThat(tracker.accept(1, 1)).isEqualTo(Verdict.IN_ORDER);
        assertThat(tracker.lost()).isZero();
    }

    @Test
    void aNumberAbsurdlyFarAheadIsAnotherNumberingAndNoLoss() {
        SequenceTracker tracker = new SequenceTracker(Unit.RECORDS);
        tracker.accept(0, 10);
        assertThat(tracker.accept(1L << 30, 10)).isEqualTo(Verdict.RESTARTED);
        assertThat(tracker.lost()).isZero();
    }

    @Test
    void anExporterThatLeavesItsOptionsRecordsOutOfTheCountHasLostNothing() {
        SequenceTracker tracker = new SequenceTracker(Unit.RECORDS);
        tracker.accept(0, 30 + 1);
        for (int message = 1; message < 100; message++) {
            boolean options = message % 20 == 0;
            assertThat(tracker.accept(30L * message, options ? 31 : 30))
                    .isEqualTo(Verdict.IN_ORDER);
        }
        assertThat(tracker.lost()).isZero();
    }

    /// As softflowd 1.0 numbers: 24 flows, then 32 each, a last message of 16; options not counted.
    @Test
    void anExporterThatCountsItsOwnMessageInHasLostNothing() {
        SequenceTracker tracker = new SequenceTracker(Unit.RECORDS);
        tracker.accept(24, 24 + 1);
        for (long number = 56; number <= 184; number += 32) {
            assertThat(tracker.accept(number, 32)).isEqualTo(Verdict.IN_ORDER);
        }
        assertThat(tracker.accept(200, 16)).isEqualTo(Verdict.IN_ORDER);
        assertThat(tracker.lost()).isZero();
        tracker.accept(200 + 32 + 20, 20);
        assertThat(tracker.lost()).isEqualTo(32);
    }

    @Test
    void anUptimeThatWrapsOrComesLateIsNoRestart() {
        SequenceTracker tracker = new SequenceTracker(Unit.DATAGRAMS);
        assertThat(tracker.restartedBy(0xffff_ff00L, 1000)).isFalse();
        assertThat(tracker.restartedBy(2_000, 1003)).as("wrapped").isFalse();
        assertThat(tracker.restartedBy(900_000, 1900)).isFalse();
        assertThat(tracker.restartedBy(880_000, 1880)).as("late").isFalse();
        assertThat(tracker.restartedBy(1_000, 1960)).as("restarted").isTrue();
        assertThat(tracker.restartedBy(2_000, 1961)).isFalse();
    }
}
