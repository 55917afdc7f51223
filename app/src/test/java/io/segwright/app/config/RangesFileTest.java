package io.segwright.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.app.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangesFileTest {
    @TempDir private Path folder;

    private RangesFile read(String text) throws IOException, ConfigException {
        return RangesFile.read(Files.writeString(folder.resolve("ranges"), text));
    }

    @Test
    void rangesAddUpEachOnceAndReadBack() throws Exception {
        RangesFile one = read("range ams 10.1.0.0/16\n\nexclude 10.1.9.0/24\n");
        RangesFile two =
                read("range ams 10.1.0.0/16\nrange ber 2001:db8::/32\nexclude 10.1.8.0/24\n");
        RangesFile sum = one.plus(two).plus(one);
        Path file = folder.resolve("sum");
        sum.write(file, Instant.EPOCH);
        assertThat(file)
                .hasContent(
                        """
                        range ams 10.1.0.0/16
                        range ber 2001:db8::/32
                        exclude 10.1.8.0/24
                        exclude 10.1.9.0/24
                        """);
        assertThat(RangesFile.read(file)).isEqualTo(sum);
        assertThat(Ran.files(folder)).containsOnlyKeys("ranges", "sum", "history/sum");
    }

    @Test
    void aDamagedLineIsLocated() {
        assertThatThrownBy(() -> read("range ams 10.1.0.0/16\nrang ber 10.2.0.0/16\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        folder.resolve("ranges")
                                + ":2: want 'range SITE PREFIX', 'exclude PREFIX' or 'own PREFIX'");
        assertThatThrownBy(() -> read("range ams 10.1.0.0/16\nexclude 10.2.0.1/16\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("ranges") + ":2: ");
    }

    @Test
    void noFileIsNoRange() throws ConfigException {
        assertThat(RangesFile.read(folder.resolve("none")).ranges()).isEmpty();
    }
}
