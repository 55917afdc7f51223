package io.segwright.app.cli;

import java.util.ArrayList;
import java.util.List;

/// Says what is wrong with a file that is not imported.
final class ImportFailures {
    private ImportFailures() {}

    /// Refuses a name that is none: it would mean the current folder.
    static void checkNamed(Object file) throws CommandFailure {
        if (file.toString().isEmpty()) {
            throw CommandFailure.usage("FILE is empty: want the name of a file");
        }
    }

    /// @param errors the first ones, located
    /// @param total how many there were
    static CommandFailure refused(List<String> errors, int total, Object file) {
        List<String> lines = new ArrayList<>(errors);
        lines.add(
                total
                        + (total == 1 ? " error" : " errors")
                        + " in "
                        + file
                        + ": nothing was imported");
        return CommandFailure.badInput(lines);
    }
}
