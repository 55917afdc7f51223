package io.segwright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangesFileOwnTest {
    private static final RangesFile DECLARED =
            new RangesFile(
                    List.of(
                            new SiteRange("lab", Prefix.of("10.255.0.0/24")),
                            new SiteRange("lab", Prefix.of("fd00:ff::/64"))),
                    List.of(Prefix.of("10.255.0.128/25")));

    @TempDir private Path directory;

    private static List<IpAddress> addresses(String... texts) {
        return List.of(texts).stream().map(IpAddress::of).toList();
    }

    @Test
    void theMachinesOwnAddressesAreLeftAloneInsideTheRanges() {
        RangesFile ranges = DECLARED.withOwn(addresses("10.255.0.1", "fd00:ff::1", "192.0.2.7"));
        assertThat(ranges.own())
                .containsExactly(Prefix.of("10.255.0.1/32"), Prefix.of("fd00:ff::1/128"));
        assertThat(ranges.declared(List.of()).isLeftAlone(IpAddress.of("fd00:ff::1"))).isTrue();
        assertThat(ranges.declared(List.of()).expectsDeviceAt(IpAddress.of("10.255.0.1")))
                .isFalse();
        assertThat(ranges.declared(List.of()).expectsDeviceAt(IpAddress.of("10.255.0.2"))).isTrue();
    }

    @Test
    void theFileKeepsThemApartFromTheExcludes() throws Exception {
        Path file = directory.resolve("ranges");
        RangesFile ranges = DECLARED.withOwn(addresses("10.255.0.1"));
        ranges.write(file, Instant.EPOCH);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "range lab 10.255.0.0/24",
                        "range lab fd00:ff::/64",
                        "exclude 10.255.0.128/25",
                        "own 10.255.0.1/32");
        assertThat(RangesFile.read(file)).isEqualTo(ranges);
    }

    /// A machine that got another address must not leave the old one, by then a device's, alone for ever.
    @Test
    void aLaterCollectionSaysThemAnew() {
        RangesFile earlier = DECLARED.withOwn(addresses("10.255.0.1"));
        RangesFile later = earlier.plus(DECLARED.withOwn(addresses("10.255.0.9")));
        assertThat(later.leftAlone())
                .containsExactly(Prefix.of("10.255.0.128/25"), Prefix.of("10.255.0.9/32"));
    }
}
