package io.segwright.collectors.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import io.segwright.inventory.ipam.TagDirectory.State;
import io.segwright.inventory.ipam.TagKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads what tags may name from CSV (RFC 4180) with a header line: `kind` (service, subscription, vm, environment),
/// `name`, and perhaps `parent` (the service of a subscription, the subscription of a VM) and `status` (`live`, which an
/// empty cell means too, or `retired`), in any order; other columns are passed over. All or nothing.
public final class TagCsv {
    private static final int FILE_BYTES_MAX = 256 * 1024 * 1024; // 2,000,000 VMs; read whole
    private static final int CELL_CHARS_MAX = 200; // as long as a tag may be
    private static final int CELLS_MAX = 256; // exports of directories have tens
    private static final int LINE_CHARS_MAX = 16 * 1024;
    private static final int ROWS_MAX = 2_000_000; // as many as a directory of tags holds
    private static final int ERRORS_MAX = 50; // what a person reads

    /// What a file says.
    public sealed interface Reading {
        record Tags(List<Entry> entries) implements Reading {
            public Tags {
                entries = List.copyOf(entries);
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
    private final Map<String, Entry> entries = new LinkedHashMap<>(); // by kind and name

    private TagCsv(String name) {
        this.name = name;
    }

    /// Reads a file in UTF-8; messages carry the file's last name.
    ///
    /// @throws IOException when the file cannot be read; its message is for a person
    public static Reading read(Path file) throws IOException {
        TagCsv csv = new TagCsv(String.valueOf(file.getFileName()));
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(FILE_BYTES_MAX + 1);
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
                ? new Reading.Tags(List.copyOf(csv.entries.values()))
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
        for (String wanted : List.of("kind", "name")) {
            if (!columns.containsKey(wanted)) {
                errors.add(
                        name
                                + ":1: there is no column '"
                                + wanted
                                + "'; want a header: kind,name,parent,status");
                return;
            }
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
        String kind = cell(record, columns, "kind").toLowerCase(Locale.ROOT);
        String entry = cell(record, columns, "name");
        String parent = cell(record, columns, "parent");
        String status = cell(record, columns, "status").toLowerCase(Locale.ROOT);
        if (isUnfit(entry) || isUnfit(parent)) {
            errors.add(
                    at
                            + "name or parent has more than "
                            + CELL_CHARS_MAX
                            + " characters or a control character; shorten it");
            return;
        }
        if (isFormula(entry) || isFormula(parent)) {
            errors.add(at + "'" + shown(entry) + "' begins like a formula; write the plain name");
            return;
        }
        if (!status.isEmpty() && !status.equals("live") && !status.equals("retired")) {
            errors.add(at + "status '" + shown(status) + "': want live or retired");
            return;
        }
        Optional<TagKind> known = KINDS.stream().filter(k -> k.word().equals(kind)).findFirst();
        if (known.isEmpty()) {
            errors.add(
                    at
                            + "kind '"
                            + shown(kind)
                            + "': want service, subscription, vm or environment"
                            + (kind.equals("owner") ? "; owners: segwright import owners" : ""));
            return;
        }
        add(at, known.get(), entry, parent, status.equals("retired") ? State.RETIRED : State.LIVE);
    }

    private void add(String at, TagKind kind, String entry, String parent, State state) {
        try {
            Entry added = new Entry(kind, entry, parent, state);
            if (entries.putIfAbsent(kind.word() + " " + entry, added) != null) {
                errors.add(at + kind.word() + " '" + entry + "' is there twice; remove one");
            }
        } catch (IllegalArgumentException e) {
            errors.add(at + e.getMessage());
        }
    }

    private static final List<TagKind> KINDS =
            List.of(TagKind.SERVICE, TagKind.SUBSCRIPTION, TagKind.VM, TagKind.ENVIRONMENT);

    /// A spreadsheet would compute it (OWASP: CSV injection).
    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
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
