package io.segwright.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.graph.store.OpenReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final int KILLS = 3; // the long form is GraphKillCampaign's main
    @TempDir Path dir;

    @Test
    void aKilledWriterLosesNothingAcknowledged() throws Exception {
        GraphKillCampaign campaign = new GraphKillCampaign(dir, 11);
        for (int kill = 0; kill < KILLS; kill++) {
            OpenReport report = campaign.killOnce();
            assertThat(report.state()).isIn(OpenReport.State.AFTER_CRASH, OpenReport.State.CREATED);
            System.err.println(report.line());
        }
    }
}
