package io.segwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Each SNMP benchmark runs and measures something, on a farm of a few agents. Their figures are no matter here.
class SnmpBenchesTest {
    private static final SnmpLoad FEW = new SnmpLoad(4, 4, 1);

    private static double value(List<Measurement> measured, String bench) {
        return measured.stream()
                .filter(m -> m.bench().equals(bench))
                .mapToDouble(Measurement::ours)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFullRepollReadsFiveThousandVarbindsADeviceAndStampsSaveSome() throws BenchException {
        List<Measurement> measured = SnmpRepoll.run(FEW);
        assertThat(value(measured, "snmp-repoll")).isPositive();
        double varbinds = value(measured, "snmp-repoll-varbinds");
        assertThat(varbinds).isGreaterThan(5_000);
        assertThat(value(measured, "snmp-repoll-stamps-varbinds"))
                .isPositive()
                .isLessThan(varbinds - 500);
    }

    @Test
    void thePumpReceivesWhatTheCollectorDoes() throws BenchException {
        List<Measurement> measured = SnmpPump.run(FEW);
        assertThat(measured)
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.ours()).isPositive();
                    assertThat(m.peerValue()).isPositive();
                    assertThat(m.ratio()).isPositive();
                });
    }

    @Test
    void aFirstDiscoveryFindsEveryAgent() throws BenchException {
        List<Measurement> first = SnmpFirst.run(FEW);
        assertThat(value(first, "snmp-first-varbinds")).isGreaterThan(5_000);
        assertThat(value(first, "snmp-first-elements")).isGreaterThan(100);
    }

    @Test
    void deadDevicesAreWaitedForBesideHealthyOnes() throws BenchException {
        assertThat(value(SnmpDead.run(FEW), "snmp-dead-p99")).isPositive();
    }
}
