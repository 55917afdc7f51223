package io.segwright.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// net-snmp as the referee: what its tools read from a replayed capture is what the capture's file says, line by line.
@Tag("data")
class NetSnmpTest {
    private static final Path DATA =
            Path.of(
                    System.getProperty(
                            "segwright.data",
                            System.getProperty("segwright.root", "..") + "/../shared/data"));
    private static final Path ARCHIVE = DATA.resolve("snmp/librenms-captures.tar.xz");
    private static final List<String> V3 =
            List.of(
                    "-v3",
                    "-l",
                    "authPriv",
                    "-a",
                    "SHA-256",
                    "-A",
                    ReplayOptions.AUTH_PASSPHRASE,
                    "-x",
                    "AES",
                    "-X",
                    ReplayOptions.PRIV_PASSPHRASE);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static Captures captures;
    private static ReplayServer server;

    @BeforeAll
    static void start() throws IOException {
        boolean there = Files.exists(ARCHIVE) && Files.isExecutable(Path.of("/usr/bin/snmpwalk"));
        if (!there) {
            System.err.println(
                    "SKIPPED: no " + ARCHIVE + " (-Dsegwright.data=DIR) or no net-snmp tools");
        }
        assumeTrue(there);
        captures = Captures.open(ARCHIVE);
        server = serve(captures);
    }

    private static ReplayServer serve(Captures some) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        return ReplayServer.start(some, ReplayOptions.plain(any), _ -> {});
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void allCapturesAreThere() {
        assertThat(captures.size()).isEqualTo(996);
        assertThat(captures.problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0} walks as it was recorded")
    @ValueSource(
            strings = {
                "3com",
                "arubaos-cx_10.07",
                "junos_vmx",
                "ios_c3560@10",
                "aix_vios",
                "fortios",
                "edgecos_es3528mv2",
                "linux_nfs-v1"
            })
    void aWalkReadsTheFile(String name) throws IOException, InterruptedException {
        if (captures.named(name).isEmpty()) {
            throw new AssertionError("no capture " + name);
        }
        List<String> recorded = recorded(captures.named(name).orElseThrow().text());
        assertThat(walked("snmpbulkwalk", server, List.of("-v2c", "-c", name))).isEqualTo(recorded);
        List<String> v3 = new ArrayList<>(V3);
        v3.addAll(List.of("-u", ReplayOptions.USER, "-n", name));
        assertThat(walked("snmpwalk", server, v3)).isEqualTo(recorded);
    }

    @Test
    void aUserNamedAsTheCaptureAndAnEngineOfItsOwnReadItToo()
            throws IOException, InterruptedException {
        List<String> recorded = recorded(captures.named("3com").orElseThrow().text());
        List<String> byUser = new ArrayList<>(V3);
        byUser.addAll(List.of("-u", "3com"));
        assertThat(walked("snmpbulkwalk", server, byUser)).isEqualTo(recorded);
        List<String> byEngine = new ArrayList<>(V3);
        byEngine.addAll(
                List.of("-u", ReplayOptions.USER, "-e", "0x" + ReplayServer.engineId("3com")));
        assertThat(walked("snmpbulkwalk", server, byEngine)).isEqualTo(recorded);
    }

    @Test
    void aWholeDeviceWalksAsItWasRecorded() throws IOException, InterruptedException {
        Captures whole = Captures.open(DATA.resolve("snmp/walks/vyatta-unknown.snmprec.bz2"));
        try (ReplayServer own = serve(whole)) {
            byte[] text = whole.named("vyatta-unknown").orElseThrow().text();
            List<String> arguments = List.of("-v2c", "-c", "vyatta-unknown", "-Cr100");
            assertThat(walked("snmpbulkwalk", own, arguments)).isEqualTo(recorded(text));
        }
    }

    /// `OID type hex` of each varbind, as net-snmp prints it.
    private static List<String> walked(String tool, ReplayServer from, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/" + tool));
        command.addAll(arguments);
        // OIDs and enumerations as numbers, strings in hex, no MIB files; -Cc: not the order is the
        // question
        command.addAll(List.of("-m", "", "-Onext", "-Cc", "-t", "5"));
        command.addAll(List.of("127.0.0.1:" + from.address().getPort(), "1"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        List<String> varbinds = new ArrayList<>();
        for (String line : out.split("\n(?=\\.[0-9])", -1)) {
            if (!line.isBlank() && !line.contains("No more variables left")) {
                varbinds.add(varbind(line.replace("\n", "")));
            }
        }
        return varbinds;
    }

    private static String varbind(String line) {
        int equals = line.indexOf(" = ");
        String oid = line.substring(1, equals);
        String rest = line.substring(equals + 3).strip();
        int colon = rest.indexOf(": ");
        String type = colon < 0 ? rest.replace(":", "") : rest.substring(0, colon);
        String value = colon < 0 ? "" : rest.substring(colon + 2).strip();
        return switch (type) {
            case "INTEGER", "Counter32", "Gauge32", "Counter64", "Timeticks" -> oid + " " + value;
            case "Hex-STRING", "OPAQUE" ->
                    oid + " " + value.replace(" ", "").toLowerCase(Locale.ROOT);
            case "STRING" -> oid + " " + value.replace("\"", "");
            case "OID" -> oid + " " + value.substring(1);
            case "IpAddress" -> oid + " " + value;
            case "NULL" -> oid + " ";
            default -> // raw time ticks come without a type, an empty string as two quotes
                    NUMBER.matcher(rest).matches() ? oid + " " + rest : oid + " ";
        };
    }

    /// The same of the file, read here a second time.
    private static List<String> recorded(byte[] text) {
        List<String> varbinds = new ArrayList<>();
        for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String[] parts = line.split("\\|", 3);
            if (parts.length < 3 || line.startsWith("#")) {
                continue;
            }
            String value =
                    switch (parts[1]) {
                        case "4" ->
                                HexFormat.of()
                                        .formatHex(parts[2].getBytes(StandardCharsets.ISO_8859_1));
                        case "4x" -> parts[2].toLowerCase(Locale.ROOT);
                        case "64x" -> dotted(parts[2]);
                        default -> parts[2];
                    };
            varbinds.add(parts[0] + " " + value);
        }
        return varbinds;
    }

    private static String dotted(String hex) {
        List<String> octets = new ArrayList<>();
        for (byte octet : HexFormat.of().parseHex(hex)) {
            octets.add(Integer.toString(octet & 0xff));
        }
        return String.join(".", octets);
    }
}
