package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody types who means no good, or nothing at all: one located line and the right exit code.
class UnfriendlyInputTest {
    @TempDir private static Path folder;

    @BeforeAll
    static void anEstateAndDamagedFiles() throws Exception {
        KnownEstate.write(data(), Instant.now());
        Files.write(folder.resolve("bin"), new byte[] {(byte) 0xbc, 0, 1, (byte) 0xff, '\n', 7});
        Files.createDirectory(folder.resolve("dir"));
    }

    private static Path data() {
        return folder.resolve("data");
    }

    /// `@NAME` is a file of the folder, `''` an empty word.
    private static Ran run(String words) {
        return Ran.of(
                Stream.concat(
                                Arrays.stream(words.split(" ")).map(UnfriendlyInputTest::word),
                                Stream.of("--data", data()))
                        .toArray());
    }

    private static Object word(String word) {
        return word.equals("''")
                ? ""
                : word.startsWith("@") ? folder.resolve(word.substring(1)) : word;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    import devices ''                         | 64 | FILE is empty: want the name of a file
                    import owners ''                          | 64 | FILE is empty: want the name of a file
                    import ranges ''                          | 64 | FILE is empty: want the name of a file
                    import netbox ''                          | 64 | FILE is empty: want the name of a file
                    import owners @gone                       | 65 | DIR/gone: no such file
                    import owners @dir                        | 65 | DIR/dir: cannot be read: Is a directory
                    import ranges @gone                       | 65 | DIR/gone: no such file
                    import netbox @gone                       | 65 | DIR/gone: no such file
                    inventory show ''                         | 65 | '' is no device of the inventory: want an id, a name or an address; see segwright inventory list
                    inventory show 10.0.0.1 --at soon         | 64 | --at 'soon' is no time: want e.g. 2026-04-01 or 2026-04-01T12:30Z
                    inventory merge d-1 d-2 --reason x        | 64 | device id 'd-1': want d- and 16 hex digits
                    audit report --at soon                    | 64 | --at 'soon' is no time: want e.g. 2026-04-01 or 2026-04-01T12:30Z
                    telemetry --silent-hours 8761             | 64 | --silent-hours 8761: want 1..8760
                    logs --sender nobody                      | 64 | --sender: 'nobody' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    logs --since 2026-01-02 --until 2026-01-01 | 64 | --since 2026-01-02T00:00:00Z is after --until 2026-01-01T00:00:00Z: swap them
                    logs --limit 0                            | 64 | --limit 0: want 1..1000000
                    """)
    void isRefusedInOneLine(String words, int code, String line) {
        run(words).refused(code, "segwright: " + line.replace("DIR", folder.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"224.0.0.1", "0.0.0.0", "[::]:161"})
    void aTargetThatIsNoAgentsOwnAddressIsAskedNothing(String target) {
        Ran.of("collect", "--target", target, "--community", "x")
                .refused(64, "segwright: --target " + target + ": want one agent's own address");
    }

    @ParameterizedTest(name = "times at the end of time are times: {0}")
    @CsvSource("+999999999-12-31T23:59:59Z")
    void timesAtTheEndOfTimeAreTimes(String time) {
        assertThat(run("audit report --at=" + time).code()).isIn(0, 3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"heard", "authority"})
    void aDamagedFileOfTheDataDirectoryIsNamed(String name) throws IOException {
        Path file = data().resolve(name);
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        Files.copy(folder.resolve("bin"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try {
            run("audit report")
                    .refused(
                            65,
                            "segwright: "
                                    + file
                                    + " is not UTF-8 text: restore it, or move it away");
        } finally {
            Files.delete(file);
            if (before.length > 0) {
                Files.write(file, before);
            }
        }
    }

    @Test
    void aNameOfManyCharactersIsNotRepeatedWhole() {
        assertThat(run("inventory show " + "x".repeat(5_000)).err())
                .startsWith("segwright: '" + "x".repeat(80) + "...' is no device")
                .hasSizeLessThan(250);
    }
}
