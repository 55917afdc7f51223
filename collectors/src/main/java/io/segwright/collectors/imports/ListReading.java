package io.segwright.collectors.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.segwright.collectors.imports.text.CsvText;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// What a list says: all of its rows, or what is wrong with some of them.
///
/// @param <T> a row
public sealed interface ListReading<T> {
    record Rows<T>(List<T> rows) implements ListReading<T> {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /// @param errors located, the first ones
    record Refused<T>(List<String> errors) implements ListReading<T> {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /// Rows of 16 KiB are far more than any list has.
    CsvText CSV = new CsvText(',', 16 * 1024, 16 * 1024);

    /// Reads a file in UTF-8, which may be packed, all or nothing.
    ///
    /// @param bytesMax unpacked
    /// @param errors to which `rows` adds what is wrong with them
    /// @param rows reads them, the header first
    /// @param read what came of them
    /// @throws IOException when the file cannot be read; its message is for a person
    static <T> ListReading<T> of(
            SourceFile file,
            long bytesMax,
            ImportErrors errors,
            Consumer<Iterator<CsvRecord>> rows,
            Collection<T> read)
            throws IOException {
        try {
            file.read(
                    bytesMax,
                    in -> {
                        CSV.read(in, errors, rows);
                        return true;
                    });
        } catch (SourceFormatException e) {
            errors.add(e);
        }
        return errors.isEmpty() ? new Rows<>(List.copyOf(read)) : new Refused<>(errors.kept());
    }
}
