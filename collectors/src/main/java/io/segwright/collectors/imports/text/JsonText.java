package io.segwright.collectors.imports.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads JSON (RFC 8259) strictly: no second key of one name, no comments, nothing after the end. Columns count bytes.
///
/// Either one document as a whole, or element by element, so that a large list never is in memory at once. Stops at
/// the first fault: after it the rest would be guesswork.
public final class JsonText {
    private static final int DEPTH_MAX = 64; // real exports need 8; recursion must stay shallow
    private static final int STRING_CHARS_MAX =
            1 << 20; // the longest field of an export is a page of comments
    private static final int NAME_CHARS_MAX = 1_024;
    private static final int NUMBER_CHARS_MAX = 100;
    private static final int NODES_MAX =
            2_000_000; // of one value, about 200 MB; 100,000 devices of 20 fields

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
                    .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_MAX)
                                    .maxStringLength(STRING_CHARS_MAX)
                                    .maxNameLength(NAME_CHARS_MAX)
                                    .maxNumberLength(NUMBER_CHARS_MAX)
                                    .build())
                    .build();

    private final JsonParser parser;
    private int nodes;

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    /// Takes one element of a list.
    @FunctionalInterface
    public interface Sink {
        void take(SourceNode element) throws SourceFormatException;
    }

    private interface Work {
        void run(JsonText json) throws IOException, SourceFormatException;
    }

    /// One value and nothing after it.
    public static SourceNode document(InputStream in) throws IOException, SourceFormatException {
        List<SourceNode> root = new ArrayList<>(1);
        parse(
                in,
                json -> {
                    JsonToken first = json.parser.nextToken();
                    if (first == null) {
                        throw new SourceFormatException(1, 1, "is empty; want JSON");
                    }
                    root.add(json.value(first));
                    json.end();
                });
        return root.getFirst();
    }

    /// The elements of the list that is the whole document, one after the other.
    public static void elements(InputStream in, Sink sink)
            throws IOException, SourceFormatException {
        parse(
                in,
                json -> {
                    JsonToken first = json.parser.nextToken();
                    if (first != JsonToken.START_ARRAY) {
                        throw json.fault(
                                (first == null ? "is empty" : "begins with " + first.name())
                                        + "; want a JSON list: [ ... ]");
                    }
                    json.each(sink);
                    json.end();
                });
    }

    /// The records of an export, one after the other: the elements of the list that is the whole document; the elements
    /// of every list that stands under one of `wrappers` in the object that is the whole document; or that object, where
    /// none of them is in it. Other keys beside a wrapper are passed over, and told by `beside`.
    public static void records(InputStream in, Set<String> wrappers, Sink sink, Sink beside)
            throws IOException, SourceFormatException {
        parse(
                in,
                json -> {
                    JsonToken first = json.parser.nextToken();
                    if (first == JsonToken.START_ARRAY) {
                        json.each(sink);
                    } else if (first == JsonToken.START_OBJECT) {
                        json.wrapped(wrappers, sink, beside);
                    } else {
                        throw json.fault(
                                (first == null ? "is empty" : "begins with " + first.name())
                                        + "; want a JSON list or object");
                    }
                    json.end();
                });
    }

    private void wrapped(Set<String> wrappers, Sink sink, Sink beside)
            throws IOException, SourceFormatException {
        JsonLocation at = parser.currentTokenLocation();
        Map<String, SourceNode> others = new LinkedHashMap<>();
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken next = parser.nextToken();
            if (next == JsonToken.START_ARRAY && wrappers.contains(name)) {
                found = true;
                each(sink);
            } else {
                others.put(name, value(next));
            }
        }
        SourceNode rest = new SourceNode.Mapping(others, at.getLineNr(), at.getColumnNr());
        (found ? beside : sink).take(rest);
    }

    private void each(Sink sink) throws IOException, SourceFormatException {
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            nodes = 0;
            sink.take(value(next));
        }
    }

    /// Values one after the other, as in JSON lines.
    public static void lines(InputStream in, Sink sink) throws IOException, SourceFormatException {
        parse(
                in,
                json -> {
                    for (JsonToken next = json.parser.nextToken();
                            next != null;
                            next = json.parser.nextToken()) {
                        json.nodes = 0;
                        sink.take(json.value(next));
                    }
                });
    }

    private static void parse(InputStream in, Work work) throws IOException, SourceFormatException {
        try (JsonParser parser = FACTORY.createParser(withoutMark(in))) {
            work.run(new JsonText(parser));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new SourceFormatException(
                    at == null ? 0 : Math.max(1, at.getLineNr()),
                    at == null ? 0 : Math.max(1, at.getColumnNr()),
                    "not JSON: " + oneLine(e.getOriginalMessage()));
        }
    }

    private static InputStream withoutMark(InputStream in) throws IOException {
        PushbackInputStream pushed = new PushbackInputStream(in, 3);
        byte[] start = pushed.readNBytes(3);
        boolean mark =
                start.length == 3
                        && start[0] == (byte) 0xef
                        && start[1] == (byte) 0xbb
                        && start[2] == (byte) 0xbf;
        if (!mark) {
            pushed.unread(start);
        }
        return pushed;
    }

    private SourceNode value(JsonToken token) throws IOException, SourceFormatException {
        JsonLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        if (++nodes > NODES_MAX) {
            throw new SourceFormatException(
                    line, column, "holds more than " + NODES_MAX + " values; split it");
        }
        return switch (token) {
            case START_OBJECT -> mapping(line, column);
            case START_ARRAY -> sequence(line, column);
            case VALUE_NULL -> new SourceNode.Absent(line, column);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    new SourceNode.Text(parser.getText(), line, column);
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw fault("want a value");
        };
    }

    private SourceNode mapping(int line, int column) throws IOException, SourceFormatException {
        Map<String, SourceNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            entries.put(name, value(parser.nextToken()));
        }
        return new SourceNode.Mapping(entries, line, column);
    }

    private SourceNode sequence(int line, int column) throws IOException, SourceFormatException {
        List<SourceNode> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            items.add(value(next));
        }
        return new SourceNode.Sequence(items, line, column);
    }

    private void end() throws IOException, SourceFormatException {
        if (parser.nextToken() != null) {
            throw fault("something follows the end; want one value");
        }
    }

    private SourceFormatException fault(String reason) {
        JsonLocation at = parser.currentTokenLocation();
        return new SourceFormatException(
                Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), reason);
    }

    private static String oneLine(String message) {
        String flat = message.replaceAll("\\p{Cntrl}", "?").replaceAll("\\s+", " ").strip();
        return flat.length() > 200 ? flat.substring(0, 200) + "..." : flat;
    }
}
