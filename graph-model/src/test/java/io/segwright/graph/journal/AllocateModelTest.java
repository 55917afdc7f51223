package io.segwright.graph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocateModelTest {
    private static final int OPERATIONS = 4_000; // the long form is AllocateModelCampaign's main
    @TempDir Path dir;

    /// Two are killed, the third one's disk cannot force.
    @Test
    void noClientIsToldWhatASimpleModelWouldNotTellEvenThroughCrashes() throws Exception {
        AllocateModelCampaign campaign = new AllocateModelCampaign(dir, 7);
        int inForce = 0;
        for (int round = 0; round < 3; round++) {
            int now = campaign.round(OPERATIONS);
            assertThat(now).isGreaterThan(inForce);
            inForce = now;
        }
    }
}
