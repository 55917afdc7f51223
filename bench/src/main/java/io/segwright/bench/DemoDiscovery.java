package io.segwright.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Discovery in devices a minute, measured as a user meets it: by starting the launcher's `demo -o json`.
///
/// The time is the demo's own `seconds`, which covers everything it does, not discovery alone.
final class DemoDiscovery {
    private static final int OUTPUT_BYTES_MAX =
            1 << 20; // one object of a few hundred bytes is expected
    private static final long TIMEOUT_SECONDS = 900; // a first start builds the project
    private static final Pattern FOUND =
            Pattern.compile("\"devices\"\\s*:\\s*\\{[^}]*\"found\"\\s*:\\s*(\\d{1,9})");
    private static final Pattern SECONDS =
            Pattern.compile("\"seconds\"\\s*:\\s*(\\d{1,9}(?:\\.\\d{1,9})?)");

    private DemoDiscovery() {}

    static List<Measurement> run() throws BenchException {
        Path root = Path.of(System.getProperty("segwright.root", "."));
        Path launcher = root.resolve("segwright");
        if (!Files.isExecutable(launcher)) {
            throw new BenchException(
                    launcher
                            + ": no such launcher; want the repository's root in -Dsegwright.root");
        }
        String output = output(root, launcher);
        double found = number(FOUND, output, "devices.found");
        double seconds = number(SECONDS, output, "seconds");
        if (seconds <= 0) {
            throw new BenchException("demo -o json: seconds is " + seconds + ", want more than 0");
        }
        return List.of(Measurement.alone("demo-discovery", found * 60 / seconds, "devices/minute"));
    }

    private static String output(Path root, Path launcher) throws BenchException {
        Path out = null;
        try {
            out = Files.createTempFile("segwright-demo", ".json");
            Process process =
                    new ProcessBuilder(launcher.toString(), "demo", "-o", "json")
                            .directory(root.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new BenchException("demo: not done after " + TIMEOUT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new BenchException("demo: exit code " + process.exitValue() + ", want 0");
            }
            if (Files.size(out) > OUTPUT_BYTES_MAX) {
                throw new BenchException(
                        "demo: " + Files.size(out) + " bytes of output, want one JSON object");
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchException("demo: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("demo: interrupted");
        } finally {
            delete(out);
        }
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            file.toFile().delete(); // a leftover in the temporary directory harms nobody
        }
    }

    private static double number(Pattern pattern, String output, String name)
            throws BenchException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new BenchException("demo -o json: no number " + name + " in its output");
        }
        return Double.parseDouble(matcher.group(1));
    }
}
