package io.segwright.app.config;

import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import io.segwright.inventory.ipam.TagDirectory.State;
import io.segwright.inventory.ipam.TagKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What tags may name, one a line: `live service NAME<tab>PARENT` or `retired ...`, sorted. Owners are in a file of their
/// own ([OwnersFile]). Imports add and change lines; to take one away, delete its line.
final class TagsFile {
    private static final long LINES_MAX = 2_000_000; // as many as a directory of tags holds

    private static final String CURE = "correct the line, or delete the file and import tags again";

    private TagsFile() {}

    static List<Entry> read(Path file) throws ConfigException {
        return once(file, LineFile.read(file, LINES_MAX, CURE, TagsFile::parse));
    }

    static List<Entry> parse(Path file, List<String> lines) throws ConfigException {
        return once(file, LineFile.parse(file, lines.iterator(), CURE, TagsFile::parse));
    }

    private static List<Entry> once(Path file, List<Entry> entries) throws ConfigException {
        try {
            TagDirectory.of(entries);
        } catch (IllegalArgumentException e) { // one thing twice
            throw new ConfigException(file + ": " + e.getMessage() + "; " + CURE);
        }
        return entries;
    }

    private static Entry parse(String line) {
        int tab = line.indexOf('\t');
        String[] words = (tab < 0 ? line : line.substring(0, tab)).split(" ", 3);
        if (words.length != 3) {
            throw new IllegalArgumentException("want live or retired, a kind and a name");
        }
        return new Entry(
                kind(words[1]), words[2], tab < 0 ? "" : line.substring(tab + 1), state(words[0]));
    }

    private static TagKind kind(String word) {
        for (TagKind kind : TagKind.values()) {
            if (kind.word().equals(word) && kind != TagKind.OWNER) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "': want service, subscription, vm or environment");
    }

    private static State state(String word) {
        return switch (word) {
            case "live" -> State.LIVE;
            case "retired" -> State.RETIRED;
            default -> throw new IllegalArgumentException("'" + word + "': want live or retired");
        };
    }

    static void write(Path file, Collection<Entry> entries, Instant now) throws IOException {
        List<String> lines =
                entries.stream()
                        .sorted(Comparator.comparing(Entry::kind).thenComparing(Entry::name))
                        .map(e ->
                                e.state().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + e.kind().word()
                                        + " "
                                        + e.name()
                                        + "\t"
                                        + e.parent())
                        .toList();
        new LineHistory(file).replace(lines, now);
    }
}
