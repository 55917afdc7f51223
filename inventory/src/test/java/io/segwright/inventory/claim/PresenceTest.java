package io.segwright.inventory.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceTest {
    private static final Instant SEEN = Instant.parse("2026-05-01T00:00:00Z");

    @ParameterizedTest(name = "after {0} it is {1}")
    @CsvSource({
        "PT0S, ACTIVE",
        "PT48H, ACTIVE",
        "PT48H1S, STALE",
        "P14D, STALE",
        "P15D, PRESUMED_GONE",
        "P90D, PRESUMED_GONE",
        "P91D, TOMBSTONE",
        "PT-1H, ACTIVE"
    })
    void theAgeOfTheLastSignDecides(Duration age, Presence presence) {
        assertThat(PresencePolicy.SHIPPED.presence(SEEN, SEEN.plus(age))).isEqualTo(presence);
    }

    @Test
    void anyTwoInstantsHaveAnAnswer() {
        assertThat(PresencePolicy.SHIPPED.presence(Instant.MIN, Instant.MAX))
                .isEqualTo(Presence.TOMBSTONE);
        assertThat(PresencePolicy.SHIPPED.presence(Instant.MAX, Instant.MIN))
                .isEqualTo(Presence.ACTIVE);
    }

    @Test
    void timesThatGoBackwardsAreRefused() {
        assertThatThrownBy(() ->
                        new PresencePolicy(
                                Duration.ofDays(3), Duration.ofDays(2), Duration.ofDays(9)))
                .hasMessage(
                        "presence active PT72H, stale PT48H, gone PT216H: want times above 0, each at least the one before");
    }
}
