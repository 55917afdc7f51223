package io.segwright.app.config;

import io.segwright.graph.store.StoreInUseException;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A data directory that several processes use in turns: opened for a piece of work, closed after it. So somebody who
/// goes on for days leaves room for a person's questions and decisions.
///
/// An opening costs 0.1 to 0.3 s of a small inventory; whatever was read in an earlier turn may have changed.
public final class Turns {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration SILENT = Duration.ofSeconds(3); // a usual turn of somebody else
    private static final Duration PATIENCE =
            Duration.ofMinutes(2); // reading and writing a million vertices takes a minute
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final Consumer<String> talk;
    private final BooleanSupplier stop;

    /// What is done in a turn.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Work<T> {
        T run(DataDirectory data)
                throws StoreUnavailableException,
                        AuditUnavailableException,
                        ConfigException,
                        IOException,
                        InterruptedException;
    }

    /// How a directory is opened.
    @FunctionalInterface
    private interface Opening {
        DataDirectory open() throws StoreUnavailableException, AuditUnavailableException;
    }

    /// Whether to wait on, after so long.
    @FunctionalInterface
    private interface Waiting {
        boolean goesOn(Duration waited);
    }

    /// For a process that goes on: it waits for its turn for as long as it takes.
    ///
    /// @param talk told once, where a turn is long in coming
    /// @param stop whether the process is to end: it waits some seconds more then, no longer
    public Turns(Path directory, Consumer<String> talk, BooleanSupplier stop) {
        this.directory = directory;
        this.talk = talk;
        this.stop = stop;
    }

    /// The first turn: creates what is not there yet, and has the audit log.
    public <T> T first(Work<T> work)
            throws StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException {
        try (DataDirectory data =
                awaited(
                        () -> DataDirectory.open(directory),
                        waited -> !stop.getAsBoolean() && waited.compareTo(SHORT_PATIENCE) < 0,
                        talk)) {
            return work.run(data);
        }
    }

    /// A later turn, without the audit log: for what the first one recorded.
    public <T> T take(Work<T> work)
            throws StoreUnavailableException,
                    AuditUnavailableException,
                    ConfigException,
                    IOException,
                    InterruptedException {
        try (DataDirectory data =
                awaited(() -> DataDirectory.openGraph(directory), this::waitsOn, talk)) {
            return work.run(data);
        }
    }

    private boolean waitsOn(Duration waited) {
        return !stop.getAsBoolean() || waited.compareTo(SHORT_PATIENCE) < 0;
    }

    /// Opens everything, as [DataDirectory#open]; where somebody follows it waits for a turn.
    ///
    /// @param talk told once, where the turn is long in coming
    public static DataDirectory open(Path directory, Consumer<String> talk)
            throws StoreUnavailableException, AuditUnavailableException, InterruptedException {
        return awaited(
                () -> DataDirectory.open(directory),
                waited ->
                        waited.compareTo(PATIENCE) < 0 && FollowLock.holder(directory).isPresent(),
                talk);
    }

    private static DataDirectory awaited(Opening opening, Waiting waiting, Consumer<String> talk)
            throws StoreUnavailableException, AuditUnavailableException, InterruptedException {
        long began = System.nanoTime();
        boolean told = false;
        while (true) {
            try {
                return opening.open();
            } catch (StoreInUseException e) {
                Duration waited = Duration.ofNanos(System.nanoTime() - began);
                if (!waiting.goesOn(waited)) {
                    return opening.open(); // who had it may have ended since we looked
                }
                if (!told && waited.compareTo(SILENT) > 0) {
                    told = true;
                    talk.accept("waiting: " + Optional.ofNullable(e.getMessage()).orElse(""));
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }
}
