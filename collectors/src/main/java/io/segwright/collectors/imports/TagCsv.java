package io.segwright.collectors.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.segwright.collectors.imports.text.CsvColumns;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.ipam.TagDirectory.Entry;
import io.segwright.inventory.ipam.TagDirectory.State;
import io.segwright.inventory.ipam.TagKind;
import java.io.IOException;
import java.nio.file.Path;
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
    private static final long FILE_BYTES_MAX = 256L * 1024 * 1024; // 2,000,000 VMs
    private static final int CELL_CHARS_MAX = 200; // as long as a tag may be
    private static final int ROWS_MAX = 2_000_000; // as many as a directory of tags holds

    private static final List<TagKind> KINDS =
            List.of(TagKind.SERVICE, TagKind.SUBSCRIPTION, TagKind.VM, TagKind.ENVIRONMENT);

    private final ImportErrors errors;
    private final Map<String, Entry> entries = new LinkedHashMap<>(); // by kind and name

    private TagCsv(String name) {
        this.errors = new ImportErrors(name);
    }

    /// Reads a file in UTF-8, which may be packed; messages carry the file's last name.
    ///
    /// @throws IOException when the file cannot be read; its message is for a person
    public static ListReading<Entry> read(Path path) throws IOException {
        SourceFile file = SourceFile.of(path);
        TagCsv csv = new TagCsv(file.name());
        return ListReading.of(file, FILE_BYTES_MAX, csv.errors, csv::rows, csv.entries.values());
    }

    private void rows(Iterator<CsvRecord> records) {
        CsvColumns columns = new CsvColumns(records);
        if (!columns.have(List.of("kind", "name"), "kind,name,parent,status", errors)) {
            return;
        }
        int rows = 0;
        while (records.hasNext()) {
            if (++rows > ROWS_MAX) {
                errors.add("has more than " + ROWS_MAX + " rows; split it");
                return;
            }
            row(records.next(), columns);
        }
    }

    private void row(CsvRecord record, CsvColumns columns) {
        long line = record.getStartingLineNumber();
        String kind = columns.cell(record, "kind").toLowerCase(Locale.ROOT);
        String entry = columns.cell(record, "name");
        String parent = columns.cell(record, "parent");
        String status = columns.cell(record, "status").toLowerCase(Locale.ROOT);
        if (isUnfit(entry) || isUnfit(parent)) {
            errors.add(
                    line,
                    "name or parent has more than "
                            + CELL_CHARS_MAX
                            + " characters or a control character; shorten it");
            return;
        }
        if (isFormula(entry) || isFormula(parent)) {
            errors.add(
                    line,
                    "'" + PlainText.shown(entry) + "' begins like a formula; write the plain name");
            return;
        }
        if (!status.isEmpty() && !status.equals("live") && !status.equals("retired")) {
            errors.add(line, "status '" + PlainText.shown(status) + "': want live or retired");
            return;
        }
        Optional<TagKind> known = KINDS.stream().filter(k -> k.word().equals(kind)).findFirst();
        if (known.isEmpty()) {
            errors.add(
                    line,
                    "kind '"
                            + PlainText.shown(kind)
                            + "': want service, subscription, vm or environment"
                            + (kind.equals("owner") ? "; owners: segwright import owners" : ""));
            return;
        }
        add(
                line,
                known.get(),
                entry,
                parent,
                status.equals("retired") ? State.RETIRED : State.LIVE);
    }

    private void add(long line, TagKind kind, String entry, String parent, State state) {
        try {
            Entry added = new Entry(kind, entry, parent, state);
            if (entries.putIfAbsent(kind.word() + " " + entry, added) != null) {
                errors.add(line, kind.word() + " '" + entry + "' is there twice; remove one");
            }
        } catch (IllegalArgumentException e) {
            errors.add(line, String.valueOf(e.getMessage()));
        }
    }

    /// A spreadsheet would compute it (OWASP: CSV injection).
    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    }

    private static boolean isUnfit(String text) {
        return text.length() > CELL_CHARS_MAX || text.chars().anyMatch(Character::isISOControl);
    }
}
