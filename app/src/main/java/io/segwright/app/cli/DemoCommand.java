package io.segwright.app.cli;

import io.segwright.app.demo.DemoException;
import io.segwright.app.demo.DemoRun;
import io.segwright.app.demo.DemoSummary;
import io.segwright.app.view.Format;
import io.segwright.app.view.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `segwright demo`: the whole path on a generated estate, checked against its truth.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a generated estate on loopback, discovers it from one seed, attributes it, compiles its policy and proves",
            "every access list. Needs no root and no network. Exit 1 when anything differs from the truth."
        })
final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 38;

    @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one in its place
    @Mixin private FormatOption format = new FormatOption();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "segwright-demo",
            description = "what to write to (default: ${DEFAULT-VALUE})")
    private Path directory = Path.of("segwright-demo");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "38",
            description = "of the generated estate (default: ${DEFAULT-VALUE})")
    private long seed = SEED;

    @Option(
            names = "--break",
            description = "flip one written line: it must be refuted, with a packet; exit 1")
    private boolean flip;

    @Override
    public Integer call() throws CommandFailure {
        UserLists.check();
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try (Progress progress = Progress.onStderr()) {
            DemoSummary summary =
                    DemoRun.run(
                            directory,
                            seed,
                            flip ? DemoRun.Mischief.FLIP_A_LINE : DemoRun.Mischief.NONE,
                            progress,
                            err);
            if (format.format == Format.JSON || format.format == Format.JSONL) {
                out.println(summary.json());
            } else {
                summary.print(out);
            }
            summary.complaints().forEach(err::println);
            return summary.isRight() ? ExitCode.OK : ExitCode.FAILED;
        } catch (DemoException e) {
            throw CommandFailure.unavailable(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }
}
