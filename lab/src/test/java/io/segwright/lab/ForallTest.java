package io.segwright.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForallTest {
    @Test
    void aFailureSaysHowToReplayIt() {
        assertThatThrownBy(() ->
                        Forall.check(
                                1_000,
                                random -> random.nextInt(50),
                                n -> assertThat(n).isLessThan(49)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not hold for 49")
                .hasMessageMatching("(?s).*replay with -Dforall\\.seed=\\d+");
    }

    @Test
    void everySeedIsItsOwnCaseAndTheSameEachTime() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        Forall.check(100, random -> random.nextLong(), first::add);
        Forall.check(100, random -> random.nextLong(), second::add);
        assertThat(first).isEqualTo(second).hasSize(100).doesNotHaveDuplicates();
    }
}
