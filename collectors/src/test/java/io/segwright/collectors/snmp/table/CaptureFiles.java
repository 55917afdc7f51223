package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/// Real devices' answers in `../shared/data/snmp`: captures (trimmed to what one system reads) with LibreNMS's
/// expectations, and whole walks.
final class CaptureFiles {
    private static final int OID_LENGTH_MAX = 128; // RFC 2578 sec. 3.5
    private final Path data;
    private final Path directory;

    private CaptureFiles(Path data, Path directory) {
        this.data = data;
        this.directory = directory;
    }

    /// Skips the calling test, aloud, where the data is absent.
    static CaptureFiles unpack(Path directory) throws IOException, InterruptedException {
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
        Process tar =
                new ProcessBuilder("tar", "-xJf", captures.toString(), "-C", directory.toString())
                        .inheritIO()
                        .start();
        assertThat(tar.waitFor()).isZero();
        return new CaptureFiles(data, directory);
    }

    /// The names of those that hold one of the subtrees, sorted.
    ///
    /// @param roots each with a dot at its end
    List<String> capturesWith(String... roots) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory.resolve("snmprec"))) {
            for (Path file : all.sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (Stream.of(roots).anyMatch(root -> text.contains("\n" + root))) {
                    names.add(file.getFileName().toString().replace(".snmprec", ""));
                }
            }
        }
        return names;
    }

    boolean has(String capture) {
        return Files.exists(directory.resolve("snmprec").resolve(capture + ".snmprec"));
    }

    /// The agent of a LibreNMS capture.
    MemoryAgent capture(String name) throws IOException {
        try (InputStream file =
                Files.newInputStream(directory.resolve("snmprec").resolve(name + ".snmprec"))) {
            return new MemoryAgent(parse(file));
        }
    }

    List<Path> walks() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("snmp/walks"))) {
            return files.sorted().toList();
        }
    }

    MemoryAgent walk(Path file) throws IOException {
        Process bzip2 = new ProcessBuilder("bzip2", "-dc", file.toString()).start();
        try (InputStream lines = bzip2.getInputStream()) {
            return new MemoryAgent(parse(lines));
        }
    }

    /// LibreNMS's results by capture name.
    JsonNode expected() throws IOException {
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
    private static List<VariableBinding> parse(InputStream file) throws IOException {
        List<VariableBinding> varbinds = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(file, StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split("\\|", 3);
            if (fields.length == 3 && !fields[0].isEmpty() && Character.isDigit(line.charAt(0))) {
                try {
                    varbinds.add(
                            new VariableBinding(oid(fields[0]), variable(fields[1], fields[2])));
                } catch (RuntimeException _) {
                    // a value that no agent could have sent, e.g. edited by hand
                }
            }
        }
        return varbinds;
    }

    /// SNMP4J's own parser takes longer than everything else here: the walks have 1.2 million lines.
    private static OID oid(String text) {
        int[] ids = new int[OID_LENGTH_MAX];
        int length = 0;
        long id = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                ids[length++] = (int) id;
                id = 0;
            } else {
                id = 10 * id + Character.digit(c, 10);
            }
        }
        ids[length++] = (int) id;
        return new OID(Arrays.copyOf(ids, length));
    }

    private static Variable variable(String tag, String value) {
        boolean hex = tag.endsWith("x");
        String type = hex ? tag.substring(0, tag.length() - 1) : tag;
        byte[] octets =
                hex ? HexFormat.of().parseHex(value) : value.getBytes(StandardCharsets.ISO_8859_1);
        return switch (type) {
            case "2" -> new Integer32(Integer.parseInt(value));
            case "5" -> new Null();
            case "6" -> new OID(value);
            case "64" -> hex ? new IpAddress(octets) : new IpAddress(value);
            case "65" -> new Counter32(Long.parseLong(value) & 0xffffffffL);
            case "66" -> new Gauge32(Long.parseLong(value) & 0xffffffffL);
            case "67" -> new TimeTicks(Long.parseLong(value) & 0xffffffffL);
            case "70" -> new Counter64(Long.parseUnsignedLong(value));
            default -> new OctetString(octets);
        };
    }
}
