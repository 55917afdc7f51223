package io.segwright.collectors.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.segwright.collectors.imports.text.CsvColumns;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.coverage.OwnerDirectory.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads owners from CSV (RFC 4180) with a header line: `owner`, and perhaps `status` (`live`, which an empty cell
/// means too, or `left`) and `contact`, in any order; other columns are passed over. All or nothing.
public final class OwnerCsv {
    private static final long FILE_BYTES_MAX = 8 * 1024 * 1024; // 100,000 owners; read whole
    private static final int TEXT_CHARS_MAX = 200; // a name and an address
    private static final int ROWS_MAX = 100_000; // teams and people of a large company

    private final ImportErrors errors;
    private final Map<String, Owner> owners = new LinkedHashMap<>();

    private OwnerCsv(String name) {
        this.errors = new ImportErrors(name);
    }

    /// Reads a file in UTF-8; messages carry the file's last name.
    ///
    /// @throws IOException when the file cannot be read; its message is for a person
    public static ListReading<Owner> read(Path path) throws IOException {
        SourceFile file = SourceFile.of(path);
        OwnerCsv csv = new OwnerCsv(file.name());
        return ListReading.of(file, FILE_BYTES_MAX, csv.errors, csv::rows, csv.owners.values());
    }

    private void rows(Iterator<CsvRecord> records) {
        CsvColumns columns = new CsvColumns(records);
        if (!columns.have(List.of("owner"), "owner,status,contact", errors)) {
            return;
        }
        int rows = 0;
        while (records.hasNext()) {
            if (++rows > ROWS_MAX) {
                errors.add("has more than %d rows; split it".formatted(ROWS_MAX));
                return;
            }
            row(records.next(), columns);
        }
    }

    private void row(CsvRecord record, CsvColumns columns) {
        long line = record.getStartingLineNumber();
        String owner = columns.cell(record, "owner");
        String contact = columns.cell(record, "contact");
        String status = columns.cell(record, "status").toLowerCase(Locale.ROOT);
        if (owner.isEmpty()) {
            errors.add(line, "there is no owner; name one, or remove the line");
        } else if (isUnfit(owner) || isUnfit(contact)) {
            errors.add(
                    line,
                    "owner or contact has more than "
                            + TEXT_CHARS_MAX
                            + " characters or a control character; shorten it");
        } else if (!status.isEmpty() && !status.equals("live") && !status.equals("left")) {
            errors.add(line, "status '%s': want live or left".formatted(PlainText.shown(status)));
        } else {
            Status state = status.equals("left") ? Status.LEFT : Status.LIVE;
            if (owners.putIfAbsent(owner, new Owner(owner, state, contact)) != null) {
                errors.add(line, "owner '" + owner + "' is there twice; remove one");
            }
        }
    }

    private static boolean isUnfit(String text) {
        return text.length() > TEXT_CHARS_MAX || text.chars().anyMatch(Character::isISOControl);
    }
}
