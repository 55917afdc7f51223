package io.segwright.collectors.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.pace.Breakers.Go;
import io.segwright.collectors.pace.Breakers.Probe;
import io.segwright.collectors.pace.Breakers.Refused;
import io.segwright.inventory.net.IpAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final IpAddress DEVICE = IpAddress.of("192.0.2.1");
    private static final IpAddress OTHER = IpAddress.of("192.0.2.2");

    private long nanos;
    private final Breakers breakers = new Breakers(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static IpAddress device(int number) {
        return IpAddress.v4(0x0a00_0000 + number);
    }

    @Test
    void threeSilentPollsOpenTheCircuitForAMinute() {
        assertThat(breakers.silent(DEVICE, "hall")).isEmpty();
        assertThat(breakers.silent(DEVICE, "hall")).isEmpty();
        assertThat(breakers.admit(DEVICE, "hall")).isEqualTo(new Go());
        assertThat(breakers.silent(DEVICE, "hall"))
                .isEqualTo("its circuit is open for 60 s after 3 polls in a row without an answer");
        assertThat(breakers.admit(DEVICE, "hall"))
                .isEqualTo(
                        new Refused(
                                "not asked: its circuit is open after 3 polls in a row without an answer; it is"
                                        + " asked again in 60 s"));
        assertThat(breakers.admit(OTHER, "hall")).isEqualTo(new Go());
    }

    @Test
    void aHalfOpenCircuitLetsOneProbeThrough() {
        for (int i = 0; i < 3; i++) {
            breakers.silent(DEVICE, "hall");
        }
        pass(Duration.ofMinutes(1));
        assertThat(breakers.admit(DEVICE, "hall")).isEqualTo(new Probe());
        assertThat(breakers.admit(DEVICE, "hall")).isInstanceOf(Refused.class);
        assertThat(breakers.silent(DEVICE, "hall")).contains("open for 120 s after 4 polls");
        pass(Duration.ofMinutes(2));
        assertThat(breakers.admit(DEVICE, "hall")).isEqualTo(new Probe());
        breakers.abandoned(DEVICE, "hall");
        assertThat(breakers.admit(DEVICE, "hall")).isEqualTo(new Probe());
        breakers.answered(DEVICE, "hall");
        assertThat(breakers.admit(DEVICE, "hall")).isEqualTo(new Go());
    }

    @Test
    void theWaitIsBounded() {
        for (int i = 0; i < 40; i++) {
            breakers.silent(DEVICE, "hall");
        }
        pass(Duration.ofMinutes(15));
        assertThat(breakers.admit(DEVICE, "hall")).isEqualTo(new Probe());
    }

    @Test
    void aSiteOpensWhereMostOfItsDevicesFallSilentAtOnce() {
        for (int i = 0; i < 40; i++) {
            breakers.answered(device(i), "hall");
        }
        pass(Duration.ofMinutes(10));
        for (int i = 0; i < 12; i++) {
            assertThat(breakers.admit(device(i), "hall")).isEqualTo(new Go());
            breakers.silent(device(i), "hall");
        }
        assertThat(breakers.admit(device(20), "hall"))
                .isEqualTo(
                        new Refused(
                                "not asked: the circuit of site hall is open, since most of its devices fell"
                                        + " silent at once; one is asked again in 30 s"));
        assertThat(breakers.admit(device(20), "cellar")).isEqualTo(new Go());
        pass(Duration.ofSeconds(30));
        assertThat(breakers.admit(device(20), "hall")).isEqualTo(new Probe());
        assertThat(breakers.admit(device(21), "hall")).isInstanceOf(Refused.class);
        breakers.answered(device(20), "hall");
        assertThat(breakers.admit(device(21), "hall")).isEqualTo(new Go());
    }

    @Test
    void addressesThatNeverAnsweredSayNothingOfTheirSite() {
        for (int i = 0; i < 1_000; i++) {
            breakers.silent(device(i), "hall");
        }
        assertThat(breakers.admit(device(2_000), "hall")).isEqualTo(new Go());
    }

    @Test
    void aFewDeadDevicesAmongLiveOnesDoNotOpenTheirSite() {
        for (int i = 0; i < 400; i++) {
            breakers.answered(device(i), "hall");
        }
        for (int i = 0; i < 400; i++) {
            if (i % 3 == 0) {
                breakers.silent(device(i), "hall");
            } else {
                breakers.answered(device(i), "hall");
            }
        }
        assertThat(breakers.admit(device(500), "hall")).isEqualTo(new Go());
    }
}
