package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A part of [AttributionCampaign]; `lab/long attribution` runs a million pairs of each.
@Tag("data")
class RealHistoryTest {
    private static final int PAIRS = 60_000;
    private static final int LINEAR = 100;
    private static final long SEED = 38;

    @Test
    void whatAzurePublishedThenEqualsANaiveScan() throws IOException {
        assertThat(AttributionCampaign.history(RealData.AZURE, PAIRS, LINEAR, SEED))
                .contains("\"versions\":64687");
    }

    @Test
    void whatAmazonPublishedThenEqualsANaiveScan() throws IOException {
        assertThat(AttributionCampaign.history(RealData.AWS, PAIRS, LINEAR, SEED))
                .contains("\"versions\":15094");
    }
}
