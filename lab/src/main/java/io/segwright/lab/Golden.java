package io.segwright.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Compares text with a file that a person has read and approved.
///
/// Goldens live in `<module>/src/test/golden`. With `-Dgolden.update=true` a differing golden is rewritten; the
/// difference is then reviewed like code. Line ends are compared as written: goldens hold `\n` only.
public final class Golden {
    private static final String UPDATE_PROPERTY = "golden.update";
    private static final String FOLDER = "src/test/golden";
    private static final int LEVELS_MAX = 6; // from target/test-classes up to the module's pom.xml

    private Golden() {}

    /// Asserts that `actual` is the golden's text.
    ///
    /// @param test a class of the module that owns the golden; the module is found from where the class was loaded
    /// @param name path below `src/test/golden`, e.g. `ios/two-lines.txt`
    /// @throws AssertionError naming the first line that differs, or that the golden is missing
    public static void assertMatches(Class<?> test, String name, String actual) {
        assertMatches(path(test, name), actual);
    }

    /// Asserts that `actual` is the text of the file `golden`.
    ///
    /// @throws AssertionError naming the first line that differs, or that the golden is missing
    public static void assertMatches(Path golden, String actual) {
        try {
            compare(
                    golden,
                    actual,
                    Boolean.getBoolean(UPDATE_PROPERTY) ? Mode.UPDATE : Mode.COMPARE);
        } catch (IOException e) {
            throw new UncheckedIOException(golden + ": " + e.getMessage(), e);
        }
    }

    /// What to do about a difference.
    enum Mode {
        COMPARE,
        UPDATE
    }

    static void compare(Path golden, String actual, Mode mode) throws IOException {
        String expected =
                Files.exists(golden) ? Files.readString(golden, StandardCharsets.UTF_8) : null;
        if (actual.equals(expected)) {
            return;
        }
        if (mode == Mode.UPDATE) {
            Files.createDirectories(golden.toAbsolutePath().getParent());
            Files.writeString(golden, actual, StandardCharsets.UTF_8);
            return;
        }
        String what = expected == null ? "no such golden" : difference(expected, actual);
        throw new AssertionError(
                golden
                        + ": "
                        + what
                        + "; run with -D"
                        + UPDATE_PROPERTY
                        + "=true to accept, then review the diff");
    }

    private static String difference(String expected, String actual) {
        List<String> wanted = expected.lines().toList();
        List<String> got = actual.lines().toList();
        for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
            String want = i < wanted.size() ? wanted.get(i) : "(end)";
            String have = i < got.size() ? got.get(i) : "(end)";
            if (!want.equals(have)) {
                return "line " + (i + 1) + " is '" + have + "', want '" + want + "'";
            }
        }
        return "line ends differ: want \\n only, and the same one at the end";
    }

    static Path path(Class<?> test, String name) {
        return moduleOf(test).resolve(FOLDER).resolve(name);
    }

    private static Path moduleOf(Class<?> test) {
        try {
            Path folder = Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
            for (int level = 0; level < LEVELS_MAX; level++) {
                if (Files.exists(folder.resolve("pom.xml"))) {
                    return folder;
                }
                Path parent = folder.getParent();
                if (parent == null) {
                    break;
                }
                folder = parent;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(test + ": its location is no path", e);
        }
        throw new IllegalArgumentException(
                test + ": no pom.xml above the place it was loaded from; pass the golden's path");
    }
}
