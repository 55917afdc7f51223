package io.segwright.acl.yaml;

import io.segwright.acl.yaml.YamlNode.Entry;
import io.segwright.acl.yaml.YamlNode.Mapping;
import io.segwright.acl.yaml.YamlNode.Scalar;
import io.segwright.acl.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
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

/// Builds a [YamlNode] tree from one YAML 1.2 document, strictly. One reader reads one text; not for sharing.
///
/// Linear in the size of the text. Stops at the first error: after a structural error the rest would be guesswork.
public final class YamlReader {
    private static final int TEXT_CHARS_MAX = 3 << 20; // a policy of 20,000 rules is about 2.5 MB
    private static final int DEPTH_MAX =
            64; // real files need 5; the library's own composer overflows at 5,000

    private final String file;
    private final String text;
    private final Iterator<Event> events;

    private YamlReader(String file, String text) {
        this.file = file;
        this.text = text;
        LoadSettings settings =
                LoadSettings.builder()
                        .setUseMarks(true)
                        .setParseComments(false)
                        .setCodePointLimit(TEXT_CHARS_MAX)
                        .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /// @param file how messages name the text
    /// @throws YamlFormatException with the place and what was wanted
    public static YamlNode read(String file, String text) throws YamlFormatException {
        if (text.length() > TEXT_CHARS_MAX) {
            throw new YamlFormatException(
                    new Position(file, 1, 1),
                    "text of " + text.length() + " characters: want at most " + TEXT_CHARS_MAX);
        }
        try {
            return new YamlReader(file, text).document();
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            Position at =
                    mark == null
                            ? new Position(file, 1, 1)
                            : new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
            throw new YamlFormatException(at, "YAML: " + oneLine(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            throw new YamlFormatException(
                    positionOfIndex(file, text, e.getPosition()),
                    String.format(
                            "character U+%04X is not allowed in YAML: remove it",
                            e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new YamlFormatException(
                    new Position(file, 1, 1), "YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    private YamlNode document() throws YamlFormatException {
        next(); // the start of the stream
        Event start = next();
        if (!(start instanceof DocumentStartEvent document)) {
            throw new YamlFormatException(new Position(file, 1, 1), "the file is empty");
        }
        if (document.getSpecVersion().isPresent() || !document.getTags().isEmpty()) {
            throw new YamlFormatException(
                    position(start), "YAML directives are not allowed: remove the line with %");
        }
        YamlNode root = node(next(), 1);
        next(); // the end of the document
        Event end = next();
        if (end instanceof DocumentStartEvent) {
            throw new YamlFormatException(
                    position(end), "a second document begins here: want one document a file");
        }
        return root;
    }

    private Event next() {
        return events.next();
    }

    private YamlNode node(Event event, int depth) throws YamlFormatException {
        Position at = position(event);
        if (depth > DEPTH_MAX) {
            throw new YamlFormatException(at, "nested deeper than " + DEPTH_MAX + " levels");
        }
        refuseExtras(event, at);
        if (event instanceof ScalarEvent scalar) {
            return new Scalar(scalar.getValue(), at);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(at, depth);
        }
        if (event instanceof MappingStartEvent) {
            return mapping(at, depth);
        }
        throw new YamlFormatException(at, "want a text, a list or a map");
    }

    private static void refuseExtras(Event event, Position at) throws YamlFormatException {
        if (event instanceof AliasEvent) {
            throw new YamlFormatException(at, "aliases (*name) are not allowed: write it out");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw new YamlFormatException(at, "anchors (&name) are not allowed: remove it");
        }
        Optional<String> tag =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag();
                    case CollectionStartEvent collection -> collection.getTag();
                    default -> Optional.empty();
                };
        if (tag.isPresent()) {
            throw new YamlFormatException(at, "tags (!name) are not allowed: remove it");
        }
    }

    private Sequence sequence(Position at, int depth) throws YamlFormatException {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); !ends(event, Event.ID.SequenceEnd); event = next()) {
            items.add(node(event, depth + 1));
        }
        return new Sequence(items, at);
    }

    private Mapping mapping(Position at, int depth) throws YamlFormatException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        for (Event event = next(); !ends(event, Event.ID.MappingEnd); event = next()) {
            if (!(node(event, depth + 1) instanceof Scalar key)) {
                throw new YamlFormatException(position(event), "want a text as the key of a map");
            }
            Position first = seen.putIfAbsent(key.text(), key.at());
            if (first != null) {
                throw new YamlFormatException(
                        key.at(),
                        "key '"
                                + key.text()
                                + "' is already on line "
                                + first.line()
                                + ": keep one");
            }
            entries.add(new Entry(key, node(next(), depth + 1)));
        }
        return new Mapping(entries, at);
    }

    private static boolean ends(Event event, Event.ID end) {
        return event.getEventId() == end;
    }

    private Position position(Event event) {
        return event.getStartMark()
                .map(m -> new Position(file, m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> positionOfIndex(file, text, text.length()));
    }

    private static Position positionOfIndex(String file, String text, int codePoints) {
        int line = 1;
        int column = 1;
        int left = codePoints;
        for (int i = 0; i < text.length() && left > 0; left--) {
            int c = text.codePointAt(i);
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
            i += Character.charCount(c);
        }
        return new Position(file, line, column);
    }

    private static String oneLine(String message) {
        String flat = message.replaceAll("\\s+", " ").trim();
        return flat.length() > 200 ? flat.substring(0, 200) + "..." : flat;
    }
}
