package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportNatTest {
    private static final String HEADER =
            "public,protocol,ports,inside,valid_from,valid_to,inside_vrf\n";

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path csv(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    192.0.2.1,tcp,80,,,,            | 2: there is no inside address; write one, or remove the line
                    192.0.2.1/32,,,10.0.0.1,,,      | 2: '192.0.2.1/32' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    ::ffff:192.0.2.1,,,10.0.0.1,,,  | 2: '::ffff:192.0.2.1' is an IPv4-mapped IPv6 address: want 192.0.2.1
                    192.0.2.1,,,fe80::1%eth0,,,     | 2: 'fe80::1%eth0' has a zone, which means something on one machine only: want fe80::1
                    192.0.2.1,tcp,99999,10.0.0.1,,, | 2: '99999' is no port or port range: want e.g. 443 or 8000-8099
                    192.0.2.1,gre,80,10.0.0.1,,,    | 2: ports 80: gre has none; leave the cell empty
                    192.0.2.1,,,10.0.0.1,noon,,     | 2: valid_from 'noon' is no time: want e.g. 2026-04-01 or 2026-04-01T08:00:00Z
                    192.0.2.1,,,10.0.0.1,2026-04-02,2026-04-01, | 2: 192.0.2.1 bound from 2026-04-02T00:00:00Z to 2026-04-01T00:00:00Z: want from before to
                    192.0.2.1,tcp,80,10.0.0.1,2026-04-01,,;192.0.2.1,tcp,80,10.0.0.2,2026-04-02,, | 3: the ports of line 2 are given away again before +1000000000-12-31T23:59:59.999999999Z: end one before the other begins
                    """)
    void oneBadRowAndNothingIsImported(String rows, String message) throws IOException {
        Path file = csv("n.csv", HEADER + rows.replace(';', '\n') + "\n");
        Ran.of("import", "nat", file, "--data", data()).refused(65, "segwright: n.csv:" + message);
        assertThat(data()).doesNotExist();
    }

    @Test
    void aPortIsWhoseItWasAtThatMoment() throws IOException {
        Path allocations =
                csv(
                        "a.csv",
                        """
                        vrf,prefix,service,owner
                        default,192.0.2.0/24,edge,net
                        blue,10.0.0.1/32,shop,team-shop
                        blue,10.0.0.2/32,mail,team-mail
                        """);
        assertThat(Ran.of("import", "allocations", allocations, "--data", data()).code()).isZero();
        Path nat =
                csv(
                        "n.csv",
                        HEADER
                                + """
                                192.0.2.1,tcp,1024-2047,10.0.0.1,2026-04-01,2026-04-02,blue
                                192.0.2.1,tcp,1024-2047,10.0.0.2,2026-04-02,,blue
                                """);
        Ran trial = Ran.of("import", "nat", nat, "--data", data(), "--dry-run", "-o", "csv");
        assertThat(trial.out())
                .isEqualTo(
                        """
                        change,public,protocol,ports,inside,from,to
                        add,192.0.2.1,tcp,1024-2047,10.0.0.1 in blue,2026-04-01T00:00:00Z,2026-04-02T00:00:00Z
                        add,192.0.2.1,tcp,1024-2047,10.0.0.2 in blue,2026-04-02T00:00:00Z,
                        """
                                .replace("\n", "\r\n"));
        assertThat(Ran.of("import", "nat", nat, "--data", data()).code()).isZero();
        assertThat(Ran.of("import", "nat", nat, "--data", data()).err())
                .contains("2 rows, 0 new or changed, 2 unchanged");

        assertThat(
                        serviceBehind(
                                "--port",
                                1500,
                                "--protocol",
                                "tcp",
                                "--at",
                                "2026-04-01T12:00:00Z"))
                .isEqualTo("shop");
        assertThat(serviceBehind("--port", 1500, "--protocol", "tcp")).isEqualTo("mail");
        Ran unbound = whois("--port", 3000, "--protocol", "tcp");
        assertThat(unbound.code()).isEqualTo(3);
        assertThat(unbound.out()).contains("no translation of that port was recorded");
        assertThat(service(Ran.of("whois", "192.0.2.2", "--data", data()))).isEqualTo("edge");
    }

    @Test
    void linesAskForPortsToo() throws IOException {
        Path nat = csv("n.csv", HEADER + "192.0.2.1,udp,53,10.0.0.1,,,\n");
        assertThat(Ran.of("import", "nat", nat, "--data", data()).code()).isZero();
        Path asked = csv("q", "192.0.2.1,,,53,udp\n192.0.2.1,,,53,tcp\n192.0.2.1,,,x\n");
        Ran ran = Ran.of("whois", "-f", asked, "-o", "csv", "--data", data());
        assertThat(ran.code()).isEqualTo(65);
        assertThat(ran.out().lines().skip(1).map(l -> l.split(",", 5)[2]))
                .containsExactly("10.0.0.1 (import:n.csv; ports 53)", "", "");
        assertThat(ran.err()).contains("q:3:4: 'x' is no port or port range");
    }

    private Ran whois(Object... more) {
        Object[] words = new Object[more.length + 4];
        System.arraycopy(new Object[] {"whois", "192.0.2.1", "--data", data()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Ran.of(words);
    }

    private String serviceBehind(Object... more) {
        return service(whois(more));
    }

    private static String service(Ran ran) {
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("service "))
                .map(line -> line.substring(8).strip())
                .findFirst()
                .orElse("");
    }
}
