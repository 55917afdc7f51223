package io.segwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllocateBenchesTest {
    @Test
    void pagesAndNextFreeAreMeasuredOnASmallEstateToo() throws BenchException {
        List<Measurement> pages = PrefixPage.run(20_000, 20);
        assertThat(pages)
                .extracting(Measurement::bench)
                .containsExactly("prefix-page-p99", "prefix-page-visits", "prefix-reparent-10k");
        assertThat(pages.get(1).ours()).isLessThan(30_000); // 1,000 rows, each with the way to it
    }
}
