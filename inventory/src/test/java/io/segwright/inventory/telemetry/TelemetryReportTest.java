package io.segwright.inventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.observe.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TelemetryReportTest {
    private static final Instant NOW = Instant.parse("2026-04-02T00:00:00Z");
    private static final Instant RECENT = NOW.minus(Duration.ofHours(1));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

    private static TelemetryReport report(
            List<Device> devices, Set<Telemetry> demanded, Heard... heard) {
        return TelemetryReport.of(
                devices,
                List.of(heard),
                new TelemetryPolicy(demanded, Duration.ofHours(24), Duration.ofDays(90)),
                NOW);
    }

    private static Device device(int n, Instant lastSeen) {
        return Device.builder(DeviceId.of(n)).lastSeen(lastSeen).build();
    }

    @Test
    void aWayThatWasUsedAndFellSilentIsMissed() {
        TelemetryReport report =
                report(
                        List.of(device(1, RECENT)),
                        Set.of(),
                        new Heard(DeviceId.of(1), Telemetry.SYSLOG, LONG_AGO, 7),
                        new Heard(DeviceId.of(1), Telemetry.TRAP, RECENT, 1));
        assertThat(report.silent())
                .containsExactly(
                        new TelemetryReport.DeviceTelemetry(
                                DeviceId.of(1),
                                Map.of(
                                        Telemetry.SNMP, RECENT,
                                        Telemetry.TRAP, RECENT,
                                        Telemetry.SYSLOG, LONG_AGO),
                                Set.of(Telemetry.SYSLOG)));
    }

    @Test
    void aWayThatNobodyUsedIsMissedOnlyWhereItIsDemanded() {
        List<Device> devices = List.of(device(1, RECENT), device(2, RECENT));
        assertThat(report(devices, Set.of()).silent()).isEmpty();
        assertThat(report(devices, Set.of(Telemetry.SYSLOG)).silent())
                .extracting(TelemetryReport.DeviceTelemetry::missed)
                .containsExactly(Set.of(Telemetry.SYSLOG), Set.of(Telemetry.SYSLOG));
    }

    @Test
    void aDeviceThatAnswersNoPollsAnyMoreIsSilent() {
        assertThat(report(List.of(device(1, LONG_AGO)), Set.of()).silent())
                .singleElement()
                .satisfies(d -> assertThat(d.missed()).containsExactly(Telemetry.SNMP));
    }

    @Test
    void aBoxOfAStackIsHeardThroughTheStack() {
        Device box =
                device(2, LONG_AGO).toBuilder()
                        .membership(new Membership(DeviceId.of(1), 2))
                        .build();
        assertThat(report(List.of(device(1, RECENT), box), Set.of(Telemetry.SNMP)).devices())
                .hasSize(1);
    }

    @Test
    void aDeviceThatSaidNothingForLongerThanARepairTakesIsGoneAndNotMissed() {
        Instant beyond = NOW.minus(Duration.ofDays(91));
        Heard log = new Heard(DeviceId.of(2), Telemetry.SYSLOG, LONG_AGO, 1);
        assertThat(report(List.of(device(1, beyond), device(2, beyond)), Set.of(), log).devices())
                .extracting(TelemetryReport.DeviceTelemetry::device)
                .containsExactly(DeviceId.of(2));
    }

    @Test
    void aDeviceThatOnlyAListHasIsCountedApart() {
        Device listed =
                device(1, LONG_AGO).toBuilder() // when the list was read, not when it answered
                        .witnesses(Set.of(Witness.IMPORT))
                        .build();
        TelemetryReport report = report(List.of(listed, device(2, RECENT)), Set.of());
        assertThat(report.neverHeard()).isEqualTo(1);
        assertThat(report.heardBy(Telemetry.SNMP)).isEqualTo(1);
        assertThat(report.silent()).isEmpty();
    }
}
