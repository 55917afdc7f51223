package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.app.view.Table;
import io.segwright.inventory.coverage.CoverageReport;
import io.segwright.inventory.coverage.DeviceCoverage;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.GapKind;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.estimate.Population;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.Heard;
import io.segwright.inventory.telemetry.TelemetryPolicy;
import io.segwright.inventory.telemetry.TelemetryReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The report's figures as they are printed.
class CoverageTextTest {
    private static final List<String> LISTS = List.of("link", "neighbor", "import");

    private static CoverageReport report() {
        List<Integer> east = new ArrayList<>();
        int[] counts = {20, 40, 180, 60, 270, 540, 2_400};
        for (int history = 1; history <= counts.length; history++) {
            east.addAll(Collections.nCopies(counts[history - 1], history));
        }
        Population population =
                Population.of(LISTS, Map.of("east", east, "west", List.of(1, 1, 3)));
        Gap gap = new Gap(GapKind.DEVICE_SILENT, "x", "east", List.of(), "s1 port ge1", "look");
        return new CoverageReport(
                new DeviceCoverage(3_500, 2, 3_499, 13, population.total(), population.segments()),
                100,
                99,
                OwnerDirectory.Extent.NOT_CHECKED,
                Collections.nCopies(15, gap));
    }

    private static CoverageText text() {
        Instant now = Instant.parse("2026-04-02T00:00:00Z");
        Device heard = Device.builder(DeviceId.of(1)).lastSeen(now).build();
        Device silent = Device.builder(DeviceId.of(2)).lastSeen(now.minusSeconds(90_000)).build();
        Device listed = Device.builder(DeviceId.of(3)).build();
        TelemetryReport telemetry =
                TelemetryReport.of(
                        List.of(heard, silent, listed),
                        List.of(new Heard(heard.id(), Telemetry.SYSLOG, now, 4)),
                        TelemetryPolicy.SHIPPED,
                        now);
        return new CoverageText(report(), telemetry, report().gaps());
    }

    @Test
    void aPersonReadsPercentagesWithTheirIntervals() {
        List<String> lines = text().lines();
        assertThat(lines.get(0))
                .matches(
                        "devices   3500 inventoried, 13 more left traces, about \\d+ \\(\\d+ to \\d+\\) more are on no list:"
                                + " coverage 99\\.\\d\\d % \\(9\\d\\.\\d\\d % to 99\\.\\d\\d %, at 95 %\\)");
        assertThat(lines.get(1))
                .startsWith("owners    3499 of the inventoried have an owner: 99.")
                .endsWith(
                        "owners not checked for life: import them with segwright import owners FILE.csv");
        assertThat(lines.get(2))
                .isEqualTo("addresses 99 of 100 in use are given to a service and an owner");
        assertThat(lines.get(3))
                .isEqualTo(
                        "imports   2 of the inventoried never answered; an import says that they exist");
        assertThat(lines.get(4))
                .isEqualTo(
                        "telemetry 3 devices, heard by snmp 1, trap 0, syslog 1, flow 0; 1 fell silent, 1 were never heard");
        assertThat(lines.get(5))
                .startsWith(
                        "estimate  from 3510 things on link 2870, neighbor 3160, import 3270; by link, neighbor, import");
        assertThat(lines)
                .contains(
                        "segment   west: 3 things, 2 of the lists work there [link, neighbor]; left out of the estimate");
    }

    @Test
    void aProgramReadsListsModelsAndSegments() {
        String json = Table.json(text().object());
        assertThat(json)
                .startsWith(
                        "{\"required\":3613,\"attributed\":3598,\"percent\":99.58,\"devices\":{")
                .contains("\"lists\":{\"link\":2870,\"neighbor\":3160,\"import\":3270}")
                .contains("\"level\":0.95,\"method\":\"log_linear\"")
                .contains("\"models\":[{\"model\":\"link, neighbor, import\",\"weight\":0.35")
                .contains(
                        "\"addresses\":{\"inUse\":100,\"owned\":99},\"ownersChecked\":false,"
                                + "\"telemetry\":{\"devices\":3,\"silent\":1,\"neverHeard\":1,\"ways\":{"
                                + "\"snmp\":{\"heard\":1,\"missed\":1},\"trap\":{\"heard\":0,\"missed\":0},"
                                + "\"syslog\":{\"heard\":1,\"missed\":0},\"flow\":{\"heard\":0,\"missed\":0}}},"
                                + "\"gaps\":[")
                .contains(
                        "{\"segment\":\"west\",\"known\":3,\"lists\":[\"link\",\"neighbor\"],\"leftOut\":true,"
                                + "\"unseen\":{\"insufficient\":\"only 3 things: counted in the whole only\"}}");
    }
}
