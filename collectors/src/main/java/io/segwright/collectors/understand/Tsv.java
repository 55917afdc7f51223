package io.segwright.collectors.understand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The tables that ship with the program: fields between tabs, `#` begins a comment line.
///
/// They are part of the program, so that a line that cannot be read is a bug and throws.
final class Tsv {
    private Tsv() {}

    /// @param where `objects.tsv:12`
    record Line(String where, List<String> fields) {
        /// The field at a place; empty where the line is shorter.
        String field(int at) {
            return at < fields.size() ? fields.get(at).strip() : "";
        }
    }

    static List<Line> read(String name) {
        try (InputStream in = Tsv.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(name + ": not on the class path");
            }
            return lines(name, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> lines(String name, InputStream in) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(new Line(name + ":" + number, List.of(line.split("\t", -1))));
            }
        }
        return lines;
    }
}
