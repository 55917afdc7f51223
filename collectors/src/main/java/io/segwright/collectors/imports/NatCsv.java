package io.segwright.collectors.imports;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.segwright.collectors.imports.text.CsvColumns;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.PrefixText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.TimeText;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.endpoint.NatBindings;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Reads translations from CSV (RFC 4180) with a header line: `public` and `inside` (addresses), and perhaps `protocol`
/// (empty: all), `ports` (`443`, `1024-2047`; empty: all), `public_vrf`, `inside_vrf` (empty: default), `valid_from`,
/// `valid_to` (empty: ever), in any order; other columns are passed over. All or nothing.
///
/// Two translations of the very same ports at the same time to different addresses are refused: one of them is wrong.
public final class NatCsv {
    private static final long FILE_BYTES_MAX = 256L * 1024 * 1024; // a million rows of all columns
    private static final String HEADER =
            "public,protocol,ports,inside,valid_from,valid_to,public_vrf,inside_vrf";

    private record Row(long line, NatBinding binding) {
        private static final Comparator<Row> BY_PORTS =
                Comparator.comparing((Row r) -> r.binding.publicVrf())
                        .thenComparing(r -> r.binding.publicAddress())
                        .thenComparing(r -> r.binding.protocol())
                        .thenComparing(r -> r.binding.ports())
                        .thenComparing(r -> r.binding.from())
                        .thenComparingLong(Row::line);

        boolean isOfSamePorts(Row other) {
            return binding.publicVrf().equals(other.binding.publicVrf())
                    && binding.publicAddress().equals(other.binding.publicAddress())
                    && binding.protocol().equals(other.binding.protocol())
                    && binding.ports().equals(other.binding.ports());
        }
    }

    private final ImportErrors errors;
    private final String source;
    private final List<Row> rows = new ArrayList<>();
    private final List<NatBinding> bindings = new ArrayList<>();

    private NatCsv(String name) {
        this.errors = new ImportErrors(name);
        this.source = "import:" + PlainText.shown(name);
    }

    /// Reads a file in UTF-8, which may be packed; messages carry the file's last name.
    ///
    /// @throws IOException when the file cannot be read; its message is for a person
    public static ListReading<NatBinding> read(Path path) throws IOException {
        SourceFile file = SourceFile.of(path);
        NatCsv csv = new NatCsv(file.name());
        return ListReading.of(file, FILE_BYTES_MAX, csv.errors, csv::all, csv.bindings);
    }

    private void all(Iterator<CsvRecord> records) {
        rows(records);
        checkTimes();
        rows.forEach(row -> bindings.add(row.binding));
    }

    private void rows(Iterator<CsvRecord> records) {
        CsvColumns columns = new CsvColumns(records);
        if (!columns.have(List.of("public", "inside"), HEADER, errors)) {
            return;
        }
        while (records.hasNext()) {
            if (rows.size() >= NatBindings.BINDINGS_MAX) {
                errors.add("has more than " + NatBindings.BINDINGS_MAX + " rows; split it");
                return;
            }
            row(records.next(), columns);
        }
    }

    private void row(CsvRecord record, CsvColumns columns) {
        long line = record.getStartingLineNumber();
        try {
            rows.add(new Row(line, binding(record, columns)));
        } catch (AddressFormatException | IllegalArgumentException e) {
            errors.add(line, String.valueOf(e.getMessage()));
        }
    }

    private NatBinding binding(CsvRecord record, CsvColumns columns) throws AddressFormatException {
        String ports = columns.cell(record, "ports");
        String protocol = columns.cell(record, "protocol");
        Protocol carried =
                protocol.isEmpty() ? NatBinding.EVERY_PROTOCOL : Protocol.parse(protocol);
        if (!ports.isEmpty() && !protocol.isEmpty() && !carried.hasPorts()) {
            throw new AddressFormatException(
                    "ports " + ports + ": " + carried + " has none; leave the cell empty");
        }
        return new NatBinding(
                vrf(columns.cell(record, "public_vrf")),
                address("public", columns.cell(record, "public")),
                carried,
                ports.isEmpty() ? PortRange.ANY : PortRange.parse(ports),
                vrf(columns.cell(record, "inside_vrf")),
                address("inside", columns.cell(record, "inside")),
                time("valid_from", columns.cell(record, "valid_from"), Instant.EPOCH),
                time("valid_to", columns.cell(record, "valid_to"), Instant.MAX),
                source);
    }

    private static Vrf vrf(String cell) {
        return cell.isEmpty() ? Vrf.DEFAULT : new Vrf(cell);
    }

    private static IpAddress address(String column, String cell) throws AddressFormatException {
        if (cell.isEmpty()) {
            throw new AddressFormatException(
                    "there is no " + column + " address; write one, or remove the line");
        }
        return PrefixText.address(cell);
    }

    private static Instant time(String column, String cell, Instant whenEmpty)
            throws AddressFormatException {
        return cell.isEmpty()
                ? whenEmpty
                : TimeText.parse(cell)
                        .orElseThrow(
                                () -> new AddressFormatException(TimeText.objection(column, cell)));
    }

    private void checkTimes() {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Row.BY_PORTS);
        for (int i = 1; i < sorted.size(); i++) {
            Row before = sorted.get(i - 1);
            Row row = sorted.get(i);
            if (row.isOfSamePorts(before)
                    && row.binding.from().isBefore(before.binding.to())
                    && !row.binding.equals(before.binding)) {
                errors.add(
                        row.line,
                        "the ports of line "
                                + before.line
                                + " are given away again before "
                                + before.binding.to()
                                + ": end one before the other begins");
            }
        }
    }
}
