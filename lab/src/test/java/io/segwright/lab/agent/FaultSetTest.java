package io.segwright.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What happens by chance happens as often as was said, and the same way again.
class FaultSetTest {
    private static final int DATAGRAMS = 100_000;

    private static List<Boolean> losses(long seed, int datagrams) {
        FaultSet faults = new FaultSet(List.of(new Fault.Loss(0.05)), seed);
        List<Boolean> lost = new ArrayList<>();
        for (int i = 0; i < datagrams; i++) {
            lost.add(faults.swallows());
        }
        return lost;
    }

    @Test
    void aShareIsKept() {
        long lost = losses(1, DATAGRAMS).stream().filter(l -> l).count();
        assertThat(lost).isBetween(DATAGRAMS * 47L / 1_000, DATAGRAMS * 53L / 1_000);
    }

    @Test
    void aSeedGivesOneSequenceAndAnotherSeedAnother() {
        assertThat(losses(7, 1_000)).isEqualTo(losses(7, 1_000)).isNotEqualTo(losses(8, 1_000));
    }

    @Test
    void certainAndImpossibleAreThat() {
        FaultSet always =
                new FaultSet(
                        List.of(
                                new Fault.Duplicate(1),
                                new Fault.Reorder(1, Duration.ofMillis(20)),
                                new Fault.Delay(Duration.ofMillis(5))),
                        3);
        FaultSet never =
                new FaultSet(
                        List.of(
                                new Fault.Duplicate(0),
                                new Fault.Reorder(0, Duration.ofMillis(20)),
                                new Fault.Loss(0)),
                        3);
        for (int i = 0; i < 100; i++) {
            assertThat(always.copies()).isEqualTo(2);
            assertThat(always.delayNanos()).isEqualTo(25_000_000);
            assertThat(never.copies()).isEqualTo(1);
            assertThat(never.delayNanos()).isZero();
            assertThat(never.swallows()).isFalse();
        }
    }

    @Test
    void aCutAnswerIsABeginning() {
        byte[] answer = {1, 2, 3, 4, 5};
        FaultSet faults = new FaultSet(List.of(new Fault.Cut(1)), 5);
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] cut = faults.shorten(answer);
            assertThat(cut).isEqualTo(Arrays.copyOf(answer, cut.length));
            lengths.add(cut.length);
        }
        assertThat(lengths).contains(0, 1, 2, 3, 4).doesNotContain(5);
    }

    @Test
    void everyNthDatagramReboots() {
        FaultSet faults = new FaultSet(List.of(new Fault.RebootEvery(3)), 0);
        List<Boolean> reboots = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            reboots.add(faults.reboots());
        }
        assertThat(reboots).containsExactly(false, false, true, false, false, true);
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> new Fault.Loss(1.5)).hasMessage("loss 1.5: want 0..1");
        assertThatThrownBy(() -> new Fault.Duplicate(Double.NaN))
                .hasMessage("duplicate NaN: want 0..1");
        assertThatThrownBy(() -> new Fault.RebootEvery(0)).hasMessage("reboot every 0: want >= 1");
    }
}
