package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path csv(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Ran run(String words) {
        return Ran.of((Object[]) (words + " --data " + data()).split(" "));
    }

    private void done(String words) {
        Ran ran = run(words);
        assertThat(ran.code()).as(words + ": " + ran.err()).isZero();
    }

    @Test
    void anAddressIsGivenWithItsTagsAndKnownToWhois() throws IOException {
        Path tags =
                csv(
                        "tags.csv",
                        "kind,name,parent,status\nservice,web,,\nservice,fax,,retired\nsubscription,web-prod,web,live\n");
        done("allocate tags import " + tags);
        done("import owners " + csv("owners.csv", "owner\nteam-web\n"));
        done(
                "import allocations "
                        + csv("a.csv", "prefix,service,owner\n10.0.0.0/30,printers,team-web\n"));
        done("allocate aggregate add 10.0.0.0/8 --reason NET-1");
        Ran pool =
                run(
                        "allocate pool add lan 10.0.0.0/24 --require service,owner --owner team-web --reason NET-2");
        assertThat(pool.err()).isEqualTo("1 blocks in use were reserved\n");

        Ran refused = run("allocate address --pool lan --service wbe --reason NET-3 -o json");
        assertThat(refused.code()).isEqualTo(65);
        assertThat(refused.err())
                .isEqualTo(
                        "segwright: refused (tags): service 'wbe' is unknown: did you mean web?\n");
        JsonNode problem = JSON.readTree(refused.out()).at("/problems/0");
        assertThat(problem.at("/tag").asText()).isEqualTo("service");
        assertThat(problem.at("/reason").asText()).isEqualTo("unknown");
        assertThat(problem.at("/near/0").asText()).isEqualTo("web");

        String ask = "allocate address --pool lan --service web --reason NET-3 --key job-1";
        Ran trial = run(ask + " --dry-run -o csv");
        assertThat(trial.out()).contains("allocated,default,10.0.0.4,web,,,,team-web,,");
        assertThat(trial.err()).isEqualTo("nothing was written (--dry-run)\n");
        done(ask);
        JsonNode again = JSON.readTree(run(ask + " -o json").out());
        assertThat(again.at("/0/block").asText()).isEqualTo("10.0.0.4");
        assertThat(again.at("/0/history/1/what").asText()).isEqualTo("allocated");

        Ran whois = run("whois 10.0.0.4 -o json");
        assertThat(whois.code()).isZero();
        assertThat(JSON.readTree(whois.out()).at("/service").asText()).isEqualTo("web");
        assertThat(run("audit log show -o csv").out().lines())
                .anyMatch(l -> l.contains(",allocate.address,pool lan,NET-3,"));

        done("allocate release 10.0.0.4 --reason gone");
        assertThat(run("whois 10.0.0.4").code()).isEqualTo(3);
        Ran list = run("allocate list --limit 3 -o csv");
        assertThat(list.out().lines())
                .hasSize(4)
                .anyMatch(l -> l.startsWith("10.0.0.0/30,reservation,"));
        assertThat(list.last()).isEqualTo("next page: --page 10.0.0.0/30,3");
        assertThat(run("allocate list --page 10.0.0.0/30,3 -o csv").out().lines())
                .anyMatch(l -> l.startsWith("10.0.0.4,address,4,resting,web,team-web"));
    }

    @ParameterizedTest(name = "allocate {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    address --pool p --reason x                        | 69 | DIR holds no inventory yet: run segwright collect or import first, or choose with --data DIR
                    address 10.0.0.0/24 --pool p --reason x            | 64 | 10.0.0.0/24 is no single address: use allocate prefix or range
                    prefix --pool p --reason x                         | 64 | want --size /N or a PREFIX, one of them
                    prefix 10.0.0.1/24 --pool p --reason x             | 64 | 10.0.0.1/24 has host bits set: want 10.0.0.0/24 or 10.0.0.1
                    prefix --size /x --pool p --reason x               | 64 | --size /x: want a prefix length such as /28
                    range --count 0 --pool p --reason x                | 64 | a range of 0 addresses: want 1..4294967296
                    address fe80::1%eth0 --pool p --reason x           | 64 | 'fe80::1%eth0' has a zone, which means something on one machine only: want fe80::1
                    address --pool p --lease 3w --reason x             | 64 | --lease 3w: want a time such as 30d, 12h, 90m or 45s
                    pool add p 10.0.0.0/8 --require colour --reason x  | 64 | --require colour: want service, subscription, vm, environment, owner or none
                    pool add p 10.0.0.0/8 --shortest /30 --longest /8 --reason x | 64 | prefix lengths 30..8: want 0 <= shortest <= longest <= 128
                    list --page what                                   | 64 | --page what: want the word that the page before ended with
                    list --limit 0                                     | 64 | --limit 0: want 1..1000
                    """)
    void whatCannotBeMeantIsRefusedAndBeginsNothing(String words, int code, String message) {
        run("allocate " + words)
                .refused(code, "segwright: " + message.replace("DIR holds", data() + " holds"));
        assertThat(data()).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    owner,ana,,            | 2: kind 'owner': want service, subscription, vm or environment; owners: segwright import owners
                    service,=cmd(),,       | 2: '=cmd()' begins like a formula; write the plain name
                    service,web,,gone      | 2: status 'gone': want live or retired
                    service,web,x,         | 2: service 'web' has parent 'x': only subscriptions (of a service) and VMs (of a subscription) have one
                    vm,a,,;vm,a,,          | 3: vm 'a' is there twice; remove one
                    """)
    void oneBadTagAndNothingIsImported(String rows, String message) throws IOException {
        Path file = csv("t.csv", "kind,name,parent,status\n" + rows.replace(';', '\n') + "\n");
        run("allocate tags import " + file).refused(65, "segwright: t.csv:" + message);
        assertThat(data()).doesNotExist();
    }
}
