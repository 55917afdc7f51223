package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.TargetFile;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.Target;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the figures have to reach.
final class TargetOption {
    @Option(
            names = "--target",
            paramLabel = "NAME|FILE",
            description =
                    "standard (99.3 %%), strict (99.9 %%), or a file with lines KPI PERCENT; exit 3 while a figure is below")
    private @Nullable String target; // null: not given

    /// Before anything is opened.
    ///
    /// @return empty where none is asked for
    Optional<Target> read() throws CommandFailure {
        if (target == null) {
            return Optional.empty();
        }
        Optional<Target> shipped = Target.shipped(target);
        if (shipped.isPresent()) {
            return shipped;
        }
        Path file = Path.of(target);
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.usage(
                    "--target " + target + ": want standard, strict, or a file that is there");
        }
        try {
            return Optional.of(TargetFile.read(file));
        } catch (ConfigException e) {
            throw CommandFailure.badInput(e);
        }
    }

    /// Says which figures are below and by how much.
    ///
    /// @return the exit code
    static int judge(Target target, Map<Kpi, KpiValue> kpis, PrintWriter err) {
        List<Target.Miss> misses = target.misses(kpis);
        misses.forEach(miss -> err.println("target " + target.name() + ": " + miss.text()));
        if (misses.isEmpty()) {
            err.println("target " + target.name() + ": reached");
        }
        return misses.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
