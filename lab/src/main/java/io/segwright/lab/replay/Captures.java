package io.segwright.lab.replay;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All captures of one place, by name. Immutable; nothing is parsed yet.
///
/// A folder's files are read when they are asked for; an archive is read once and kept packed, 8 MB for a thousand
/// devices. The names that an archive gives are names only: nothing is ever written, and no path is made of them.
public final class Captures {
    private static final int CAPTURES_MAX = 20_000; // each costs an agent of about 1 kB
    private static final int FOLDER_DEPTH_MAX = 4; // vendor/model/file, and one more
    private static final int PROBLEMS_MAX = 100; // lines for a person; the rest is counted

    /// NAME.snmprec, packed or not. Names are communities, users and contexts: letters that need no quoting.
    private static final Pattern FILE =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._@+-]{0,63})\\.snmprec(\\.(bz2|gz|xz))?");

    private final NavigableMap<String, Capture> byName;
    private final List<String> problems;

    private Captures(NavigableMap<String, Capture> byName, List<String> problems) {
        this.byName = byName;
        this.problems = List.copyOf(problems);
    }

    /// @param place a folder (searched four levels deep), an archive (.tar, packed or not, .tgz), or one .snmprec file
    /// @throws IOException located, where it cannot be read or holds no capture
    public static Captures open(Path place) throws IOException {
        Collector collector = new Collector();
        if (Files.isDirectory(place)) {
            collector.folder(place);
        } else if (!Files.isRegularFile(place)) {
            throw new IOException(
                    place + ": no such file or folder: want .snmprec files or a tar of them");
        } else if (isArchive(place)) {
            TarOfCaptures.read(place, collector::add, collector::skipped);
        } else {
            collector.file(place);
        }
        if (collector.byName.isEmpty()) {
            throw new IOException(place + ": no capture in it: want files named NAME.snmprec");
        }
        return new Captures(collector.byName, collector.problems);
    }

    private static boolean isArchive(Path place) {
        String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(tar|tar\\.(gz|bz2|xz)|tgz|tbz2?|txz)");
    }

    /// The capture's name from its path, whatever separates the folders.
    static Optional<String> name(String path) {
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        Matcher matcher = FILE.matcher(last);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static final class Collector {
        private final NavigableMap<String, Capture> byName = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();

        void folder(Path folder) throws IOException {
            try (Stream<Path> files =
                    Files.find(
                            folder,
                            FOLDER_DEPTH_MAX,
                            (path, attributes) ->
                                    attributes.isRegularFile()
                                            && path.toString().contains(".snmprec"),
                            new FileVisitOption[0])) {
                for (Path file : files.sorted().toList()) {
                    file(file);
                }
            }
        }

        void file(Path file) throws IOException {
            Optional<String> name = name(file.toString());
            if (name.isPresent()) {
                add(new Capture.InFile(name.get(), file));
            } else {
                skipped(file + ": want a name like NAME.snmprec of A-Z a-z 0-9 . _ @ + -");
            }
        }

        void add(Capture capture) throws IOException {
            Capture earlier = byName.putIfAbsent(capture.name(), capture);
            if (earlier != null) {
                skipped(
                        capture.where()
                                + ": the name is taken by "
                                + earlier.where()
                                + "; rename one");
            }
            if (byName.size() > CAPTURES_MAX) {
                throw new IOException(
                        capture.where() + ": more than " + CAPTURES_MAX + " captures; serve fewer");
            }
        }

        void skipped(String problem) {
            if (problems.size() < PROBLEMS_MAX) {
                problems.add(problem + " (skipped)");
            }
        }
    }

    public int size() {
        return byName.size();
    }

    /// Every name, sorted.
    public List<String> names() {
        return List.copyOf(byName.navigableKeySet());
    }

    public Optional<Capture> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// What was passed over, located, at most 100 lines.
    public List<String> problems() {
        return problems;
    }
}
