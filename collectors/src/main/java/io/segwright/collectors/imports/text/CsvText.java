package io.segwright.collectors.imports.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Consumer;

/// CSV (RFC 4180), split into rows within bounds. Empty lines are passed over; a quote that is not closed is refused,
/// for it would swallow the lines behind it.
///
/// @param separator between two cells
/// @param cellCharsMax of one cell
/// @param rowCharsMax of one row
public record CsvText(char separator, int cellCharsMax, int rowCharsMax) {
    private static final int CELLS_MAX = 256; // of one row; exports of inventories have tens

    /// @param errors takes what is no CSV; the rows before it were read
    public void read(String text, ImportErrors errors, Consumer<Iterator<CsvRecord>> rows)
            throws IOException {
        try (CsvReader<CsvRecord> records = format().build(handler(), text)) {
            rows.accept(records.iterator());
        } catch (CsvParseException | UncheckedIOException e) {
            errors.add(notCsv(e));
        }
    }

    /// Row by row, in UTF-8: a file of any length takes the memory of one row.
    ///
    /// @param errors takes what is no CSV or no UTF-8; the rows before it were read
    /// @throws IOException the stream fails for another reason
    public void read(InputStream in, ImportErrors errors, Consumer<Iterator<CsvRecord>> rows)
            throws IOException {
        Utf8Reader reader = new Utf8Reader(in);
        try (CsvReader<CsvRecord> records = format().build(handler(), reader)) {
            rows.accept(records.iterator());
        } catch (CsvParseException | UncheckedIOException e) {
            switch (reader.failure().orElse(null)) {
                case null -> errors.add(notCsv(e));
                case Utf8Reader.MalformedException malformed ->
                        errors.add(
                                malformed.line(),
                                malformed.byteInLine(),
                                String.valueOf(malformed.getMessage()));
                case IOException failure -> throw failure;
            }
        }
    }

    private CsvReader.CsvReaderBuilder format() {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(rowCharsMax * 2);
    }

    private CsvRecordHandler handler() {
        return CsvRecordHandler.of(
                c -> c.maxFields(CELLS_MAX).maxFieldSize(cellCharsMax).maxRecordSize(rowCharsMax));
    }

    private static String notCsv(RuntimeException e) {
        String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
        return "not CSV: " + e.getMessage() + cause;
    }
}
