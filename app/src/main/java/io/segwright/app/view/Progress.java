package io.segwright.app.view;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// How far a long piece of work is, on stderr: a bar where stderr is a terminal, else one line when a step ends.
///
/// Safe for use by several threads.
public final class Progress implements AutoCloseable {
    private static final int UPDATE_MILLIS = 200;

    private final PrintStream err;
    private final boolean terminal;
    private @Nullable ProgressBar bar; // null between steps, and where there is no terminal
    private String step = "";
    private long startedNanos;

    /// On the process's own stderr, which stays open.
    public static Progress onStderr() {
        return new Progress(System.err, stderrIsTerminal());
    }

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /// Ends the step before and begins one.
    ///
    /// @param steps how many are expected; may grow by [#at]
    public synchronized void begin(String name, long steps) {
        end();
        step = name;
        startedNanos = System.nanoTime();
        if (terminal) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(name)
                            .setInitialMax(steps)
                            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                            .setUpdateIntervalMillis(UPDATE_MILLIS)
                            .setMaxRenderedLength(100)
                            .continuousUpdate()
                            .build();
        }
    }

    /// @param done of `expected`
    public synchronized void at(long done, long expected) {
        if (bar != null) {
            bar.maxHint(Math.max(done, expected));
            bar.stepTo(done);
        }
    }

    /// Ends the step with a word on its outcome.
    public synchronized void done(String outcome) {
        String name = step;
        long millis = (System.nanoTime() - startedNanos) / 1_000_000;
        end();
        if (!name.isEmpty()) {
            err.printf("  %-22s %6.1f s  %s%n", name, millis / 1000.0, outcome);
        }
        step = "";
    }

    private void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void close() {
        end();
    }

    private static boolean stderrIsTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException _) {
            return false; // no /proc: not Linux, and no other way to ask
        }
    }
}
