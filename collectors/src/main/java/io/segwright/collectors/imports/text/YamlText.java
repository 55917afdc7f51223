package io.segwright.collectors.imports.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML 1.2 document strictly: the library gives its events, the tree is built here.
///
/// Anchors, aliases (which can blow up memory), tags, directives, second documents and second keys of one name are
/// refused. Nothing is converted: `no`, `022` and `12:30` stay as written; an unquoted `null`, `~` or nothing is
/// absent.
public final class YamlText {
    private static final int CHARS_MAX = 32 << 20; // about 100,000 devices; JSON lines take more
    private static final int DEPTH_MAX = 64; // real files need 6
    private static final int NODES_MAX = 2_000_000; // about 200 MB

    private final Iterator<Event> events;
    private int nodes;

    private YamlText(Iterator<Event> events) {
        this.events = events;
    }

    /// @throws SourceFormatException with the place and what was wanted
    public static SourceNode document(String text) throws SourceFormatException {
        if (text.length() > CHARS_MAX) {
            throw new SourceFormatException(
                    0, 0, "has more than " + CHARS_MAX + " characters; split it");
        }
        LoadSettings settings =
                LoadSettings.builder()
                        .setUseMarks(true)
                        .setParseComments(false)
                        .setCodePointLimit(CHARS_MAX)
                        .build();
        try {
            return new YamlText(new Parse(settings).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new SourceFormatException(
                    mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1),
                    "not YAML: " + oneLine(e.getProblem()));
        } catch (ReaderException e) {
            throw notAllowed(text, e);
        } catch (YamlEngineException e) {
            throw new SourceFormatException(
                    1, 1, "not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    private SourceNode document() throws SourceFormatException {
        events.next(); // the start of the stream
        Event start = events.next();
        if (!(start instanceof DocumentStartEvent document)) {
            throw new SourceFormatException(1, 1, "is empty; want YAML");
        }
        if (document.getSpecVersion().isPresent() || !document.getTags().isEmpty()) {
            throw fault(start, "directives are not allowed: remove the line with %");
        }
        SourceNode root = node(events.next(), 1);
        events.next(); // the end of the document
        Event end = events.next();
        if (end instanceof DocumentStartEvent) {
            throw fault(end, "a second document begins here: want one a file");
        }
        return root;
    }

    private SourceNode node(Event event, int depth) throws SourceFormatException {
        int line = line(event);
        int column = column(event);
        if (depth > DEPTH_MAX) {
            throw new SourceFormatException(
                    line, column, "nested deeper than " + DEPTH_MAX + " levels");
        }
        if (++nodes > NODES_MAX) {
            throw new SourceFormatException(
                    line, column, "holds more than " + NODES_MAX + " values; split it");
        }
        refuseExtras(event);
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, line, column);
            case SequenceStartEvent _ -> sequence(line, column, depth);
            case MappingStartEvent _ -> mapping(line, column, depth);
            default -> throw fault(event, "want a text, a list or a map");
        };
    }

    private static SourceNode scalar(ScalarEvent scalar, int line, int column) {
        String text = scalar.getValue();
        boolean absent =
                scalar.getScalarStyle() == ScalarStyle.PLAIN
                        && (text.isEmpty() || text.equals("~") || text.equals("null"));
        return absent
                ? new SourceNode.Absent(line, column)
                : new SourceNode.Text(text, line, column);
    }

    private static void refuseExtras(Event event) throws SourceFormatException {
        if (event instanceof AliasEvent) {
            throw fault(event, "aliases (*name) are not allowed: write it out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw fault(event, "anchors (&name) are not allowed: remove it");
        }
        Optional<String> tag =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag();
                    case CollectionStartEvent collection -> collection.getTag();
                    default -> Optional.empty();
                };
        if (tag.isPresent()) {
            throw fault(event, "tags (!name) are not allowed: remove it");
        }
    }

    private SourceNode sequence(int line, int column, int depth) throws SourceFormatException {
        List<SourceNode> items = new ArrayList<>();
        for (Event event = events.next(); !ends(event); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new SourceNode.Sequence(items, line, column);
    }

    private SourceNode mapping(int line, int column, int depth) throws SourceFormatException {
        Map<String, SourceNode> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !ends(event); event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw fault(event, "want a text as the key of a map");
            }
            refuseExtras(event);
            if (entries.containsKey(key.getValue())) {
                throw fault(
                        event,
                        "key '%s' is there twice; keep one"
                                .formatted(PlainText.shown(key.getValue())));
            }
            entries.put(key.getValue(), node(events.next(), depth + 1));
        }
        return new SourceNode.Mapping(entries, line, column);
    }

    private static boolean ends(Event event) {
        return event.getEventId() == Event.ID.SequenceEnd
                || event.getEventId() == Event.ID.MappingEnd;
    }

    private static int line(Event event) {
        return event.getStartMark().map(m -> m.getLine() + 1).orElse(1);
    }

    private static int column(Event event) {
        return event.getStartMark().map(m -> m.getColumn() + 1).orElse(1);
    }

    private static SourceFormatException fault(Event event, String reason) {
        return new SourceFormatException(line(event), column(event), reason);
    }

    private static SourceFormatException notAllowed(String text, ReaderException e) {
        int index = text.offsetByCodePoints(0, Math.min(e.getPosition(), codePoints(text)));
        String before = text.substring(0, index);
        return new SourceFormatException(
                (int) before.chars().filter(c -> c == '\n').count() + 1,
                index - before.lastIndexOf('\n'),
                "character U+%04X is not allowed in YAML: remove it".formatted(e.getCodePoint()));
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String oneLine(String message) {
        String flat = String.valueOf(message).replaceAll("\\s+", " ").strip();
        return flat.length() > 200 ? flat.substring(0, 200) + "..." : flat;
    }
}
