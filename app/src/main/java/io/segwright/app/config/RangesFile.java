package io.segwright.app.config;

import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.attribute.SiteRange;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The ranges that were declared for collecting, kept for later commands: lines `range SITE PREFIX`,
/// `exclude PREFIX` and `own PREFIX`. Ranges and excludes add up over runs; to take one back, delete its line.
///
/// @param ranges where devices are expected
/// @param excludes never contacted, never expected
/// @param own the collecting machine's own addresses, left alone as well; each collection says them anew
public record RangesFile(List<SiteRange> ranges, List<Prefix> excludes, List<Prefix> own) {
    private static final int LINES_MAX = 100_000; // a large company has some thousand sites

    public RangesFile {
        ranges = List.copyOf(ranges);
        excludes = List.copyOf(excludes);
        own = List.copyOf(own);
    }

    public RangesFile(List<SiteRange> ranges, List<Prefix> excludes) {
        this(ranges, excludes, List.of());
    }

    static RangesFile read(Path file) throws ConfigException {
        try {
            return parse(file, Files.exists(file) ? Files.readAllLines(file) : List.of());
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
    }

    /// What the file holds or held.
    static RangesFile parse(Path file, List<String> lines) throws ConfigException {
        List<SiteRange> ranges = new ArrayList<>();
        List<Prefix> excludes = new ArrayList<>();
        List<Prefix> own = new ArrayList<>();
        if (lines.size() > LINES_MAX) {
            throw new ConfigException(
                    file + " has " + lines.size() + " lines: want at most " + LINES_MAX);
        }
        for (int i = 0; i < lines.size(); i++) {
            String where = file + ":" + (i + 1) + ": ";
            String[] words = lines.get(i).strip().split("\\s+", -1);
            if (words.length == 3 && words[0].equals("range")) {
                ranges.add(new SiteRange(words[1], prefix(words[2], where)));
            } else if (words.length == 2 && words[0].equals("exclude")) {
                excludes.add(prefix(words[1], where));
            } else if (words.length == 2 && words[0].equals("own")) {
                own.add(prefix(words[1], where));
            } else if (!lines.get(i).isBlank()) {
                throw new ConfigException(
                        where + "want 'range SITE PREFIX', 'exclude PREFIX' or 'own PREFIX'");
            }
        }
        return new RangesFile(ranges, excludes, own);
    }

    private static Prefix prefix(String text, String where) throws ConfigException {
        try {
            return Prefix.parse(text);
        } catch (AddressFormatException e) {
            throw new ConfigException(where + e.getMessage());
        }
    }

    /// These and `more`, each once; the machine's own addresses are those of `more`.
    public RangesFile plus(RangesFile more) {
        List<SiteRange> allRanges = new ArrayList<>(ranges);
        more.ranges.stream().filter(r -> !allRanges.contains(r)).forEach(allRanges::add);
        NavigableSet<Prefix> allExcludes = new TreeSet<>(excludes);
        allExcludes.addAll(more.excludes);
        return new RangesFile(allRanges, List.copyOf(allExcludes), more.own);
    }

    /// The same with these addresses as the machine's own, where a range holds them; others are never contacted anyhow.
    public RangesFile withOwn(List<IpAddress> addresses) {
        return new RangesFile(
                ranges,
                excludes,
                addresses.stream()
                        .filter(a -> ranges.stream().anyMatch(r -> r.prefix().contains(a)))
                        .map(a -> new Prefix(a, a.family().bits()))
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// What is never contacted and never expected: the excludes and the machine's own addresses.
    public List<Prefix> leftAlone() {
        return Stream.concat(excludes.stream(), own.stream()).distinct().toList();
    }

    void write(Path file, Instant now) throws IOException {
        List<String> lines = new ArrayList<>();
        ranges.forEach(r -> lines.add("range " + r.site() + " " + r.prefix()));
        excludes.forEach(p -> lines.add("exclude " + p));
        own.forEach(p -> lines.add("own " + p));
        new LineHistory(file).replace(lines, now);
    }

    /// @param doNotPoll of the allocations
    public DeclaredRanges declared(List<Prefix> doNotPoll) {
        return DeclaredRanges.of(ranges, leftAlone(), doNotPoll);
    }
}
