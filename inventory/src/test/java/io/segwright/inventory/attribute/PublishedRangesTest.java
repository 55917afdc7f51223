package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedRangesTest {
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    private static PublishedRange range(String prefix, String service, String region) {
        return new PublishedRange(
                Prefix.of(prefix), "AWS", service, region, Instant.MIN, Instant.MAX);
    }

    private static final List<PublishedRange> MAYS_LIST =
            List.of(
                    range("192.0.2.0/24", "AMAZON", "eu-west-1"),
                    range("192.0.2.0/24", "EC2", "eu-west-1"),
                    range("192.0.2.128/25", "AMAZON", "eu-west-1"));
    private static final PublishedUpdate FIRST = PublishedUpdate.of(List.of(), MAYS_LIST, MAY);

    private static List<String> labels(
            List<PublishedRange> ranges, String address, Instant at, Instant asOf) {
        return PublishedRanges.of(ranges).lookup(IpAddress.of(address), at, asOf).stream()
                .map(PublishedRange::label)
                .toList();
    }

    @Test
    void theDeepestPrefixComesFirstAndOfOnePrefixTheRarestName() {
        assertThat(labels(FIRST.next(), "192.0.2.1", JUNE, JUNE))
                .containsExactly("AWS EC2 eu-west-1", "AWS AMAZON eu-west-1");
        assertThat(labels(FIRST.next(), "192.0.2.200", JUNE, JUNE))
                .containsExactly(
                        "AWS AMAZON eu-west-1", "AWS EC2 eu-west-1", "AWS AMAZON eu-west-1");
        assertThat(labels(FIRST.next(), "192.0.3.1", JUNE, JUNE)).isEmpty();
        assertThat(labels(FIRST.next(), "2001:db8::1", JUNE, JUNE)).isEmpty();
    }

    @Test
    void anUpdateClosesWhatIsGoneAndKeepsItsTime() {
        PublishedUpdate second =
                PublishedUpdate.of(
                        FIRST.next(),
                        List.of(MAYS_LIST.get(0), range("198.51.100.0/24", "S3", "")),
                        JUNE);
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(second.added()).extracting(PublishedRange::label).containsExactly("AWS S3");
        assertThat(second.ended()).extracting(PublishedRange::to).containsExactly(JUNE, JUNE);
        assertThat(labels(second.next(), "192.0.2.1", JULY, JULY))
                .containsExactly("AWS AMAZON eu-west-1");
        assertThat(labels(second.next(), "192.0.2.1", MAY, JULY))
                .containsExactly("AWS EC2 eu-west-1", "AWS AMAZON eu-west-1");
        assertThat(labels(second.next(), "192.0.2.1", JULY, MAY))
                .as("what was believed in May")
                .containsExactly("AWS EC2 eu-west-1", "AWS AMAZON eu-west-1");
        assertThat(labels(second.next(), "192.0.2.1", Instant.EPOCH, JULY)).isEmpty();
        PublishedUpdate again = PublishedUpdate.of(second.next(), MAYS_LIST, JULY);
        assertThat(again.added()).hasSize(2);
        assertThat(again.next()).hasSize(6).doesNotHaveDuplicates();
    }
}
