package io.segwright.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.inventory.imports.SourceRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What an import's source said last, one device a line: `{"key": {"field": "value", ...}}`.
///
/// Only the difference to the next import is drawn from it. Losing it makes the next import of that source say that
/// every device is new; what is known of them is in the graph.
final class SourceRecordFile {
    private static final int LINES_MAX = 1_000_000; // as many as an import takes
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, TreeMap<String, String>>> LINE =
            new TypeReference<>() {};

    private SourceRecordFile() {}

    /// @param folder of all sources
    static Path of(Path folder, String source) {
        return folder.resolve(URLEncoder.encode(source, StandardCharsets.UTF_8) + ".jsonl");
    }

    static void write(Path file, SourceRecord record) throws IOException {
        Files.createDirectories(file.getParent());
        List<String> lines = new ArrayList<>();
        for (var device : record.devices().entrySet()) {
            lines.add(JSON.writeValueAsString(Map.of(device.getKey(), device.getValue())));
        }
        LineFile.replace(file, lines);
    }

    static SourceRecord read(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            return SourceRecord.EMPTY;
        }
        NavigableMap<String, NavigableMap<String, String>> devices = new TreeMap<>();
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine();
                    line != null && number < LINES_MAX;
                    line = in.readLine()) {
                number++;
                devices.putAll(JSON.readValue(line, LINE));
            }
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    file
                            + ": line "
                            + number
                            + " is damaged; delete the file: the next import then calls every device new");
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
        return new SourceRecord(devices);
    }
}
