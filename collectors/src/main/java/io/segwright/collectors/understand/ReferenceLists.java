package io.segwright.collectors.understand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
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
/// A file that is absent is an empty list; a line that fits no form is skipped.
///
/// @param models by sysObjectID in dotted form
/// @param enterprises by private enterprise number
public record ReferenceLists(Map<String, String> models, Map<Integer, String> enterprises) {
    public static final ReferenceLists NONE = new ReferenceLists(Map.of(), Map.of());
    private static final int LINES_MAX = 500_000; // IANA's list has 65,000 numbers
    private static final int NAME_CHARS_MAX = 200;
    private static final Pattern MODEL =
            Pattern.compile("\\.?(1(?:\\.\\d{1,10}){3,60}):\\s*\"?([^\"]{1,200})\"?\\s*");
    private static final Pattern ENTERPRISE = Pattern.compile("(\\d{1,9})\t(\\S.{0,199})");

    public ReferenceLists {
        models = Map.copyOf(models);
        enterprises = Map.copyOf(enterprises);
    }

    /// @param directory holds the files
    /// @throws IOException naming the file that is there and cannot be read
    public static ReferenceLists read(Path directory) throws IOException {
        Map<String, String> models = new HashMap<>();
        for (Matcher line : lines(directory.resolve("thola-sysObjectID.yaml"), MODEL)) {
            models.putIfAbsent(line.group(1), line.group(2).strip());
        }
        Map<Integer, String> enterprises = new HashMap<>();
        for (Matcher line : lines(directory.resolve("iana-pen.tsv"), ENTERPRISE)) {
            enterprises.putIfAbsent(Integer.parseInt(line.group(1)), line.group(2).strip());
        }
        return new ReferenceLists(models, enterprises);
    }

    private static List<Matcher> lines(Path file, Pattern form) throws IOException {
        List<Matcher> found = new ArrayList<>();
        if (!Files.exists(file)) {
            return found;
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
