package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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

/// The captures of real devices, and each read as one poll.
final class CaptureArchive {
    private CaptureArchive() {}

    /// Every capture and every whole walk by name. Skips the test, loudly, where the data is absent.
    static Map<String, Path> unpack(Path directory) throws IOException, InterruptedException {
        Path data =
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
        run("tar", "-xJf", captures.toString(), "-C", directory.toString());
        Map<String, Path> byName = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory.resolve("snmprec"))) {
            files.forEach(file -> byName.put(name(file), file));
        }
        try (Stream<Path> walks = Files.list(data.resolve("snmp/walks"))) {
            for (Path walk : walks.toList()) {
                Path copy = Files.copy(walk, directory.resolve(walk.getFileName().toString()));
                run("bunzip2", copy.toString());
                String name = name(walk).replace(".bz2", "");
                byName.put("walk:" + name, directory.resolve(name + ".snmprec"));
            }
        }
        return byName;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".snmprec", "");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    /// @return empty where the capture holds no system group: nobody would call it a device
    static Optional<DevicePolled> poll(Path capture, IpAddress at) throws IOException {
        Walker walker =
                new Walker(
                        new MemoryAgent(varbinds(capture)), WalkLimits.SHIPPED, System::nanoTime);
        Provenance provenance = new Provenance("snmp", at, Instant.EPOCH);
        try {
            return Optional.of(DeviceReader.read(walker, provenance, "replay"));
        } catch (SnmpFault fault) {
            assertThat(fault.kind()).isEqualTo(SnmpFault.Kind.NOT_AUTHORIZED);
            return Optional.empty();
        }
    }

    /// `OID|type|value`; a type that ends in `x` has a value in hex.
    private static List<VariableBinding> varbinds(Path file) throws IOException {
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
