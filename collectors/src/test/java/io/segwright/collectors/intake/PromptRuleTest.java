package io.segwright.collectors.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.intake.PromptRule.Known;
import io.segwright.collectors.intake.PromptRule.Outcome;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptRuleTest {
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant SETTLED = NOW.plus(PromptRule.SETTLE);

    /// Every address in 10/8 is a device of its own at the site of its second byte.
    private final PromptRule rule =
            new PromptRule(address ->
                    address.toString().startsWith("10.")
                            ? Optional.of(
                                    new Known(
                                            DeviceId.of(address.low()),
                                            "site-" + (address.low() >> 16),
                                            address))
                            : Optional.empty());

    private static IpAddress device(int n) {
        return IpAddress.v4(0x0a00_0000 + n);
    }

    @Test
    void aMessageOfAKnownSenderMakesItDueOnceItsStormIsOver() {
        assertThat(rule.heard(device(1), "trap ospfNbrStateChange", NOW)).isEqualTo(Outcome.QUEUED);
        assertThat(rule.heard(device(1), "trap lldpRemTablesChange", NOW.plusMillis(900)))
                .isEqualTo(Outcome.ALREADY_DUE);
        assertThat(rule.next(SETTLED.minusMillis(1))).isEmpty();
        assertThat(rule.next(SETTLED).orElseThrow().target().at()).isEqualTo(device(1));
        assertThat(rule.next(SETTLED.plus(PromptRule.QUIET))).isEmpty();
    }

    @Test
    void anUnknownSenderTriggersNothing() {
        assertThat(rule.heard(IpAddress.of("192.0.2.1"), "trap", NOW))
                .isEqualTo(Outcome.UNKNOWN_SENDER);
        assertThat(rule.next(SETTLED)).isEmpty();
        assertThat(rule.waiting()).isZero();
    }

    @Test
    void aFlappingPortIsAskedAboutOnceInFiveMinutesAndThenOnceMore() {
        rule.heard(device(1), "trap linkDown", NOW);
        assertThat(rule.next(SETTLED)).isPresent();
        int asked = 0;
        for (int second = 1; second < 300; second++) {
            Instant now = SETTLED.plusSeconds(second);
            rule.heard(device(1), "trap linkUp", now);
            asked += rule.next(now).isPresent() ? 1 : 0;
        }
        assertThat(asked).isZero();
        assertThat(rule.next(SETTLED.plus(PromptRule.QUIET))).isPresent();
        assertThat(rule.next(SETTLED.plus(PromptRule.QUIET))).isEmpty();
    }

    @Test
    void aSitesBudgetHoldsBackTheRestAndAnotherSiteGoesOn() {
        for (int n = 0; n < 100; n++) {
            rule.heard(device(n), "trap coldStart", NOW);
        }
        rule.heard(device(1 << 16), "trap coldStart", NOW);
        assertThat(drain(SETTLED)).isEqualTo(31);
        assertThat(drain(NOW.plusSeconds(59))).isZero();
        assertThat(drain(NOW.plus(Duration.ofMinutes(1)))).isEqualTo(30);
        assertThat(rule.waiting()).isEqualTo(40);
    }

    private int drain(Instant now) {
        int asked = 0;
        while (rule.next(now).isPresent()) {
            asked++;
        }
        return asked;
    }
}
