package io.segwright.collectors.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.coverage.OwnerDirectory.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads owners from CSV (RFC 4180) with a header line: `owner`, and perhaps `status` (`live`, which an empty cell
/// means too, or `left`) and `contact`, in any order; other columns are passed over. All or nothing.
public final class OwnerCsv {
    private static final int FILE_BYTES_MAX = 8 * 1024 * 1024; // 100,000 owners; read whole
    private static final int CELL_CHARS_MAX = 200; // a name and an address
    private static final int CELLS_MAX = 256; // exports of directories have tens
    private static final int LINE_CHARS_MAX = 16 * 1024;
    private static final int ROWS_MAX = 100_000; // teams and people of a large company
    private static final int ERRORS_MAX = 50; // what a person reads

    /// What a file says.
    public sealed interface Reading {
        record Owners(List<Owner> owners) implements Reading {
            public Owners {
                owners = List.copyOf(owners);
            }
        }

        /// @param errors located, the first ones
        record Refused(List<String> errors) implements Reading {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    private final String name;
    private final List<String> errors = new ArrayList<>();
    private final Map<String, Owner> owners = new LinkedHashMap<>();

    private OwnerCsv(String name) {
        this.name = name;
    }

    /// Reads a file in UTF-8; messages carry the file's last name.
    ///
    /// @throws IOException when the file cannot be read; its message is for a person
    public static Reading read(Path file) throws IOException {
        OwnerCsv csv = new OwnerCsv(String.valueOf(file.getFileName()));
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(FILE_BYTES_MAX + 1);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > FILE_BYTES_MAX) {
            return new Reading.Refused(
                    List.of(csv.name + ": has more than " + FILE_BYTES_MAX + " bytes; split it"));
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            csv.parse(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            csv.errors.add(csv.name + ": is not UTF-8; save the file as UTF-8");
        }
        return csv.errors.isEmpty()
                ? new Reading.Owners(List.copyOf(csv.owners.values()))
                : new Reading.Refused(csv.errors);
    }

    private void parse(String text) {
        CsvRecordHandler handler =
                CsvRecordHandler.of(c ->
                        c.maxFields(CELLS_MAX)
                                .maxFieldSize(LINE_CHARS_MAX)
                                .maxRecordSize(LINE_CHARS_MAX));
        try (CsvReader<CsvRecord> records =
                CsvReader.builder()
                        .skipEmptyLines(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(LINE_CHARS_MAX * 2)
                        .build(handler, text)) {
            rows(records.iterator());
        } catch (CsvParseException | UncheckedIOException e) {
            errors.add(name + ": not CSV: " + e.getMessage());
        } catch (IOException e) {
            errors.add(name + ": cannot be read: " + e.getMessage());
        }
    }

    private void rows(Iterator<CsvRecord> records) {
        Map<String, Integer> columns = new HashMap<>();
        if (records.hasNext()) {
            List<String> header = records.next().getFields();
            for (int i = 0; i < header.size(); i++) {
                columns.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
            }
        }
        if (!columns.containsKey("owner")) {
            errors.add(
                    name + ":1: there is no column 'owner'; want a header: owner,status,contact");
            return;
        }
        int rows = 0;
        while (records.hasNext() && errors.size() < ERRORS_MAX) {
            if (++rows > ROWS_MAX) {
                errors.add(name + ": has more than " + ROWS_MAX + " rows; split it");
                return;
            }
            row(records.next(), columns);
        }
    }

    private void row(CsvRecord record, Map<String, Integer> columns) {
        String at = name + ":" + record.getStartingLineNumber() + ": ";
        String owner = cell(record, columns, "owner");
        String contact = cell(record, columns, "contact");
        String status = cell(record, columns, "status").toLowerCase(Locale.ROOT);
        if (owner.isEmpty()) {
            errors.add(at + "there is no owner; name one, or remove the line");
        } else if (isUnfit(owner) || isUnfit(contact)) {
            errors.add(
                    at
                            + "owner or contact has more than "
                            + CELL_CHARS_MAX
                            + " characters or a control character; shorten it");
        } else if (!status.isEmpty() && !status.equals("live") && !status.equals("left")) {
            errors.add(at + "status '" + shown(status) + "': want live or left");
        } else {
            Status state = status.equals("left") ? Status.LEFT : Status.LIVE;
            if (owners.putIfAbsent(owner, new Owner(owner, state, contact)) != null) {
                errors.add(at + "owner '" + owner + "' is there twice; remove one");
            }
        }
    }

    private static boolean isUnfit(String text) {
        return text.length() > CELL_CHARS_MAX || text.chars().anyMatch(Character::isISOControl);
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "...";
    }

    private static String cell(CsvRecord record, Map<String, Integer> columns, String column) {
        Integer at = columns.get(column);
        return at == null || at >= record.getFieldCount() ? "" : record.getField(at).strip();
    }
}
