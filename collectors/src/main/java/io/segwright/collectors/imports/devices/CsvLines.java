package io.segwright.collectors.imports.devices;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.segwright.collectors.imports.text.CsvText;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CSV (RFC 4180) with a header, row by row.
final class CsvLines {
    static final int WARNINGS_MAX = 50; // what a person reads

    private static final int FILE_BYTES_MAX = 64 * 1024 * 1024; // read whole
    private static final int LINE_CHARS_MAX = 256 * 1024; // a device with all its interfaces
    private static final int CELL_CHARS_MAX = 128 * 1024; // 4,096 interfaces with MACs
    private static final int ROWS_MAX = 1_000_000;

    private final ImportErrors errors;
    private final List<String> warnings;
    private final String name;

    /// @param warnings to add to
    CsvLines(ImportErrors errors, List<String> warnings, String name) {
        this.errors = errors;
        this.warnings = warnings;
        this.name = name;
    }

    void read(SourceFile file, Optional<DeviceMapping> mapping, DeviceRows rows)
            throws IOException, SourceFormatException {
        char separator = mapping.map(DeviceMapping::separator).orElse(',');
        new CsvText(separator, CELL_CHARS_MAX, LINE_CHARS_MAX)
                .read(file.text(FILE_BYTES_MAX), errors, records -> rows(records, mapping, rows));
    }

    private void rows(
            Iterator<CsvRecord> records, Optional<DeviceMapping> mapping, DeviceRows rows) {
        if (!records.hasNext()) {
            errors.add("is empty; want a header line, e.g. key,name,vendor,model,serial");
            return;
        }
        CsvRecord header = records.next();
        Map<String, Integer> columns = columns(header);
        DeviceMapping fields = mapping.orElseGet(() -> ownNames(header));
        if (mapping.isPresent()) {
            checkColumns(fields, columns);
        }
        if (!errors.isEmpty()) {
            return; // no telling what the cells mean
        }
        while (records.hasNext()) {
            CsvRecord record = records.next();
            int line = (int) Math.min(record.getStartingLineNumber(), Integer.MAX_VALUE);
            if (rows.count() >= ROWS_MAX) {
                errors.add("has more than %d rows; split it".formatted(ROWS_MAX));
                return;
            }
            if (record.getFieldCount() == header.getFieldCount()) {
                rows.take(new Row.Line(line, record.getFields(), columns), fields);
            } else {
                errors.add(
                        line,
                        record.getFieldCount(),
                        "the line has %d cells, want %d as in the header; quote cells that hold a comma"
                                .formatted(record.getFieldCount(), header.getFieldCount()));
            }
        }
    }

    private Map<String, Integer> columns(CsvRecord header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String title = header.getField(i).strip();
            Integer first = columns.putIfAbsent(title, i);
            if (first != null && !title.isEmpty()) {
                errors.add(
                        header.getStartingLineNumber(),
                        i + 1,
                        "column '%s' is there twice, first in column %d; remove one"
                                .formatted(PlainText.shown(title), first + 1));
            }
        }
        return columns;
    }

    private DeviceMapping ownNames(CsvRecord header) {
        List<String> titles = header.getFields().stream().map(String::strip).toList();
        for (int i = 0; i < titles.size(); i++) {
            if (Target.named(titles.get(i)).isEmpty() && warnings.size() < WARNINGS_MAX) {
                warnings.add(
                        "%s:%d:%d: unknown column '%s' is not read"
                                .formatted(
                                        name,
                                        header.getStartingLineNumber(),
                                        i + 1,
                                        PlainText.shown(titles.get(i))));
            }
        }
        DeviceMapping mapping = DeviceMapping.ofOwnNames(titles);
        if (mapping.rule(Target.KEY).isEmpty()) {
            errors.add(
                    header.getStartingLineNumber(),
                    1,
                    "there is no column 'key', 'asset_tag' or 'name'; want a header like:"
                            + " key,name,vendor,model,serial,os,version,site,location,owner,asset_tag,addresses,macs,interfaces");
        }
        return mapping;
    }

    private void checkColumns(DeviceMapping mapping, Map<String, Integer> columns) {
        for (Target target : Target.values()) {
            for (String from : mapping.rule(target).map(Rule::from).orElse(List.of())) {
                if (!columns.containsKey(from)) {
                    errors.add(
                            1,
                            1,
                            "there is no column '%s', which the mapping names for %s; the header has %s"
                                    .formatted(
                                            PlainText.shown(from),
                                            target.title(),
                                            columns.keySet().stream()
                                                    .map(PlainText::shown)
                                                    .sorted()
                                                    .toList()));
                }
            }
        }
    }
}
