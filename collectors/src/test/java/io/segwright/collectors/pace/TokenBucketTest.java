package io.segwright.collectors.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.lab.Forall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstPassesAtOnceAndThenOneAnInterval() {
        TokenBucket bucket = new TokenBucket(10, 3);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waits.add(bucket.reserve(7 * SECOND) / 1_000_000);
        }
        assertThat(waits).containsExactly(0L, 0L, 0L, 100L, 200L, 300L);
    }

    @Test
    void aPauseEarnsNoMoreThanTheBurst() {
        TokenBucket bucket = new TokenBucket(10, 2);
        bucket.reserve(0);
        long later = 3_600 * SECOND;
        assertThat(bucket.reserve(later)).isZero();
        assertThat(bucket.reserve(later)).isZero();
        assertThat(bucket.reserve(later)).isEqualTo(SECOND / 10);
    }

    @Test
    void noSecondEverSeesMoreThanRateAndBurst() {
        Forall.check(
                500,
                random -> {
                    TokenBucket bucket = new TokenBucket(20, 5);
                    long now = 0;
                    List<Long> granted = new ArrayList<>();
                    for (int i = 0; i < 300; i++) {
                        now += random.nextLong(random.nextBoolean() ? SECOND / 2 : SECOND / 200);
                        now += bucket.reserve(now); // a caller that waits as it is told
                        granted.add(now);
                    }
                    return granted;
                },
                granted -> {
                    for (int i = 0; i < granted.size(); i++) {
                        long from = granted.get(i);
                        long inSecond =
                                granted.stream()
                                        .filter(t -> t >= from && t < from + SECOND)
                                        .count();
                        assertThat(inSecond).isLessThanOrEqualTo(20 + 5);
                    }
                });
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new TokenBucket(0, 1))
                .hasMessage("token bucket of 0/s, burst 1: want at least 1");
        assertThatThrownBy(() -> PoliteLimits.SHIPPED.withRetries(9))
                .hasMessage("retries 9: want 0..5");
    }

    @Test
    void theShippedLimitsAreThePromisedOnes() {
        assertThat(PoliteLimits.SHIPPED.devicePdusPerSecond()).isEqualTo(20);
        assertThat(PoliteLimits.SHIPPED.sitePdusPerSecond()).isEqualTo(500);
    }
}
