package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One command as a user would have typed it: its exit code and all that it said.
public record Ran(int code, String out, String err) {
    /// Runs a command in this process. Whatever it is, no stack trace and no bug report may appear.
    public static Ran of(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code;
        try (PrintWriter outWriter = new PrintWriter(out);
                PrintWriter errWriter = new PrintWriter(err)) {
            code =
                    Main.run(
                            outWriter,
                            errWriter,
                            Stream.of(words).map(Object::toString).toArray(String[]::new));
        }
        Ran ran = new Ran(code, out.toString(), err.toString());
        assertThat(ran.out + ran.err)
                .as(List.of(words) + " shows no stack trace")
                .doesNotContain("\tat ", "Exception", "segwright: bug");
        return ran;
    }

    /// It failed like this, and said exactly this, and nothing on stdout.
    public Ran refused(int wantedCode, String... wantedLines) {
        assertThat(err.lines()).containsExactly(wantedLines);
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(wantedCode);
        return this;
    }

    /// The last line of stderr, where the outcome is.
    public String last() {
        return err.lines().reduce("", (_, line) -> line);
    }

    /// The only line of stderr that begins so.
    public String line(String beginning) {
        List<String> lines = err.lines().filter(l -> l.startsWith(beginning)).toList();
        assertThat(lines).as("lines of " + err).hasSize(1);
        return lines.getFirst();
    }

    /// Every file below a folder with its bytes in hex; empty where there is no folder.
    public static TreeMap<String, String> files(Path folder) {
        TreeMap<String, String> files = new TreeMap<>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString(),
                        java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
