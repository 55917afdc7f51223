package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people get wrong in a file of allocations, as they meet it on the command line.
class ImportWrongInputTest {
    private static final String HEADER = "vrf,prefix,service,owner,valid_from,valid_to\n";
    private static final String GOOD = "blue,10.0.0.0/24,web,team-a,2026-01-01,2026-06-01\n";

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private Ran run(Path file, String... more) {
        return Ran.of(
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(
                                        "import", "allocations", file, "--data", data()),
                                java.util.stream.Stream.of(more))
                        .toArray());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
"""
blue,10.0.0.7/24,web,team-a,,                             ~ 2: prefix 10.0.0.7/24 has host bits set: want 10.0.0.0/24 or 10.0.0.7
blue,10.0.0.0/64,web,team-a,,                             ~ 2: prefix '10.0.0.0/64': want a prefix length of 0..32
blue,2001:db8::10.0.0.0/24,web,team-a,,                   ~ 2: prefix 2001:db8::10.0.0.0/24 has host bits set: want 2001:d00::/24 or 2001:db8::a00:0
blue,::ffff:10.0.0.1,web,team-a,,                         ~ 2: prefix '::ffff:10.0.0.1' is an IPv4-mapped IPv6 address: want 10.0.0.1
blue,::ffff:10.0.0.0/120,web,team-a,,                     ~ 2: prefix '::ffff:10.0.0.0/120' is an IPv4-mapped IPv6 address: want 10.0.0.0/24
blue,fe80::1%eth0,web,team-a,,                            ~ 2: prefix 'fe80::1%eth0' has a zone, which means something on one machine only: want fe80::1
blue,10.0.0.0/24,web,team-b,2026-05-31,                   ~ 2: prefix 10.0.0.0/24 in VRF blue is also on line 2 for an overlapping time; remove one, or end the earlier by valid_to
blue,10.0.0.0/24,web,team-b,2026-07-01,2026-07-01         ~ 6: valid_to 2026-07-01T00:00:00Z is not after valid_from 2026-07-01T00:00:00Z; swap or correct them
blue,10.0.0.0/24,web,team-b,2026-07-02,2026-07-01         ~ 6: valid_to 2026-07-01T00:00:00Z is not after valid_from 2026-07-02T00:00:00Z; swap or correct them
blue,10.0.1.0/24,=cmd|' /C calc'!A0,team-a,,              ~ 3: '=cmd|' /C calc'!A0' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit
blue,10.0.1.0/24,web,@SUM(1),,                            ~ 4: '@SUM(1)' begins with '@', which spreadsheets run as a formula; begin it with a letter or digit
+1,10.0.1.0/24,web,team-a,,                               ~ 1: '+1' begins with '+', which spreadsheets run as a formula; begin it with a letter or digit
blue,-10.0.1.0/24,web,team-a,,                            ~ 2: prefix '-10.0.1.0' is no address: want e.g. 192.0.2.7 or 2001:db8::7
""")
    void isLocatedAndNothingIsImported(String row, String message) throws IOException {
        Path file = csv(HEADER + GOOD + row + "\n");
        run(file)
                .refused(
                        65,
                        "segwright: a.csv:3:" + message,
                        "1 error in " + file + ": nothing was imported");
        assertThat(data()).doesNotExist();
    }

    @Test
    void anOwnerWhoLeftIsNamedAndNothingOfTheFileIsImported() throws IOException {
        Path owners =
                Files.writeString(
                        folder.resolve("owners.csv"), "owner,status\nteam-a,live\nteam-b,left\n");
        assertThat(Ran.of("import", "owners", owners, "--data", data()).code()).isZero();
        Path file =
                csv(
                        HEADER
                                + GOOD
                                + "blue,10.0.1.0/24,web,team-b,2026-01-01,\n"
                                + "blue,10.0.2.0/24,web,team-b,2026-01-01,2026-02-01\n"
                                + "blue,10.0.3.0/24,web,team-nobody-told-of,,\n");
        TreeMap<String, String> before = Ran.files(data().resolve("graph"));
        String left =
                "a.csv:3: 10.0.1.0/24: owner 'team-b' has left; name a live one, end the allocation by valid_to, or take it with --take-departed";
        for (String more : new String[] {"--dry-run", "--detailed-exitcode"}) {
            run(file, more)
                    .refused(
                            65,
                            "segwright: " + left,
                            "1 error in " + file + ": nothing was imported");
        }
        assertThat(before).isNotNull();
        assertThat(
                        Ran.of(
                                        "whois",
                                        "10.0.0.1",
                                        "--vrf",
                                        "blue",
                                        "--at",
                                        "2026-02-01",
                                        "--data",
                                        data())
                                .code())
                .isEqualTo(3);
        assertThat(run(file, "--take-departed").last())
                .isEqualTo(file + ": 4 rows, 4 new, 0 changed, 0 unchanged");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
2026-01-02T00:00:00Z,+,10.0.0.0/24,S3          | 3: 10.0.0.0/24 S3 is there already at that time
2026-01-02T00:00:00Z,-,10.0.0.0/24,EC2         | 3: 10.0.0.0/24 EC2 is not there at that time
2026-01-02T00:00:00Z,?,10.0.0.0/24,EC2         | 2: '?' is no event: want + or -
2026-01-02T00:00:00Z,+,10.0.0.0/24             | 3: the line has 3 cells, want at least 4 by tab: time, + or -, prefix, service
2025-12-31T00:00:00Z,+,10.0.0.0/24,EC2         | 1: time 2025-12-31T00:00:00Z is before 2026-01-01T00:00:00Z above; sort the lines
tomorrow,+,10.0.0.0/24,EC2                     | 1: time 'tomorrow' is none: want e.g. 2026-04-01T08:00:00Z
2026-01-02T00:00:00Z,+,10.0.0.1/24,EC2         | 3: prefix 10.0.0.1/24 has host bits set: want 10.0.0.0/24 or 10.0.0.1
2026-01-02T00:00:00Z,+,10.0.0.0/24,=1          | 4: '=1' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit
2026-01-02T00:00:00Z,+,10.0.0.0/24,            | 4: there is no service; want its name
""")
    void anEventThatCannotHaveBeenIsLocated(String line, String message) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("h.tsv"),
                        "2026-01-01T00:00:00Z\t+\t10.0.0.0/24\tS3\n"
                                + line.replace(',', '\t')
                                + "\n");
        run(file)
                .refused(
                        65,
                        "segwright: h.tsv:2:" + message,
                        "1 error in " + file + ": nothing was imported");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aHistoryIsAnsweredFromForAnyMoment() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("h.tsv"),
                        """
                        2026-01-01T00:00:00Z\t+\t192.0.2.0/24\tAMAZON\teu-1
                        2026-02-01T00:00:00Z\t+\t192.0.2.0/24\tEC2\teu-1\tborder
                        2026-03-01T00:00:00Z\t+\t192.0.2.0/24\tEC2\teu-1\tborder-2
                        2026-03-01T00:00:00Z\t-\t192.0.2.0/24\tEC2\teu-1\tborder
                        2026-04-01T00:00:00Z\t-\t192.0.2.0/24\tAMAZON\teu-1
                        2026-04-01T00:00:00Z\t-\t192.0.2.0/24\tEC2\teu-1\tborder-2
                        """);
        assertThat(run(file, "--owner", "AWS", "--vrf", "cloud").last())
                .isEqualTo(file + ": 2 rows, 2 new, 0 changed, 0 unchanged");
        for (String[] each :
                new String[][] {
                    {"2025-12-31", "\"attributed\":false"},
                    {"2026-01-31", "\"service\":\"AMAZON\""},
                    {"2026-02-01", "\"service\":\"AMAZON+EC2\""},
                    {"2026-03-31", "\"owner\":\"AWS\""},
                    {"2026-04-01", "\"attributed\":false"}
                }) {
            assertThat(
                            Ran.of(
                                            "whois",
                                            "192.0.2.7",
                                            "--vrf",
                                            "cloud",
                                            "--at",
                                            each[0],
                                            "--data",
                                            data(),
                                            "-o",
                                            "json")
                                    .out())
                    .contains(each[1]);
        }
    }
}
