package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportAndWhoisTest {
    private static final String GOOD =
            """
            prefix,service,subscription,vm,environment,owner,valid_from
            10.1.0.0/24,web,sub-1,,prod,team-web,2026-01-01
            2001:db8:1::/64,web,sub-1,,prod,team-web,2026-01-01
            10.1.0.7/32,web,sub-1,web-7,prod,team-web,2026-02-01
            """;

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private Ran whois(Object... words) {
        return Ran.of(
                Stream.concat(Stream.of("whois", "--data", data()), Stream.of(words)).toArray());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.1.0.1/24,web,,,,team,          | 1: prefix 10.1.0.1/24 has host bits set: want 10.1.0.0/24 or 10.1.0.1
                    10.1.0.0/33,web,,,,team,          | 1: prefix '10.1.0.0/33': want a prefix length of 0..32
                    10.1.0/24,web,,,,team,            | 1: prefix '10.1.0' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    dead::beef::/32,web,,,,team,      | 1: prefix 'dead::beef::' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    here,web,,,,team,                 | 1: prefix 'here' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    10.1.1.0/24,=1+1,,,,team,         | 2: '=1+1' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit
                    10.1.1.0/24,web                  | 2: the line has 2 cells, want 7 as in the header; quote cells that hold a comma
                    """)
    void oneBadRowAndNothingIsImported(String row, String message) throws IOException {
        Path file = csv(GOOD.lines().limit(2).reduce("", (a, b) -> a + b + "\n") + row + "\n");
        Ran.of("import", "allocations", file, "--data", data())
                .refused(
                        65,
                        "segwright: a.csv:3:" + message,
                        "1 error in " + file + ": nothing was imported");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aMissingFileIsSaid() {
        Path file = folder.resolve("none.csv");
        Ran.of("import", "allocations", file, "--data", data())
                .refused(
                        65,
                        "segwright: "
                                + file
                                + " cannot be read: want a CSV file with a header, or JSON");
    }

    @Test
    void aFolderIsNoFile() {
        Ran.of("import", "allocations", folder, "--data", data())
                .refused(65, "segwright: " + folder + ": cannot be read: Is a directory");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aTrialShowsTheChangesAndBeginsNothing() throws IOException {
        Path file = csv(GOOD);
        Ran trial =
                Ran.of("import", "allocations", file, "--data", data(), "--dry-run", "-o", "csv");
        assertThat(trial.code()).isZero();
        assertThat(trial.out().lines()).hasSize(4);
        assertThat(trial.err().lines())
                .containsExactly(
                        file
                                + ": 3 rows, 3 new, 0 changed, 0 unchanged; nothing was written (--dry-run)");
        assertThat(data()).doesNotExist();
    }

    @Test
    void whatWasImportedIsKnownAndASecondImportChangesNothing() throws IOException {
        String before = java.time.Instant.now().toString();
        Path file = csv(GOOD);
        Ran first = Ran.of("import", "allocations", file, "--data", data(), "-o", "csv");
        assertThat(first.out())
                .isEqualTo(
                        """
                        change,vrf,prefix,service,subscription,vm,owner
                        add,default,10.1.0.0/24,web,sub-1,,team-web
                        add,default,10.1.0.7/32,web,sub-1,web-7,team-web
                        add,default,2001:db8:1::/64,web,sub-1,,team-web
                        """
                                .replace("\n", "\r\n"));
        assertThat(first.last()).isEqualTo(file + ": 3 rows, 3 new, 0 changed, 0 unchanged");
        Ran second = Ran.of("import", "allocations", file, "--data", data(), "-o", "json");
        assertThat(second.code()).isZero();
        assertThat(second.out()).isEqualTo("[]\n");
        assertThat(second.last()).isEqualTo(file + ": 3 rows, 0 new, 0 changed, 3 unchanged");
        Ran trial =
                Ran.of(
                        "import",
                        "allocations",
                        csv(GOOD.replace("team-web", "team-b")),
                        "--data",
                        data(),
                        "--dry-run");
        assertThat(trial.last())
                .isEqualTo(
                        file
                                + ": 3 rows, 0 new, 3 changed, 0 unchanged; nothing was written (--dry-run)");

        Ran known = whois("10.1.0.7", "-o", "json");
        assertThat(known.code()).isZero();
        assertThat(known.out())
                .contains(
                        "\"attributed\":true",
                        "\"vm\":\"web-7\"",
                        "\"owner\":\"team-web\"",
                        "a.csv:4");
        assertThat(whois("2001:db8:1::5").code()).isZero();
        Ran unknown = whois("10.2.0.1", "-o", "json");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.out()).contains("\"attributed\":false", "\"because\":[]");
        assertThat(whois("10.1.0.7", "--at", "2025-12-31").code()).isEqualTo(3);
        assertThat(whois("10.1.0.7", "--as-of", before).code()).isEqualTo(3);
        assertThat(whois("10.1.0.7", "--vrf", "other").code()).isEqualTo(3);

        whois("10.1.0.7", "--at", "yesterday")
                .refused(
                        64,
                        "segwright: --at 'yesterday' is no time: want e.g. 2026-04-01 or 2026-04-01T12:30Z");
        whois("10.1.0.7", "--as-of", "2026-02-30")
                .refused(
                        64,
                        "segwright: --as-of '2026-02-30' is no time: want e.g. 2026-04-01 or 2026-04-01T12:30Z");
        assertThat(whois("10.1.0.7", "--at", "+999999999-12-31").code()).isZero();
        whois("10.1.0.256")
                .refused(
                        64,
                        "segwright: '10.1.0.256' is no address: want e.g. 192.0.2.7 or 2001:db8::7");
        assertThat(whois("10.1.0.1", "--vrf", "a b").code()).isEqualTo(64);
    }

    @Test
    void withoutAnInventoryThereIsNothingToAsk() {
        whois("10.1.0.7")
                .refused(
                        69,
                        "segwright: "
                                + data()
                                + " holds no inventory yet: run segwright collect or import first, or choose with --data DIR");
        assertThat(data()).doesNotExist();
    }
}
