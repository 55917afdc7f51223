package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.app.view.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoisTest {
    private static final String ALLOCATIONS =
            """
            vrf,prefix,service,subscription,vm,environment,owner,valid_from,valid_to
            ,10.0.0.0/8,,,,prod,net-team,2026-01-01,
            ,10.1.0.0/24,crm,s-1,,,ana,2026-01-01,2026-04-01
            ,10.1.0.0/24,shop,s-2,,,bo,2026-04-01,
            ,10.2.0.0/16,,,,,,2026-01-01,
            ,172.16.0.0/12,old,,,,cy,2025-01-01,2026-01-01
            blue,192.168.0.0/16,blue-web,,,,dan,2026-01-01,
            red,192.168.7.0/24,red-web,,,,eva,2026-01-01,
            """;

    private Path folder = Path.of("");

    @BeforeAll
    void anInventory(@TempDir Path fresh) throws IOException {
        folder = fresh;
        Path csv = Files.writeString(folder.resolve("a.csv"), ALLOCATIONS);
        assertThat(Ran.of("import", "allocations", csv, "--data", data()).code()).isZero();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Ran whois(Object... words) {
        return Ran.of(
                Stream.concat(Stream.of("whois", "--data", data()), Stream.of(words)).toArray());
    }

    @Test
    void theDeepestRecordIsShownWithItsSourceValidityAndWhatCoversIt() {
        Ran then = whois("10.1.0.7", "--at", "2026-03-31", "-o", "json");
        assertThat(then.code()).isZero();
        assertThat(then.out())
                .contains(
                        "\"status\":\"attributed\",\"reason\":\"\",\"service\":\"crm\"",
                        "\"environment\":\"prod\",\"owner\":\"ana\",\"prefix\":\"10.1.0.0/24\"",
                        "\"source\":\"a.csv:3\",\"confidence\":100",
                        "\"validFrom\":\"2026-01-01T00:00:00Z\",\"validTo\":\"2026-04-01T00:00:00Z\"",
                        "10.0.0.0/8 in default from 2026-01-01T00:00:00Z, a.csv:2");
        assertThat(whois("::ffff:10.1.0.7", "-o", "json").out())
                .contains("\"address\":\"10.1.0.7\"", "\"service\":\"shop\"");
    }

    @ParameterizedTest(name = "{0} is not attributed: {1}")
    @CsvSource(
            textBlock =
                    """
                    10.2.0.1,    untagged,    the allocations that cover it name no service or no owner; complete their tags
                    172.16.0.1,  stale,       every allocation that covered it had ended; allocate it anew
                    11.0.0.1,    no-prefix,   no allocation covers it; allocate its prefix
                    """)
    void theReasonIsSaid(String address, String status, String reason) {
        Ran ran = whois(address, "-o", "json");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).contains("\"status\":\"" + status + "\",\"reason\":\"" + reason);
    }

    @Test
    void whereTheDomainIsNotToldThoseThatHaveTheAddressAreNamed() {
        assertThat(whois("192.168.7.1", "-o", "json").out())
                .contains(
                        "blue: blue-web of dan (30 %: 192.168.0.0/16 is allocated in it)",
                        "red: red-web of eva (30 %: 192.168.7.0/24 is allocated in it)");
        assertThat(whois("192.168.7.1", "--vrf", "red").code()).isZero();
        assertThat(whois("192.168.7.1", "--vrf", "green", "-o", "json").out())
                .contains("\"status\":\"unknown-vrf\"");
        assertThat(whois("192.168.7.1", "--exporter", "192.0.2.1", "-o", "json").out())
                .contains("\"vrf\":\"red\",", "\"service\":\"red-web\"");
    }

    @Test
    void manyAreAnsweredLineByLineAndEachWrongLineIsLocated() throws IOException {
        Path list =
                Files.writeString(
                        folder.resolve("list.txt"),
                        """
                        address,vrf,time
                        10.1.0.7
                        10.1.0.7,,2026-03-01

                        # a note
                        10.1.0.300
                        192.168.7.1 , red
                        fe80::1%eth0
                        10.1.0.7,a b
                        10.1.0.7,default,yesterday
                        10.1.0.7,default,2026-03-01T10:00:00Z,80,tcp,x
                        =1+1
                        11.0.0.1
                        """);
        Ran ran = whois("-f", list, "-o", "jsonl");
        assertThat(ran.code()).isEqualTo(65);
        assertThat(ran.err().lines())
                .containsExactly(
                        "list.txt:6:1: '10.1.0.300' is no address: want e.g. 192.0.2.7 or 2001:db8::7",
                        "list.txt:8:1: 'fe80::1%eth0' has a zone, which means something on one machine only: want fe80::1",
                        "list.txt:9:2: VRF name 'a b': want 1..64 characters without blanks",
                        "list.txt:10:3: time 'yesterday' is no time: want e.g. 2026-04-01 or 2026-04-01T12:30Z",
                        "list.txt:11:6: the line has 6 cells: want ADDRESS[,VRF[,TIME[,PORT[,PROTOCOL]]]]",
                        "list.txt:12:1: '=1+1' is no address: want e.g. 192.0.2.7 or 2001:db8::7",
                        "4 addresses, 3 attributed, 1 no-prefix; 6 wrong lines");
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(10);
        assertThat(lines.get(0)).startsWith("{\"line\":2,").contains("\"service\":\"shop\"");
        assertThat(lines.get(1)).contains("\"service\":\"crm\"", "\"covering\":[\"10.0.0.0/8\"]");
        assertThat(lines.get(2)).startsWith("{\"line\":6,\"error\":\"'10.1.0.300' is no address");
        assertThat(lines.get(3)).contains("\"vrf\":\"red\"", "\"owner\":\"eva\"");

        Ran csv = whois("-f", list, "-o", "csv");
        assertThat(csv.out().lines()).hasSize(11).first().asString().startsWith("line,address,");
        assertThat(csv.out()).contains("7,192.168.7.1,,red,");
    }

    @Test
    void manyLinesAndHostileOnesAreAnsweredOneByOne() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("10.1.0.").append(i % 256).append('\n');
        }
        text.append("9".repeat(1_000_000)).append('\n');
        text.append('\0').append(new String(new byte[] {65, 66}, StandardCharsets.US_ASCII));
        Path list = Files.writeString(folder.resolve("many.txt"), text);
        Ran ran = whois("-f", list, "-o", "jsonl");
        assertThat(ran.err().lines())
                .first()
                .isEqualTo("many.txt:20001:1: the line has 1000000 bytes: want at most 256");
        assertThat(ran.last()).isEqualTo("20000 addresses, 20000 attributed; 2 wrong lines");
        assertThat(ran.out().lines()).hasSize(20_002);
    }

    @Test
    void wordsThatDoNotGoTogetherAreRefused() {
        whois("-f", "list", "-o", "json")
                .refused(64, "segwright: -f FILE answers line by line: want -o jsonl or -o csv");
        whois("-f", folder.resolve("none"), "-o", "jsonl")
                .refused(
                        65,
                        "segwright: "
                                + folder.resolve("none")
                                + " cannot be read: want lines ADDRESS[,VRF[,TIME[,PORT[,PROTOCOL]]]]");
        assertThat(whois("10.0.0.1", "-f", "list").code()).isEqualTo(64);
        whois("10.0.0.1", "--vrf", "red", "--exporter", "192.0.2.1")
                .refused(
                        64,
                        "segwright: --vrf and --exporter both tell the routing domain: want one of them");
        whois("10.0.0.0/8")
                .refused(
                        64,
                        "segwright: '10.0.0.0/8' is no address: want e.g. 192.0.2.7 or 2001:db8::7");
        assertThat(Table.csvLine(List.of("=1+1", 5))).isEqualTo("'=1+1,5\r\n");
    }
}
