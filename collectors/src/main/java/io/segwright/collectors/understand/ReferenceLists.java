package io.segwright.collectors.understand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.smi.OID;

/// Public lists that a user may give the program; it ships none of them.
///
/// | file | what | line |
/// | --- | --- | --- |
/// | `thola-sysObjectID.yaml` | models by sysObjectID | `.1.3.6.1.4.1.9.1.1: "name"` |
/// | `iana-pen.tsv` | names by private enterprise number | `9<tab>ciscoSystems` |
///
/// One of the two may be absent: an empty list. A line that fits no form is skipped; a file without one that fits is
/// something else under that name, and refused.
///
/// @param models by sysObjectID in dotted form
/// @param enterprises by private enterprise number
public record ReferenceLists(Map<String, String> models, Map<Integer, String> enterprises) {
    public static final ReferenceLists NONE = new ReferenceLists(Map.of(), Map.of());
    private static final int LINES_MAX = 500_000; // IANA's list has 65,000 numbers
    private static final int NAME_CHARS_MAX = 200;
    private static final long BYTES_MAX = 64L << 20; // IANA's list has 2 MB
    private static final String MODELS = "thola-sysObjectID.yaml";
    private static final String NAMES = "iana-pen.tsv";
    private static final Pattern MODEL =
            Pattern.compile("\\.?(1(?:\\.\\d{1,10}){3,60}):\\s*\"?([^\"]{1,200})\"?\\s*");
    private static final Pattern ENTERPRISE = Pattern.compile("(\\d{1,9})\t(\\S.{0,199})");

    public ReferenceLists {
        models = Map.copyOf(models);
        enterprises = Map.copyOf(enterprises);
    }

    /// @param directory holds the files
    /// @throws IOException its message is for a person: what is not there, cannot be read, or is something else
    public static ReferenceLists read(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(
                    directory
                            + ": no such directory: want one that holds "
                            + MODELS
                            + " or "
                            + NAMES);
        }
        if (!Files.exists(directory.resolve(MODELS)) && !Files.exists(directory.resolve(NAMES))) {
            throw new IOException(directory + ": holds neither " + MODELS + " nor " + NAMES);
        }
        Map<String, String> models = new HashMap<>();
        for (Matcher line : lines(directory.resolve(MODELS), MODEL)) {
            models.putIfAbsent(line.group(1), line.group(2).strip());
        }
        Map<Integer, String> enterprises = new HashMap<>();
        for (Matcher line : lines(directory.resolve(NAMES), ENTERPRISE)) {
            enterprises.putIfAbsent(Integer.parseInt(line.group(1)), line.group(2).strip());
        }
        return new ReferenceLists(models, enterprises);
    }

    private static List<Matcher> lines(Path file, Pattern form) throws IOException {
        List<Matcher> found = new ArrayList<>();
        if (!Files.exists(file)) {
            return found;
        }
        if (!Files.isRegularFile(file) || Files.size(file) > BYTES_MAX) {
            throw new IOException(file + ": want a file of at most " + BYTES_MAX + " bytes");
        }
        try (InputStream in = Files.newInputStream(file);
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
                BufferedReader reader = new BufferedReader(text)) {
            String line = reader.readLine();
            for (int i = 0; line != null && i < LINES_MAX; i++, line = reader.readLine()) {
                Matcher matcher = form.matcher(line);
                if (matcher.matches()) {
                    found.add(matcher);
                }
            }
        } catch (AccessDeniedException _) {
            throw new IOException(file + ": may not be read: give yourself the right to");
        }
        if (found.isEmpty()) {
            throw new IOException(
                    file + ": no line is of this list; see the user guide for its form");
        }
        return found;
    }

    /// The model that this sysObjectID stands for; empty where the list has none.
    String model(OID objectId) {
        return models.getOrDefault(objectId.toDottedString(), "");
    }

    /// The name behind an enterprise number without its contact's address.
    String enterprise(int number) {
        String name = enterprises.getOrDefault(number, "").replaceFirst("\\s*\\(.*", "");
        return name.length() > NAME_CHARS_MAX ? "" : name.strip();
    }
}
