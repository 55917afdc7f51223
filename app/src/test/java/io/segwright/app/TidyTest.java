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

    private static final Pattern MEMBER = Pattern.compile("^( {4}| {8})[^ }@/*]");
    private static final Pattern TYPE = Pattern.compile("\\b(class|record|interface|enum) \\w");

    private static final Path ROOT = Path.of(System.getProperty("segwright.root", ".."));
    private static final List<Path> SOURCES = sources();

    private record Ban(Pattern pattern, Predicate<String> where, String cure) {}

    private static final List<Ban> BANS =
            List.of(
                    new Ban(
                            Pattern.compile(
                                    "\\bclass \\w+(Impl|Manager|Helper|Utils?|Processor)\\b"),
                            TidyTest::isAnySource,
                            "name it after what it is about, or move the function to the type that it is about"),
                    new Ban(
                            Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b"),
                            TidyTest::isAnySource,
                            "do it now, or open an issue and delete the comment"),
                    new Ban(
                            Pattern.compile(
                                    "printStackTrace\\((?!trace\\))"), // Main's crash report goes
                            // to a file
                            TidyTest::isAnySource,
                            "rethrow with context, or handle it: no stack trace reaches a user"),
                    new Ban(
                            Pattern.compile(
                                    "catch \\((final )?(Exception|Throwable|RuntimeException) (?!.*// )"),
                            p -> isMain(p) && !p.contains("/app/"),
                            "catch what can really happen; where a thread's top or a library leaves no choice, say so beside it"),
                    new Ban(
                            Pattern.compile("System\\.(out|err)\\b"),
                            p -> isMain(p) && !p.contains("/app/") && !p.contains("/bench/"),
                            "return a finding: only app talks to people"),
                    new Ban(
                            Pattern.compile("Thread\\.sleep\\("),
                            TidyTest::isTest,
                            "wait for the event itself, or inject the time"),
                    new Ban(
                            Pattern.compile("org\\.mockito|\\bmock\\("),
                            TidyTest::isAnySource,
                            "use the real object, or a lab device on loopback"),
                    new Ban(
                            Pattern.compile("@Disabled\\b"),
                            TidyTest::isTest,
                            "mend the test or delete it"),
                    new Ban(
                            Pattern.compile("@SuppressWarnings\\(\"all\"\\)"),
                            TidyTest::isAnySource,
                            "suppress one warning by name, with the reason beside it"),
                    new Ban(
                            Pattern.compile("default -> throw new AssertionError"),
                            TidyTest::isAnySource,
                            "make the switch exhaustive over the sealed type"));

    private static boolean isMain(String path) {
        return path.contains("/src/main/");
    }

    private static boolean isTest(String path) {
        return path.contains("/src/test/") && isAnySource(path);
    }

    /// All but this file, which must spell out what it bans.
    private static boolean isAnySource(String path) {
        return !path.endsWith("TidyTest.java");
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

    /// The formatter indents a member by 4 (8 in a nested type) and closes its body at the same indent; what opens at 8
    /// inside of a method is shorter than the method.
    private static List<String> longMethods(Path source, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int open = bodyOpening(lines, i);
            if (open < 0) {
                continue;
            }
            int end = open + 1;
            while (end < lines.size() && !lines.get(end).startsWith(indent(lines.get(i)) + "}")) {
                end++;
            }
            if (end - open - 1 > METHOD_LINES_MAX) {
                found.add(
                        relative(source)
                                + ":"
                                + (i + 1)
                                + ": method of "
                                + (end - open - 1)
                                + " lines -- move a level of detail into a function with a name; want at most "
                                + METHOD_LINES_MAX);
            }
        }
        return found;
    }

    /// The line whose `{` opens the body of the member that begins at a line, -1 where none begins there. A signature may
    /// run over several lines; fields, types and lambdas are no methods.
    private static int bodyOpening(List<String> lines, int start) {
        if (!MEMBER.matcher(lines.get(start)).find()) {
            return -1;
        }
        StringBuilder signature = new StringBuilder();
        for (int i = start; i < lines.size() && !lines.get(i).isBlank(); i++) {
            String line = lines.get(i).replaceFirst("\\s+//.*$", "");
            signature.append(line).append(' ');
            if (line.endsWith(";") || line.contains("->")) {
                return -1;
            }
            if (line.endsWith("{")) {
                return isMethod(signature.toString()) ? i : -1;
            }
        }
        return -1;
    }

    /// No type, no annotation or field with a value, and not the wrapped rest of a signature.
    private static boolean isMethod(String signature) {
        return !TYPE.matcher(signature).find()
                && !signature.contains("=")
                && signature.chars().filter(c -> c == '(').count()
                        == signature.chars().filter(c -> c == ')').count();
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    @Test
    void aLongMethodIsSeenWhateverItsSignature() {
        String body = "        act();\n".repeat(METHOD_LINES_MAX + 1) + "    }\n";
        Path file = ROOT.resolve("app/src/main/java/A.java");
        for (String signature :
                List.of(
                        "    void a() {\n",
                        "    private static <T extends Comparable<T>> Map<T, List<T>> a(\n            T one, T two) {\n",
                        "    void a(int b)\n            throws IOException,\n                    Other {\n")) {
            assertThat(longMethods(file, (signature + body).lines().toList()))
                    .as(signature)
                    .hasSize(1);
            String shorter = body.replaceFirst("        act\\(\\);\n", "");
            assertThat(longMethods(file, (signature + shorter).lines().toList()))
                    .as(signature)
                    .isEmpty();
        }
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
