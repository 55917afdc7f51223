package io.segwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house rules that a compiler cannot hold. Each message says how to put it right.
class TidyTest {
    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 60;
    private static final int PUBLIC_TYPES_MAX = 20; // a package

    private static final Path ROOT = Path.of(System.getProperty("segwright.root", ".."));
    private static final List<Path> SOURCES = sources();

    private record Ban(Pattern pattern, Predicate<String> where, String cure) {}

    private static final List<Ban> BANS =
            List.of(
                    new Ban(
                            Pattern.compile(
                                    "\\bclass \\w+(Impl|Manager|Helper|Utils?|Processor)\\b"),
                            TidyTest::everywhere,
                            "name it after what it is about, or move the function to the type that it is about"),
                    new Ban(
                            Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b"),
                            TidyTest::everywhere,
                            "do it now, or open an issue and delete the comment"),
                    new Ban(
                            Pattern.compile("printStackTrace\\("),
                            TidyTest::everywhere,
                            "rethrow with context, or handle it: no stack trace reaches a user"),
                    new Ban(
                            Pattern.compile(
                                    "catch \\((final )?(Exception|Throwable|RuntimeException) "),
                            p -> inMain(p) && !p.contains("/app/"),
                            "catch what can really happen; only a thread's top may catch everything"),
                    new Ban(
                            Pattern.compile("System\\.(out|err)\\b"),
                            p -> inMain(p) && !p.contains("/app/") && !p.contains("/bench/"),
                            "return a finding: only app talks to people"),
                    new Ban(
                            Pattern.compile("Thread\\.sleep\\("),
                            TidyTest::inTests,
                            "wait for the event itself, or inject the time"),
                    new Ban(
                            Pattern.compile("org\\.mockito|\\bmock\\("),
                            TidyTest::everywhere,
                            "use the real object, or a lab device on loopback"),
                    new Ban(
                            Pattern.compile("@Disabled\\b"),
                            TidyTest::inTests,
                            "mend the test or delete it"),
                    new Ban(
                            Pattern.compile("@SuppressWarnings\\(\"all\"\\)"),
                            TidyTest::everywhere,
                            "suppress one warning by name, with the reason beside it"),
                    new Ban(
                            Pattern.compile("default -> throw new AssertionError"),
                            TidyTest::everywhere,
                            "make the switch exhaustive over the sealed type"));

    private static boolean inMain(String path) {
        return path.contains("/src/main/");
    }

    private static boolean inTests(String path) {
        return path.contains("/src/test/");
    }

    private static boolean everywhere(String path) {
        return !path.endsWith("TidyTest.java"); // which spells out what it bans
    }

    @Test
    void thereIsSomethingToCheck() {
        assertThat(SOURCES).hasSizeGreaterThan(50);
    }

    @Test
    void nothingBannedIsUsed() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : SOURCES) {
            String path = "/" + relative(source);
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                for (Ban ban : BANS) {
                    if (ban.where.test(path) && ban.pattern.matcher(lines.get(i)).find()) {
                        found.add(
                                relative(source)
                                        + ":"
                                        + (i + 1)
                                        + ": "
                                        + lines.get(i).strip()
                                        + " -- "
                                        + ban.cure);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void filesAndMethodsAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : SOURCES) {
            List<String> lines = Files.readAllLines(source);
            if (lines.size() > FILE_LINES_MAX) {
                found.add(
                        relative(source)
                                + " has "
                                + lines.size()
                                + " lines -- split it at its second idea; want at most "
                                + FILE_LINES_MAX);
            }
            if (relative(source).contains("src/main")) {
                found.addAll(longMethods(source, lines));
            }
        }
        assertThat(found).isEmpty();
    }

    /// The formatter indents a member by 4 (8 in a nested type), so a body runs from a line that ends with `{` at that
    /// indent to the `}` at the same one.
    private static List<String> longMethods(Path source, List<String> lines) {
        List<String> found = new ArrayList<>();
        Pattern start =
                Pattern.compile(
                        "^( {4}| {8})[^ }@/*].*\\) (throws [\\w, .]+ )?\\{$|^( {4}| {8})[^ }@/*].*\\)$");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean opens = start.matcher(line).find() && line.endsWith("{");
            if (!opens
                    || line.contains(" class ")
                    || line.contains(" record ")
                    || line.contains(" -> ")) {
                continue;
            }
            String indent = line.substring(0, line.length() - line.stripLeading().length());
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).equals(indent + "}")) {
                end++;
            }
            if (end - i - 1 > METHOD_LINES_MAX) {
                found.add(
                        relative(source)
                                + ":"
                                + (i + 1)
                                + ": method of "
                                + (end - i - 1)
                                + " lines -- move a level of detail into a function with a name; want at most "
                                + METHOD_LINES_MAX);
            }
        }
        return found;
    }

    @Test
    void packagesAreSmallFlatAndDocumented() throws IOException {
        Map<Path, Integer> publicTypes = new TreeMap<>();
        List<String> found = new ArrayList<>();
        for (Path source : SOURCES) {
            if (!relative(source).contains("src/main/java")) {
                continue;
            }
            String text = Files.readString(source);
            Path folder = source.getParent();
            if (Pattern.compile("(?m)^public ").matcher(text).find()) {
                publicTypes.merge(folder, 1, Integer::sum);
            } else {
                publicTypes.putIfAbsent(folder, 0);
            }
        }
        publicTypes.forEach((folder, count) -> {
            if (count > PUBLIC_TYPES_MAX) {
                found.add(
                        relative(folder)
                                + " has "
                                + count
                                + " public types -- hide some or split the feature; want at most "
                                + PUBLIC_TYPES_MAX);
            }
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info)) {
                found.add(
                        relative(folder)
                                + " has no package-info.java -- write its idea, and mark it @NullMarked");
            } else if (!contains(info, "@NullMarked") || !contains(info, "///")) {
                found.add(
                        relative(info) + " -- wants a /// comment with the idea, and @NullMarked");
            }
            String name = relative(folder).replaceFirst(".*src/main/java/", "");
            if (name.split("/").length > 5) {
                found.add(
                        relative(folder)
                                + " is too deep -- packages go by feature, two levels below io.segwright.ROOM at most");
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void roomsThatDoNotBelongAreAbsent() throws IOException {
        try (Stream<Path> top = Files.list(ROOT)) {
            List<String> names =
                    top.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList();
            assertThat(names)
                    .as(
                            "top-level folders -- there is no common, util, core, api or impl: find the room it is about")
                    .doesNotContain("common", "util", "core", "api", "impl", "shared");
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String relative(Path path) {
        return ROOT.toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString();
    }

    private static List<Path> sources() {
        List<Path> all = new ArrayList<>();
        for (String room :
                List.of(
                        "inventory",
                        "graph-model",
                        "acl-compiler",
                        "collectors",
                        "device-rotator",
                        "app",
                        "bench",
                        "lab")) {
            Path src = ROOT.resolve(room).resolve("src");
            if (Files.isDirectory(src)) {
                try (Stream<Path> walk = Files.walk(src)) {
                    walk.filter(p -> p.toString().endsWith(".java")).forEach(all::add);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
        return all;
    }
}
