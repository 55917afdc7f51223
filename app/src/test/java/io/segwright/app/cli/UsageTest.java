package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir private Path folder;

    @ParameterizedTest(name = "segwright {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    colect                                       | segwright: Unmatched argument at index 0: 'colect' | Did you mean: segwright collect or segwright conflicts or segwright doctor?
                    plan --policy p.yaml                         | segwright: Missing required option: '--out=DIR' | try: segwright plan --help
                    collect                                      | segwright: Missing required option: '--range=[SITE=]PREFIX' | try: segwright collect --help
                    collect --range 10.0.0.0/8 --port x          | segwright: Invalid value for option '--port': 'x' is not an int | try: segwright collect --help
                    whois                                        | segwright: Missing required parameter: 'ADDRESS' | try: segwright whois --help
                    whois 10.0.0.1 -o xml                        | segwright: Invalid value for option '--output': expected one of [TABLE, JSON, JSONL, CSV] (case-insensitive) but was 'xml' | try: segwright whois --help
                    """)
    void whatCannotBeReadIsRefused(String words, String first, String second) {
        Ran.of((Object[]) words.split(" ")).refused(64, first, second);
    }

    @Test
    void anUnknownOptionIsRefused() {
        Ran.of("whois", "10.0.0.1", "--frob")
                .refused(64, "segwright: Unknown option: '--frob'", "try: segwright whois --help");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --seed 10.0.0.1 --port 0                       | --port 0: want 1..65535
                    --seed 10.0.0.1 --port 65536                   | --port 65536: want 1..65535
                    --flow-port 65536                              | --flow-port 65536: want 1..65535
                    --flow-port 0                                  | --flow-port 0: want 1..65535
                    --flow-port 2055 --flow-seconds -1             | --flow-seconds -1: want 0..86400
                    --seed 10.0.0.256                              | --seed: '10.0.0.256' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    --seed 10.0.0.1 --timeout-ms 0                 | timeout in ms 0: want 50..60000
                    --seed 10.0.0.1 --retries -1                   | retries -1: want 0..5
                    --seed 10.0.0.1 --exclude 10.0.0.1/8           | 10.0.0.1/8 has host bits set: want 10.0.0.0/8 or 10.0.0.1
                    --seed 10.0.0.1 --range a/b=10.0.0.0/8         | --range a/b=10.0.0.0/8: want SITE=PREFIX with a site of letters, digits, . _ -
                    --dry-run                                      | nothing to start from: want --seed ADDRESS, --sweep or --flow-port PORT
                    --seed 10.0.0.1                                | no SNMP credentials: want --snmp FILE, SEGWRIGHT_SNMP=FILE, or --community TEXT for a trial
                    """)
    void collectSaysWhichWordIsWrong(String words, String message) {
        Path data = folder.resolve("data");
        String[] all = ("collect --range 10.0.0.0/8 --data " + data + " " + words).split(" ");
        Ran.of((Object[]) all).refused(64, "segwright: " + message);
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest(name = "segwright {0} answers for any two times")
    @ValueSource(
            strings = {
                "whois",
                "inventory list",
                "inventory show",
                "conflicts",
                "plan",
                "explain",
                "audit report"
            })
    void everyReadOfTheInventoryTakesBothTimes(String command) {
        Ran ran = Ran.of((Object[]) (command + " --help").split(" "));
        assertThat(ran.out()).contains("--at=TIME", "--as-of=TIME");
    }

    @ParameterizedTest(name = "segwright {0} --help")
    @ValueSource(
            strings = {
                "",
                "demo",
                "doctor",
                "lab",
                "lab snmp",
                "collect",
                "import",
                "import allocations",
                "inventory",
                "inventory list",
                "inventory show",
                "conflicts",
                "conflicts decide",
                "whois",
                "plan",
                "explain",
                "audit",
                "audit report",
                "audit log",
                "audit log verify",
                "audit log show",
                "audit log adopt"
            })
    void everyCommandHasHelp(String command) {
        Ran ran = Ran.of((Object[]) (command + " --help").strip().split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith(("Usage: segwright " + command).strip());
        assertThat(ran.out().lines().filter(l -> l.length() > 100)).isEmpty();
    }

    @Test
    void itsVersionIsOneLine() {
        Ran ran = Ran.of("--version");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).matches("segwright \\d+\\.\\d+\\.\\d+\\R");
    }
}
