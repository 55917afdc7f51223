package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.Turns;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/// Runs a command's work with the data directory open, and turns what goes wrong into one line and an exit code.
final class Opened {
    private Opened() {}

    /// What a command does with the data directory.
    ///
    /// @param <T> what it makes of it: an exit code, or an answer
    @FunctionalInterface
    interface Work<T> {
        T run(DataDirectory data)
                throws CommandFailure,
                        StoreUnavailableException,
                        AuditUnavailableException,
                        ConfigException,
                        IOException,
                        InterruptedException;
    }

    /// For commands that begin or add to an inventory. Beside a `collect --follow` they wait for their turn.
    static <T> T create(Path directory, Work<T> work) throws CommandFailure {
        try (DataDirectory data = Turns.open(directory, Opened::tell)) {
            return work.run(data);
        } catch (StoreUnavailableException | AuditUnavailableException e) {
            throw CommandFailure.unavailable(e);
        } catch (ConfigException e) {
            throw CommandFailure.badInput(e);
        } catch (IOException e) {
            throw CommandFailure.failed(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted: what was acknowledged is kept");
        }
    }

    private static void tell(String line) {
        System.err.println(line); // even where data is asked for as JSON: it is talk
    }

    /// For commands that only read: an empty directory is a mistake, not a beginning.
    static <T> T existing(Path directory, Work<T> work) throws CommandFailure {
        if (!DataDirectory.exists(directory)) {
            throw CommandFailure.unavailable(
                    directory
                            + " holds no inventory yet: run segwright collect or import first, or choose with --data DIR");
        }
        return create(directory, work);
    }
}
