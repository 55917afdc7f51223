package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.snmp.table.VarbindSource.Cost;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrideTest {
    private static final int SMALL = 25; // octets of a varbind

    /// Answers whole, at a price, until it no longer changes its mind.
    private static int settle(Stride stride, java.util.function.IntToLongFunction nanos) {
        for (int i = 0; i < 60; i++) {
            int asked = stride.varbinds();
            stride.answered(asked, asked, new Cost(nanos.applyAsLong(asked), 60 + SMALL * asked));
        }
        return stride.varbinds();
    }

    @Test
    void itClimbsWhileAVarbindGetsCheaper() {
        assertThat(settle(new Stride(), n -> 1_000_000 + 1_000L * n))
                .isEqualTo(Stride.VARBINDS_MAX);
    }

    @Test
    void itStaysBelowTheSizeAtWhichAnAgentGetsSlow() {
        // a sort for each varbind asked for
        int settled = settle(new Stride(), n -> n <= 30 ? 1_000_000 : 1_000_000L * n);
        assertThat(settled).isBetween(25, 34);
    }

    @Test
    void oneSlowAnswerDoesNotStopIt() {
        int[] count = {0};
        assertThat(settle(new Stride(), n -> count[0]++ % 3 == 0 ? 80_000_000 : 1_000_000))
                .isEqualTo(Stride.VARBINDS_MAX);
    }

    @Test
    void anAnswerFitsOneFrameAndTheAgentsOwnLimit() {
        Stride stride = new Stride();
        stride.answered(20, 20, new Cost(1, 60 + 20 * 100));
        assertThat(stride.varbinds()).isEqualTo(14); // of 100 octets each in 1,472
        stride.messageMax(484);
        assertThat(stride.varbinds()).isEqualTo(4);
        stride.messageMax(65_507);
        assertThat(stride.varbinds()).isEqualTo(14);
        stride.messageMax(3);
        assertThat(stride.varbinds()).isEqualTo(14); // nonsense
    }

    @Test
    void tooBigAndTimeOutsHalveIt() {
        Stride stride = new Stride();
        assertThat(stride.tooBig()).isTrue();
        assertThat(stride.varbinds()).isEqualTo(10);
        assertThat(stride.ceiling()).isEqualTo(19);
        stride.timedOut();
        assertThat(stride.varbinds()).isEqualTo(5);
        assertThat(settle(stride, n -> 1_000)).isEqualTo(19);
        for (int i = 0; i < 9; i++) {
            stride.timedOut();
        }
        assertThat(stride.varbinds()).isEqualTo(1);
        assertThat(stride.tooBig()).isFalse();
    }

    @Test
    void whatWasLearnedIsWhereItStarts() {
        Stride stride = new Stride();
        stride.adopt(new Quirks(35, 40, Quirks.Bulk.ANSWERED, 1, Quirks.Order.RISING, Set.of()));
        assertThat(stride.varbinds()).isEqualTo(35);
        assertThat(settle(stride, n -> 1_000)).isEqualTo(40);
    }
}
