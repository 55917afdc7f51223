package io.segwright.app.cli;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.DataFiles;
import io.segwright.app.view.Table;
import io.segwright.collectors.imports.ListReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/// The import of a list that adds up: read whole, told as a difference from what is known, then kept.
///
/// @param <T> a row
/// @param act for the audit log
/// @param command that does it, for the audit log
/// @param columns of a row, for a person
/// @param cells of a row, as many as there are columns
/// @param key a row with the key of one before takes its place
/// @param rowsMax that are kept
record ListImport<T>(
        String act,
        String command,
        List<String> columns,
        Function<T, List<Object>> cells,
        Function<T, String> key,
        int rowsMax,
        Known<T> known,
        Keeping<T> keeping) {

    /// Where the rows are from that were imported before.
    interface Known<T> {
        List<T> read(DataFiles files) throws ConfigException;
    }

    /// Where all go.
    interface Keeping<T> {
        void keep(DataFiles files, Collection<T> all) throws IOException;
    }

    /// Reads the file that is imported.
    interface Reader<T> {
        ListReading<T> read(Path file) throws IOException;
    }

    int run(Path file, Reader<T> reader, ImportOptions options, CommandSpec spec)
            throws CommandFailure {
        ImportFailures.checkNamed(file);
        Map<String, T> imported = byKey(read(file, reader));
        if (options.dryRun
                && !DataDirectory.exists(options.data.directory)) { // trying must not begin one
            return print(file, Map.of(), imported, options, spec);
        }
        return Opened.create(
                options.data.directory,
                directory -> {
                    Map<String, T> before = byKey(known.read(directory.files()));
                    Map<String, T> all = new LinkedHashMap<>(before);
                    all.putAll(imported);
                    if (all.size() > rowsMax) {
                        throw CommandFailure.badInput(
                                file
                                        + ": with these rows there are "
                                        + all.size()
                                        + ": want at most "
                                        + rowsMax);
                    }
                    if (!options.dryRun && !all.equals(before)) {
                        directory.record(
                                act,
                                String.valueOf(file.getFileName()),
                                command,
                                Map.of("rows", Integer.toString(imported.size())));
                        keeping.keep(directory.files(), all.values());
                    }
                    return print(file, before, imported, options, spec);
                });
    }

    private static <T> List<T> read(Path file, Reader<T> reader) throws CommandFailure {
        try {
            return switch (reader.read(file)) {
                case ListReading.Rows<T>(List<T> rows) -> rows;
                case ListReading.Refused<T>(List<String> errors) ->
                        throw CommandFailure.badInput(errors);
            };
        } catch (IOException e) {
            throw CommandFailure.badInput(e);
        }
    }

    private Map<String, T> byKey(List<T> rows) {
        Map<String, T> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(key.apply(row), row));
        return byKey;
    }

    private int print(
            Path file,
            Map<String, T> before,
            Map<String, T> imported,
            ImportOptions options,
            CommandSpec spec) {
        String[] heads = new String[columns.size() + 1];
        heads[0] = "change";
        System.arraycopy(columns.toArray(), 0, heads, 1, columns.size());
        Table table = new Table(heads);
        int changes = 0;
        for (Map.Entry<String, T> row : imported.entrySet()) {
            T old = before.get(row.getKey());
            if (!row.getValue().equals(old)) {
                changes++;
                Object[] values = new Object[heads.length];
                values[0] = old == null ? "add" : "change";
                System.arraycopy(
                        cells.apply(row.getValue()).toArray(), 0, values, 1, columns.size());
                table.row(values);
            }
        }
        table.print(options.format.format, spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s: %d rows, %d new or changed, %d unchanged%s%n",
                        file,
                        imported.size(),
                        changes,
                        imported.size() - changes,
                        options.remark());
        return options.exitCode(changes > 0, ExitCode.OK);
    }
}
