package io.segwright.inventory.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.GapKind;
import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each expected line was written by hand, from what a person who knows the estate would want to read.
class TelemetryGapsTest {
    private static final Instant NOW = Instant.parse("2026-04-02T00:00:00Z");
    private static final Instant RECENT = Instant.parse("2026-04-01T23:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-03-30T12:00:00Z");
    private static final MacAddress MAC = MacAddress.of("00:1b:21:00:00:07");

    private static Device.Builder device(int n, String name, Instant lastSeen) {
        return Device.builder(DeviceId.of(n))
                .name(name)
                .site("east")
                .managementAddresses(List.of(IpAddress.of("192.0.2." + n)))
                .lastSeen(lastSeen);
    }

    private static NeighborFact neighbor(
            String port, @Nullable MacAddress chassis, String name, String theirPort) {
        return new NeighborFact(
                NeighborProtocol.LLDP,
                port,
                chassis == null ? "" : chassis.toString(),
                chassis,
                theirPort,
                name,
                "",
                Set.of("bridge"),
                List.of());
    }

    private static List<Gap> gaps(
            List<Device> devices, List<LiveAddress> live, Set<Telemetry> demanded, Heard... heard) {
        TelemetryPolicy policy =
                new TelemetryPolicy(demanded, Duration.ofHours(24), Duration.ofDays(90));
        return TelemetryGaps.of(
                TelemetryReport.of(devices, List.of(heard), policy, NOW), devices, live);
    }

    private static Heard heard(int n, Telemetry way, Instant at) {
        return new Heard(DeviceId.of(n), way, at, 1);
    }

    @Test
    void aMuteDeviceIsLookedForAtThePortThatSawItLast() {
        Device mute =
                device(7, "sw-7", LONG_AGO)
                        .keys(Set.of(new IdentityKey.ChassisMac(MAC)))
                        .neighbors(List.of(neighbor("ge1", null, "far", "ge9")))
                        .build();
        Device core =
                device(1, "core", RECENT)
                        .neighbors(List.of(neighbor("xe-0/0/7", MAC, "sw-7", "ge1")))
                        .build();
        assertThat(gaps(List.of(mute, core), List.of(), Set.of()))
                .containsExactly(
                        new Gap(
                                GapKind.TELEMETRY_SILENT,
                                "192.0.2.7",
                                "east",
                                List.of("snmp silent since 2026-03-30T12:00:00Z", "named sw-7"),
                                "core port xe-0/0/7",
                                "find out whether 192.0.2.7 still runs; find it by core port xe-0/0/7"));
    }

    @Test
    void whereNobodySeesItsPortItsOwnLastWordOrItsAddressInUseTellsThePlace() {
        Device told =
                device(7, "sw-7", LONG_AGO)
                        .neighbors(List.of(neighbor("ge1", null, "far", "ge9")))
                        .build();
        Device used = device(8, "sw-8", LONG_AGO).build();
        Device other = device(1, "gw", RECENT).build();
        LiveAddress use =
                new LiveAddress(
                        Vrf.DEFAULT,
                        IpAddress.of("192.0.2.8"),
                        MAC,
                        DeviceId.of(1),
                        "gw port vlan10");
        assertThat(gaps(List.of(told, used, other), List.of(use), Set.of()))
                .extracting(Gap::place)
                .containsExactly("far port ge9", "gw port vlan10");
    }

    @Test
    void aMacThatTwoDevicesHaveTellsNoPlace() {
        Set<IdentityKey> same = Set.of(new IdentityKey.ChassisMac(MAC));
        Device one = device(7, "sw-7", LONG_AGO).keys(same).build();
        Device two = device(8, "sw-8", RECENT).keys(same).build();
        Device core =
                device(1, "core", RECENT)
                        .neighbors(List.of(neighbor("xe-0/0/7", MAC, "sw-7", "ge1")))
                        .build();
        assertThat(gaps(List.of(one, two, core), List.of(), Set.of()))
                .extracting(Gap::place)
                .containsExactly("");
    }

    @Test
    void aDeviceWhoseLogsStoppedStillAnswersAndIsToldToSendThemAgain() {
        List<Device> devices =
                List.of(device(7, "sw-7", RECENT).build(), device(1, "", RECENT).build());
        List<Gap> gaps =
                gaps(
                        devices,
                        List.of(),
                        Set.of(Telemetry.TRAP),
                        heard(7, Telemetry.SYSLOG, LONG_AGO),
                        heard(1, Telemetry.SYSLOG, RECENT),
                        heard(1, Telemetry.TRAP, RECENT));
        assertThat(gaps).hasSize(1);
        assertThat(gaps.getFirst().evidence())
                .containsExactly(
                        "trap never heard, and demanded",
                        "syslog silent since 2026-03-30T12:00:00Z",
                        "snmp heard 2026-04-01T23:00:00Z",
                        "named sw-7");
        assertThat(gaps.getFirst().remedy())
                .isEqualTo("let 192.0.2.7 send trap and syslog to the collector");
    }

    @Test
    void oneThatOnlySendsIsToldToAnswerAgain() {
        List<Device> devices =
                List.of(device(7, "sw-7", LONG_AGO).build(), device(1, "core", RECENT).build());
        assertThat(gaps(devices, List.of(), Set.of(), heard(7, Telemetry.TRAP, RECENT)))
                .extracting(Gap::remedy)
                .containsExactly("enable SNMP on 192.0.2.7 again for the declared credentials");
    }

    @Test
    void whereNobodyIsHeardTheCollectorIsLookedAtFirst() {
        assertThat(gaps(List.of(device(7, "sw-7", LONG_AGO).build()), List.of(), Set.of()))
                .extracting(Gap::remedy)
                .containsExactly("no device answered snmp in time: run segwright collect first");
        assertThat(
                        gaps(
                                List.of(device(7, "sw-7", RECENT).build()),
                                List.of(),
                                Set.of(),
                                heard(7, Telemetry.SYSLOG, LONG_AGO)))
                .extracting(Gap::remedy)
                .containsExactly(
                        "no device was heard by syslog in time: look at the collector's own port first;"
                                + " let 192.0.2.7 send syslog to the collector");
    }
}
