package io.segwright.collectors.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.segwright.collectors.imports.text.CsvText;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads allocations from CSV (RFC 4180) with a header line.
///
/// Columns, in any order: `vrf` (empty: the default one), `prefix`, `service`, `subscription`, `vm`, `environment`,
/// `owner`, `valid_from`, `valid_to` (RFC 3339 or a date; empty: since 1970, still), `do_not_poll` (yes, true or 1). Only
/// `prefix` must be there. Unknown columns are left out with a warning. Two lines about one prefix in one VRF must
/// not overlap in time. A tag that begins with `=`, `+`, `-` or `@` is refused.
///
/// Read row by row. Beyond [#rowsMax()] rows they are checked and not kept, in the memory that those take.
public final class AllocationCsv implements AutoCloseable {
    private static final long FILE_BYTES_MAX =
            16L << 30; // a hundred million lines; read row by row
    private static final CsvText CSV =
            new CsvText(',', 4 * 1024, 16 * 1024); // ten cells of 200 fit eight times

    private static final int ROWS_MAX = 1_000_000; // at a millisecond each, a quarter of an hour
    private static final int ROW_BYTES =
            3_500; // of heap while rows are compared and written; 300,000 were written in 1 GB

    private static final int HEADER_LINE = 1;

    private record Place(Vrf vrf, Prefix prefix) {}

    private record Line(long number, Allocation allocation) {}

    private final String name;
    private final Vrf vrf;
    private final int rowsMax;
    private final ImportErrors errors;
    private final List<String> warnings = new ArrayList<>();
    private final List<Allocation> allocations = new ArrayList<>();
    private final Map<Place, NavigableMap<Instant, Line>> linesByPlace = new HashMap<>();

    private Optional<Spans> spans = Optional.empty();
    private @Nullable IOException failure; // null: there was room so far
    private long rows;
    private int prefixColumn = 1;

    private AllocationCsv(String name, Vrf vrf, int rowsMax) {
        this.rowsMax = rowsMax;
        this.name = name;
        this.vrf = vrf;
        this.errors = new ImportErrors(name);
    }

    /// Reads a file in UTF-8; messages carry the file's last name.
    ///
    /// @throws IOException when the file cannot be read; its message is for a person
    public static AllocationImport read(Path path) throws IOException {
        return read(SourceFile.of(path), Vrf.DEFAULT);
    }

    /// @param vrf of rows that name none
    public static AllocationImport read(SourceFile file, Vrf vrf) throws IOException {
        return read(file, vrf, rowsMax());
    }

    /// What one import takes; more are only checked. An inventory is in memory while it is compared with a file, so the
    /// heap decides.
    public static int rowsMax() {
        return (int) Math.min(ROWS_MAX, Runtime.getRuntime().maxMemory() / ROW_BYTES);
    }

    static AllocationImport read(SourceFile file, Vrf vrf, int rowsMax) throws IOException {
        try (AllocationCsv csv = new AllocationCsv(file.name(), vrf, rowsMax)) {
            try {
                file.<Boolean>read(
                        FILE_BYTES_MAX,
                        in -> {
                            CSV.read(in, csv.errors, csv::rows);
                            return true;
                        });
                csv.spans.ifPresent(csv::overlaps);
            } catch (SourceFormatException e) {
                csv.errors.add(e);
            }
            csv.checkRoom();
            return csv.outcome();
        }
    }

    private void checkRoom() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "the temporary folder cannot hold what is sorted of "
                            + name
                            + ": "
                            + failure.getMessage()
                            + "; make room, or choose another by SEGWRIGHT_JAVA_OPTS=-Djava.io.tmpdir=DIR",
                    failure);
        }
    }

    private AllocationImport outcome() {
        if (!errors.isEmpty()) {
            return new AllocationImport.Refused(errors.kept(), errors.total());
        }
        return spans.isPresent()
                ? new AllocationImport.Checked(rows, warnings)
                : new AllocationImport.Imported(allocations, warnings);
    }

    @Override
    public void close() throws IOException {
        if (spans.isPresent()) {
            spans.get().close();
        }
    }

    private void rows(Iterator<CsvRecord> records) {
        if (!records.hasNext()) {
            errors.add("is empty; want a header line: vrf,prefix,service,...,owner");
            return;
        }
        CsvRecord header = records.next();
        Map<AllocationColumn, Integer> places = places(header);
        if (!errors.isEmpty()) {
            return; // no telling what the cells mean
        }
        while (failure == null && records.hasNext()) {
            rows++;
            row(records.next(), header.getFieldCount(), places);
        }
    }

    private Map<AllocationColumn, Integer> places(CsvRecord header) {
        Map<AllocationColumn, Integer> places = new EnumMap<>(AllocationColumn.class);
        for (int i = 0; i < header.getFieldCount(); i++) {
            String title = header.getField(i);
            Optional<AllocationColumn> column = AllocationColumn.named(title);
            if (column.isEmpty()) {
                warnings.add(
                        "%s:%d:%d: unknown column '%s' is not read"
                                .formatted(name, HEADER_LINE, i + 1, PlainText.shown(title)));
            } else if (places.putIfAbsent(column.get(), i) != null) {
                errors.add(
                        header.getStartingLineNumber(),
                        i + 1,
                        "column %s is there twice, first in column %d; remove one"
                                .formatted(column.get().title(), places.get(column.get()) + 1));
            }
        }
        if (!places.containsKey(AllocationColumn.PREFIX)) {
            errors.add(
                    header.getStartingLineNumber(),
                    1,
                    "there is no column 'prefix'; want a header like: vrf,prefix,service,subscription,vm,environment,owner,valid_from,valid_to,do_not_poll");
        }
        return places;
    }

    private void row(CsvRecord record, int cells, Map<AllocationColumn, Integer> places) {
        long line = record.getStartingLineNumber();
        if (record.getFieldCount() != cells) {
            errors.add(
                    line,
                    record.getFieldCount(),
                    "the line has %d cells, want %d as in the header; quote cells that hold a comma"
                            .formatted(record.getFieldCount(), cells));
            return;
        }
        new AllocationRow(line, record.getFields(), places, vrf, errors)
                .allocation(name + ":" + line)
                .ifPresent(allocation ->
                        take(
                                line,
                                places.getOrDefault(AllocationColumn.PREFIX, 0) + 1,
                                allocation));
    }

    private void take(long line, int column, Allocation allocation) {
        prefixColumn = column;
        if (allocations.size() == rowsMax && spans.isEmpty()) {
            spill();
        }
        if (spans.isPresent()) {
            span(spans.get(), line, allocation);
        } else {
            add(line, column, allocation);
        }
    }

    /// From here on lines are only checked: those kept so far go where there is room for all.
    private void spill() {
        Spans begun = new Spans();
        spans = Optional.of(begun);
        for (NavigableMap<Instant, Line> lines : linesByPlace.values()) {
            lines.values().forEach(kept -> span(begun, kept.number(), kept.allocation()));
        }
        linesByPlace.clear();
        allocations.clear();
    }

    private void span(Spans to, long line, Allocation allocation) {
        try {
            if (!to.add(allocation, line)) {
                errors.add(line, "is in one VRF too many; split the file by VRF");
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void overlaps(Spans of) {
        try {
            of.overlaps((line, other, on, prefix) ->
                    errors.add(line, prefixColumn, alsoOn(prefix, on, other)));
        } catch (IOException e) {
            failure = e;
        }
    }

    private void add(long line, int column, Allocation allocation) {
        NavigableMap<Instant, Line> others =
                linesByPlace.computeIfAbsent(
                        new Place(allocation.vrf(), allocation.prefix()), _ -> new TreeMap<>());
        // Those kept do not overlap one another, so only the two neighbours in time can.
        Stream.of(
                        others.floorEntry(allocation.validFrom()),
                        others.higherEntry(allocation.validFrom()))
                .filter(Objects::nonNull)
                .map(Map.Entry::getValue)
                .filter(other -> overlap(other.allocation, allocation))
                .findFirst()
                .ifPresentOrElse(
                        other ->
                                errors.add(
                                        line,
                                        column,
                                        alsoOn(
                                                allocation.prefix(),
                                                allocation.vrf(),
                                                other.number())),
                        () -> {
                            others.put(allocation.validFrom(), new Line(line, allocation));
                            allocations.add(allocation);
                        });
    }

    private static String alsoOn(Prefix prefix, Vrf vrf, long line) {
        return "prefix %s in VRF %s is also on line %d for an overlapping time; remove one, or end the earlier by valid_to"
                .formatted(prefix, vrf, line);
    }

    private static boolean overlap(Allocation a, Allocation b) {
        return a.validFrom().isBefore(b.validTo()) && b.validFrom().isBefore(a.validTo());
    }
}
