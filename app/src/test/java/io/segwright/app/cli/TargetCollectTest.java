package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.lab.agent.AuthProtocol;
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.UsmUser;
import io.segwright.lab.replay.Captures;
import io.segwright.lab.replay.ReplayOptions;
import io.segwright.lab.replay.ReplayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `collect --target` against replayed captures that are made here.
class TargetCollectTest {
    private static final String ADDRESS = "127.93.0.2";
    private static final String AUTH = "canary-5f1d-auth";
    private static final String PRIVACY = "canary-5f1d-priv";
    private static final String SWITCH =
            """
            1.3.6.1.2.1.1.1.0|4|Example switch, version 7
            1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.32473.1
            1.3.6.1.2.1.1.5.0|4|sw-1
            1.3.6.1.2.1.2.2.1.1.1|2|1
            1.3.6.1.2.1.2.2.1.1.2|2|2
            1.3.6.1.2.1.2.2.1.2.1|4|ge-0/0/1
            1.3.6.1.2.1.2.2.1.2.2|4|ge-0/0/2
            1.3.6.1.2.1.2.2.1.3.1|2|6
            1.3.6.1.2.1.2.2.1.3.2|2|6
            1.3.6.1.2.1.2.2.1.6.1|4x|00005e005301
            1.3.6.1.2.1.4.20.1.1.192.0.2.7|64|192.0.2.7
            1.3.6.1.2.1.4.20.1.2.192.0.2.7|2|1
            1.3.6.1.2.1.4.20.1.3.192.0.2.7|64|255.255.255.0
            1.3.6.1.2.1.17.1.1.0|4x|00005e005310
            """;

    @TempDir private Path folder;

    private ReplayServer serve(Fault... faults) throws IOException {
        Path captures = Files.createDirectories(folder.resolve("captures"));
        Files.writeString(captures.resolve("sw-1.snmprec"), SWITCH);
        UsmUser user = UsmUser.of("reader", AuthProtocol.HMAC_SHA256_192, AUTH, PRIVACY);
        InetSocketAddress listen = new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 0);
        return ReplayServer.start(
                Captures.open(captures),
                new ReplayOptions(listen, user, List.of(faults), 38),
                _ -> {});
    }

    /// Said before anybody is asked: nothing listens at that port.
    @Test
    void listsThatCannotBeReadAreRefusedWithTheirPlace() throws IOException {
        Path lists = Files.createDirectories(folder.resolve("lists"));
        Path broken = Files.createDirectory(lists.resolve("iana-pen.tsv"));
        String before = System.getProperty("segwright.lists", "");
        System.setProperty("segwright.lists", lists.toString());
        try {
            Ran.of("collect", "--target", ADDRESS + ":9", "--community", "x")
                    .refused(
                            65,
                            "segwright: "
                                    + broken
                                    + ": want a file of at most 67108864 bytes; correct or unset -Dsegwright.lists, which names it");
            System.setProperty("segwright.lists", lists + "2");
            Ran.of("demo", "--dir", folder.resolve("demo"))
                    .refused(
                            65,
                            "segwright: "
                                    + lists
                                    + "2: no such directory: want one that holds thola-sysObjectID.yaml or iana-pen.tsv;"
                                    + " correct or unset -Dsegwright.lists, which names it");
        } finally {
            System.setProperty("segwright.lists", before);
        }
    }

    private Ran collect(ReplayServer server, Object... more) {
        List<Object> words =
                new ArrayList<>(
                        List.of(
                                "collect",
                                "--target",
                                ADDRESS + ":" + server.address().getPort(),
                                "--timeout-ms",
                                300,
                                "--retries",
                                1,
                                "--data",
                                folder.resolve("data")));
        words.addAll(List.of(more));
        Ran ran = Ran.of(words.toArray());
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(ran.out() + ran.err()).doesNotContain("canary");
        return ran;
    }

    @Test
    void oneAgentIsShownAndNothingIsWritten() throws IOException {
        try (ReplayServer server = serve()) {
            Ran ran = collect(server, "--community", "sw-1", "-o", "json");
            assertThat(ran.code()).isZero();
            assertThat(ran.err().lines())
                    .containsExactly(
                            "warning: --community is for trials: every user of this machine can read a command line; use --snmp FILE");
            JsonNode root = new ObjectMapper().readTree(ran.out());
            assertThat(root.fieldNames())
                    .toIterable()
                    .containsExactly("device", "evidence", "incomplete");
            JsonNode device = root.path("device");
            assertThat(device.path("description").asText()).isEqualTo("Example switch, version 7");
            assertThat(device.path("interfaces").findValuesAsText("name"))
                    .containsExactly("ge-0/0/1", "ge-0/0/2");
            assertThat(device.path("addresses").findValuesAsText("address"))
                    .containsExactly("192.0.2.7/24");
            assertThat(device.path("addresses").findValuesAsText("interface"))
                    .containsExactly("ge-0/0/1");
            assertThat(root.path("incomplete").isEmpty()).isTrue();
            assertThat(root.path("evidence").toString())
                    .contains(
                            "{\"attribute\":\"key\",\"value\":\"bridge-mac:00:00:5e:00:53:10\",\"source\":\"snmp "
                                    + ADDRESS
                                    + "\",\"object\":\"dot1dBaseBridgeAddress (1.3.6.1.2.1.17.1.1.0)\"}");
        }
    }

    @Test
    void aVersion3UserNamedAsTheCaptureSeesTheSame() throws IOException {
        try (ReplayServer server = serve()) {
            Path snmp =
                    SnmpFiles.write(
                            folder.resolve("snmp.json"),
                            SnmpFiles.user("sw-1", AUTH, PRIVACY, ADDRESS + "/32"));
            Ran secured = collect(server, "--snmp", snmp, "-o", "json");
            assertThat(secured.err()).isEmpty();
            assertThat(secured.out())
                    .isEqualTo(collect(server, "--community", "sw-1", "-o", "json").out());
        }
    }

    @Test
    void aContextNamesTheCaptureToo() throws IOException {
        try (ReplayServer server = serve()) {
            String file =
                    SnmpFiles.user("reader", AUTH, PRIVACY, ADDRESS + "/32")
                            .replace("\"user\"", "\"context\": \"sw-1\", \"user\"");
            Path snmp = SnmpFiles.write(folder.resolve("snmp.json"), file);
            Ran ran = collect(server, "--snmp", snmp, "-o", "csv");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out())
                    .contains("description,\"Example switch, version 7\",,snmp " + ADDRESS);
            Path wrong = SnmpFiles.write(snmp, file.replace("sw-1", "sw-2"));
            Ran refused = collect(server, "--snmp", wrong);
            assertThat(refused.code()).isEqualTo(69);
            assertThat(refused.line("silent: ")).startsWith("silent: " + ADDRESS + " ");
        }
    }

    @Test
    void whatDidNotAnswerIsTold() throws IOException {
        try (ReplayServer server = serve()) {
            Ran ran = collect(server, "--community", "sw-2");
            assertThat(ran.code()).isEqualTo(69);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.line("silent: "))
                    .isEqualTo(
                            "silent: "
                                    + ADDRESS
                                    + " timeout: credential community: no answer in 2 attempts: no device, filtered, or a"
                                    + " wrong community, which SNMP answers with silence; check the community and the agent's"
                                    + " access list");
            assertThat(ran.last())
                    .isEqualTo(
                            "segwright: nothing answered: see the lines above for what was tried and why it failed");
        }
    }

    @Test
    void whatCouldNotBeReadWholeIsSaid() throws IOException {
        try (ReplayServer server = serve(new Fault.Looping(Oid.of("1.3.6.1.2.1.2.2.1.2")))) {
            Ran ran = collect(server, "--community", "sw-1", "-o", "json");
            assertThat(ran.code()).isZero();
            assertThat(ran.line("partly: ")).startsWith("partly: " + ADDRESS + " answered, but");
            JsonNode incomplete = new ObjectMapper().readTree(ran.out()).path("incomplete");
            assertThat(incomplete.get(0).asText()).startsWith("ifTable: the agent went back from");
        }
    }

    @ParameterizedTest(name = "collect {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --target 127.0.0.1 --community x --seed 127.0.0.1     | --target asks exactly one agent and writes nothing: drop --seed
                    --target 127.0.0.1 --community x --range 127.0.0.0/8  | --target asks exactly one agent and writes nothing: drop --range
                    --target 127.0.0.1 --community x --dry-run            | --target asks exactly one agent and writes nothing: drop --dry-run
                    --target 127.0.0.1                                    | no SNMP credentials: want --snmp FILE, SEGWRIGHT_SNMP=FILE, or --community TEXT for a trial
                    --target localhost:161 --community x                  | --target localhost:161: want e.g. 127.0.0.1:16100 or [::1]:16100
                    --target 127.0.0.1:0 --community x                    | --target 127.0.0.1:0: want e.g. 127.0.0.1:16100 or [::1]:16100
                    --target 127.1 --community x                          | --target 127.1: want e.g. 127.0.0.1:16100 or [::1]:16100
                    --target [::1]:99999 --community x                    | --target [::1]:99999: want e.g. 127.0.0.1:16100 or [::1]:16100
                    """)
    void whatCannotBeMeantIsRefused(String words, String message) {
        Ran ran = Ran.of((Object[]) ("collect " + words).split(" "));
        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.last()).isEqualTo("segwright: " + message);
        assertThat(ran.out()).isEmpty();
    }
}
