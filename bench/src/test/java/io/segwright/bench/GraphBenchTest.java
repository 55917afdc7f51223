package io.segwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The graph's benchmarks in miniature: that they run and check what they claim, not how fast.
class GraphBenchTest {
    @Test
    void anUnchangedPollIsOneSmallRecordADevice() throws Exception {
        assertThat(GraphUnchanged.run(10, 2, 0))
                .singleElement()
                .satisfies(m -> assertThat(m.ours()).isPositive());
    }

    @Test
    void ourWriterAndTheBareLoopBothWrite() throws Exception {
        assertThat(GraphNew.run(2, 0))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.ours()).isPositive();
                    assertThat(m.peerValue()).isPositive();
                });
    }

    @Test
    void aGraphOpensInAProcessOfItsOwnAlsoWithoutItsTextIndex() throws Exception {
        assertThat(GraphOpen.run(40, 50))
                .extracting(Measurement::bench)
                .containsExactly("graph-open-vertices", "graph-open-clean", "graph-open-text-lost");
    }
}
