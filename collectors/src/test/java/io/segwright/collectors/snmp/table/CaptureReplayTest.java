package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.collectors.understand.Serial;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/// Every capture of a real device through the table readers, warts and all, in the order of the file: the expected
/// serials and addresses are LibreNMS's.
@Tag("data")
class CaptureReplayTest {
    private static final int REQUESTS_MAX = WalkLimits.SHIPPED.devicePdus();
    @TempDir static Path directory;
    private static Path data = Path.of("");

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        data =
                Path.of(
                        System.getProperty(
                                "segwright.data",
                                System.getProperty("segwright.root", "..") + "/../shared/data"));
        Path captures = data.resolve("snmp/librenms-captures.tar.xz");
        if (!Files.exists(captures)) {
            System.err.println(
                    "SKIPPED: no " + captures + "; give the data by -Dsegwright.data=DIR");
        }
        assumeTrue(Files.exists(captures), () -> "no " + captures);
        Process tar =
                new ProcessBuilder("tar", "-xJf", captures.toString(), "-C", directory.toString())
                        .inheritIO()
                        .start();
        assertThat(tar.waitFor()).isZero();
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("snmprec"))) {
            return files.sorted().toList();
        }
    }

    private static Optional<DevicePolled> read(Path capture) throws IOException {
        MemoryAgent agent = new MemoryAgent(parse(capture));
        Walker walker = new Walker(agent, WalkLimits.SHIPPED, System::nanoTime);
        Provenance provenance = new Provenance("snmp", IpAddress.of("192.0.2.1"), Instant.EPOCH);
        try {
            DevicePolled device = DeviceReader.read(walker, provenance, "replay");
            assertThat(walker.requests()).as(capture.toString()).isLessThanOrEqualTo(REQUESTS_MAX);
            return Optional.of(device);
        } catch (SnmpFault fault) {
            // some captures hold no system group at all
            assertThat(fault.kind()).isEqualTo(SnmpFault.Kind.NOT_AUTHORIZED);
            return Optional.empty();
        }
    }

    @Test
    void everyCaptureIsReadWithoutCrashAndWithinTheLimits() throws IOException {
        int read = 0;
        int wholes = 0;
        for (Path capture : captures()) {
            Optional<DevicePolled> device = read(capture);
            read += device.isPresent() ? 1 : 0;
            wholes += device.isPresent() && device.get().incomplete().isEmpty() ? 1 : 0;
            device.ifPresent(
                    d -> assertThat(d.keys().toString()).doesNotContainIgnoringCase("private"));
        }
        assertThat(read).isGreaterThan(950);
        assertThat(wholes).isGreaterThan(900); // the others hold identifiers out of order
    }

    @Test
    void serialsAndAddressesAgreeWithLibrenms() throws IOException {
        JsonNode expected = expected();
        int serials = 0;
        int sameSerials = 0;
        int addresses = 0;
        int sameAddresses = 0;
        Set<String> differing = new TreeSet<>();
        for (Path capture : captures()) {
            String name = capture.getFileName().toString().replace(".snmprec", "");
            JsonNode device = expected.path(name);
            if (device.isMissingNode()) {
                continue;
            }
            Optional<DevicePolled> polled = read(capture);
            if (polled.isEmpty()) {
                continue;
            }
            String serial = serial(device);
            boolean modelled = hasEntityOrScalar(polled.get());
            if (!serial.isEmpty() && modelled) {
                serials++;
                if (hasSerial(polled.get(), serial)) {
                    sameSerials++;
                } else {
                    differing.add(name + ": " + serial);
                }
            }
            for (JsonNode row : device.path("ipv4-addresses").path("ipv4_addresses")) {
                if (isHostsOwn(row.path("ipv4_address").asText())) {
                    continue; // LibreNMS lists those, we leave them out on purpose
                }
                addresses++;
                String wanted =
                        row.path("ipv4_address").asText()
                                + "/"
                                + row.path("ipv4_prefixlen").asText();
                // where the capture has no mask, LibreNMS guesses by class and we say /32
                boolean same =
                        polled.get().addresses().stream()
                                .anyMatch(a ->
                                        wanted.equals(a.address() + "/" + a.prefixLength())
                                                || (a.prefixLength() == 32
                                                        && wanted.startsWith(a.address() + "/")));
                sameAddresses += same ? 1 : 0;
                if (!same) {
                    differing.add(name + ": " + wanted);
                }
            }
        }
        System.err.printf(
                Locale.ROOT,
                "serials %d of %d, IPv4 addresses %d of %d agree%n",
                sameSerials,
                serials,
                sameAddresses,
                addresses);
        Files.write(Path.of("target", "capture-differences.txt"), differing);
        assertThat(sameSerials).isGreaterThan(serials * 95 / 100);
        assertThat(sameAddresses).isGreaterThan(addresses * 98 / 100);
    }

    private static boolean isHostsOwn(String address) {
        return address.startsWith("127.0.")
                || address.startsWith("169.254.")
                || address.startsWith("128.0.")
                || address.startsWith("0.");
    }

    private static boolean hasEntityOrScalar(DevicePolled device) {
        return device.hardware().stream().anyMatch(h -> !h.serial().isEmpty());
    }

    private static boolean hasSerial(DevicePolled device, String serial) {
        Set<String> ours =
                device.hardware().stream().map(HardwareFact::serial).collect(Collectors.toSet());
        for (String each : serial.split("[,;\\s]+", -1)) {
            if (ours.contains(each.toUpperCase(Locale.ROOT))) {
                return true;
            }
        }
        return ours.contains(Serial.normalize(serial));
    }

    private static String serial(JsonNode device) {
        for (String phase : List.of("discovery", "poller")) {
            JsonNode serial = device.path("os").path(phase).path("devices").path(0).path("serial");
            if (serial.isTextual() && !Serial.normalize(serial.asText()).isEmpty()) {
                return serial.asText();
            }
        }
        return "";
    }

    private static JsonNode expected() throws IOException {
        Process xz =
                new ProcessBuilder(
                                "xz",
                                "-dc",
                                data.resolve("snmp/librenms-expected.json.xz").toString())
                        .start();
        try (InputStream json = xz.getInputStream()) {
            return new ObjectMapper().readTree(json);
        }
    }

    /// `OID|type|value`; a type that ends in `x` has a value in hex.
    private static List<VariableBinding> parse(Path file) throws IOException {
        List<VariableBinding> varbinds = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\\|", 3);
                if (fields.length == 3 && fields[0].matches("[0-9.]+")) {
                    try {
                        varbinds.add(
                                new VariableBinding(
                                        new OID(fields[0]), variable(fields[1], fields[2])));
                    } catch (RuntimeException _) {
                        // a value that no agent could have sent, e.g. edited by hand
                    }
                }
            }
        }
        return varbinds;
    }

    private static Variable variable(String type, String value) {
        byte[] octets =
                type.endsWith("x")
                        ? HexFormat.of().parseHex(value)
                        : value.getBytes(StandardCharsets.ISO_8859_1);
        return switch (type.replaceAll("[a-z]+$", "")) {
            case "2" -> new Integer32(Integer.parseInt(value));
            case "4" -> new OctetString(octets);
            case "5" -> new Null();
            case "6" -> new OID(value);
            case "64" ->
                    type.endsWith("x")
                            ? new OctetString(octets)
                            : new org.snmp4j.smi.IpAddress(value);
            case "65" -> new Counter32(Long.parseLong(value) & 0xffffffffL);
            case "66" -> new Gauge32(Long.parseLong(value) & 0xffffffffL);
            case "67" -> new TimeTicks(Long.parseLong(value) & 0xffffffffL);
            case "70" -> new Counter64(Long.parseUnsignedLong(value));
            default -> new OctetString(octets);
        };
    }
}
