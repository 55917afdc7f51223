package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.estate.Estate;
import io.segwright.lab.estate.EstateSpec;
import io.segwright.lab.estate.Host;
import io.segwright.lab.estate.RunningEstate;
import io.segwright.lab.estate.SnmpCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a network to its plan, over the command line alone.
class PlanTest {
    private static final Estate ESTATE = Estate.generate(new EstateSpec(7, 1, 8, 64, 0, 0, 0));

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path data() {
        return shared.resolve("data");
    }

    private static Path policy() {
        return shared.resolve("policy.yaml");
    }

    @BeforeAll
    static void collectOnce() throws IOException {
        Files.writeString(policy(), ESTATE.policyYaml());
        Path csv = Files.writeString(shared.resolve("allocations.csv"), ESTATE.allocationsCsv());
        assertThat(Ran.of("import", "allocations", csv, "--data", data()).code()).isZero();
        Path snmp = SnmpFiles.write(shared.resolve("snmp.json"), credentials());
        try (RunningEstate agents = start()) {
            Ran ran =
                    Ran.of(
                            "collect",
                            "--seed",
                            ESTATE.seedAddress(),
                            "--range",
                            ESTATE.sites().getFirst().name()
                                    + "="
                                    + ESTATE.sites().getFirst().range(),
                            "--exclude",
                            ESTATE.excludeRange(),
                            "--snmp",
                            snmp,
                            "--port",
                            agents.port(),
                            "--timeout-ms",
                            300,
                            "--retries",
                            1,
                            "--data",
                            data(),
                            "-o",
                            "jsonl");
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out().lines()).hasSize(8);
            assertThat(agents.forbiddenContacts()).isZero();
        }
    }

    private static RunningEstate start() throws IOException {
        IOException last = new IOException("no port was tried");
        for (int port = 17_161; port < 17_181; port++) {
            try {
                return ESTATE.start(port);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static String credentials() {
        return ESTATE.credentials().stream()
                .map(PlanTest::json)
                .collect(Collectors.joining(",", "{\"credentials\": [", "]}"));
    }

    private static String json(SnmpCredential credential) {
        return switch (credential) {
            case SnmpCredential.User user ->
                    """
                    {"name": "%s", "version": "3", "user": "%s", "authProtocol": "SHA-256", "authPassword": "%s",
                     "privProtocol": "AES", "privPassword": "%s", "ranges": ["%s"]}
                    """
                            .formatted(
                                    user.name(),
                                    user.user(),
                                    user.authPassword(),
                                    user.privacyPassword(),
                                    user.range());
            case SnmpCredential.Community community ->
                    """
                    {"name": "%s", "version": "%s", "community": "%s", "ranges": ["%s"]}
                    """
                            .formatted(
                                    community.name(),
                                    community.version() == SnmpCredential.Version.V1 ? "1" : "2c",
                                    community.community(),
                                    community.range());
        };
    }

    private static Ran plan(Path policy, Path out) {
        return Ran.of("plan", "--policy", policy, "-out", out, "--data", data(), "-o", "jsonl");
    }

    @Test
    void thePlanOfOneInventoryIsTheSameByteForByte() {
        Ran first = plan(policy(), folder.resolve("one"));
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out().lines())
                .isNotEmpty()
                .allMatch(l -> l.matches(".*\"lists\":(\\d+),.*\"proved\":\\1}"));
        assertThat(first.last()).matches("\\d+ files in .*/one, plan.json sha256 [0-9a-f]{64}");
        Ran second = plan(policy(), folder.resolve("two"));
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Ran.files(folder.resolve("two")))
                .hasSizeGreaterThan(8)
                .containsKey("plan.json")
                .isEqualTo(Ran.files(folder.resolve("one")));
        plan(policy(), folder.resolve("two"));
        assertThat(Ran.files(folder.resolve("two"))).isEqualTo(Ran.files(folder.resolve("one")));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aTrialProvesAndWritesNothing() {
        Ran ran =
                Ran.of(
                        "plan",
                        "--policy",
                        policy(),
                        "-out",
                        folder.resolve("plan"),
                        "--data",
                        data(),
                        "--dry-run");
        assertThat(ran.code()).isZero();
        assertThat(ran.last()).isEqualTo("nothing was written (--dry-run)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aForeignFolderIsLeftAlone() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("letter.txt"), "dear");
        plan(policy(), mine)
                .refused(
                        64,
                        "segwright: "
                                + mine
                                + " holds something that is no plan: choose an empty directory");
        plan(policy(), mine.resolve("letter.txt"))
                .refused(
                        64,
                        "segwright: "
                                + mine.resolve("letter.txt")
                                + " is a file: choose a directory for the plan");
        assertThat(mine.resolve("letter.txt")).hasContent("dear");
        assertThat(folder.toFile().list()).containsExactly("mine");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    from: [desktop], to: [web-prod]   | from: [dekstop], to: [web-prod]   | unknown segment 'dekstop': did you mean 'desktop'?
                    https: [tcp/443]                  | https: [tcp/90-80]                | port range 90-80: want first <= last; swap the ends
                    management:                       | unmanaged:                        | unknown key 'unmanaged': want one of version, defaults, segments, services, rules, management
                    version: 1                        | version: [                        | YAML: expected ',' or ']', but got <scalar>
                    """)
    void aPolicyThatIsWrongIsLocated(String right, String wrong, String message)
            throws IOException {
        assertThat(ESTATE.policyYaml()).contains(right);
        String text = ESTATE.policyYaml().replace(right, wrong);
        Path file = Files.writeString(folder.resolve("policy.yaml"), text);
        Ran ran = plan(file, folder.resolve("plan"));
        assertThat(ran.err().lines().findFirst().orElseThrow())
                .matches("segwright: policy\\.yaml:\\d+:\\d+: " + Pattern.quote(message));
        assertThat(ran.code()).isEqualTo(65);
        assertThat(ran.out()).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("policy.yaml");
    }

    @Test
    void aPolicyThatIsNotThereIsSaid() {
        Path none = folder.resolve("none.yaml");
        plan(none, folder.resolve("plan"))
                .refused(
                        65,
                        "segwright: "
                                + none
                                + " is no file: want a policy; see docs/user-guide.md");
    }

    @Test
    void withoutDevicesThereIsNothingToPlan() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "prefix,owner\n10.0.0.0/8,team\n");
        Path empty = folder.resolve("data");
        assertThat(Ran.of("import", "allocations", csv, "--data", empty).code()).isZero();
        Ran.of("plan", "--policy", policy(), "-out", folder.resolve("plan"), "--data", empty)
                .refused(
                        69,
                        "segwright: the inventory holds no device: run segwright collect first");
        assertThat(folder.resolve("plan")).doesNotExist();
    }

    /// A rule of the estate's policy with a host at either side.
    private record Allowed(
            String rule, Host from, Host to, String service, String owner, String ticket) {}

    private static Allowed allowed() {
        Map<String, String> ports =
                Map.of(
                        "app",
                        "tcp/8000",
                        "https",
                        "tcp/443",
                        "postgres",
                        "tcp/5432",
                        "metrics",
                        "tcp/9100",
                        "dns",
                        "udp/53");
        Matcher rule =
                Pattern.compile(
                                "name: (\\S+), from: \\[(\\S+)], to: \\[(\\S+)], service: \\[(\\S+)], owner: (\\S+), ticket: (\\S+),")
                        .matcher(ESTATE.policyYaml());
        while (rule.find()) {
            Optional<Host> from = host(rule.group(2));
            Optional<Host> to = host(rule.group(3));
            String port = ports.get(rule.group(4));
            if (from.isPresent() && to.isPresent() && port != null) {
                return new Allowed(
                        rule.group(1), from.get(), to.get(), port, rule.group(5), rule.group(6));
            }
        }
        throw new AssertionError("no rule between hosts of the estate: " + ESTATE.hosts());
    }

    private static Optional<Host> host(String segment) {
        return ESTATE.hosts().stream().filter(h -> h.segment().equals(segment)).findFirst();
    }

    private static Ran explain(String from, String to, String service) {
        return Ran.of(
                "explain",
                from,
                to,
                service,
                "--policy",
                policy(),
                "--data",
                data(),
                "-o",
                "jsonl");
    }

    @Test
    void whatIsPermittedNamesItsRuleItsOwnerAndItsTicket() {
        Allowed allowed = allowed();
        Ran ran = explain(allowed.from().ipv4(), allowed.to().ipv4(), allowed.service());
        assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.last()).endsWith(": permitted");
        assertThat(ran.out().lines())
                .isNotEmpty()
                .allMatch(l -> l.startsWith("{\"verdict\":\"permit\""))
                .anyMatch(l ->
                        l.contains(allowed.rule())
                                && l.contains(allowed.owner())
                                && l.contains(allowed.ticket()));
    }

    @Test
    void whatIsNotAllowedIsDenied() {
        Ran ran = explain(allowed().from().ipv4(), allowed().to().ipv4(), "tcp/9");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.last()).endsWith(": denied");
        assertThat(ran.out()).contains("\"verdict\":\"deny\"");
    }

    @ParameterizedTest(name = "explain {0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.0.0.1 | 2001:db8::1 | tcp/443   | 10.0.0.1 and 2001:db8::1: want two addresses of one family
                    10.0.0.1 | 10.0.0.2    | tcp       | 'tcp': want a port, e.g. tcp/443
                    10.0.0.1 | 10.0.0.2    | tcp/x     | 'x' is no port or port range: want e.g. 443 or 8000-8099
                    10.0.0.1 | 10.0.0.2    | tcp/90-80 | port range 90-80: want first <= last; swap the ends
                    10.0.0.1 | 10.0.0.2    | frob/1    | 'frob' is no protocol: want tcp, udp, icmp, icmpv6, ospf or 0..255
                    10.0.0   | 10.0.0.2    | tcp/1     | '10.0.0' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    """)
    void aQuestionThatCannotBeReadIsRefused(
            String from, String to, String service, String message) {
        explain(from, to, service).refused(64, "segwright: " + message);
    }

    @Test
    void coverageIsReportedWithItsGaps() {
        Ran ran = Ran.of("audit", "report", "--data", data(), "-o", "json");
        assertThat(ran.code()).isIn(0, 3);
        assertThat(ran.out()).startsWith("{\"required\":");
    }
}
