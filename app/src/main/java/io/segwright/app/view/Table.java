package io.segwright.app.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Rows with named columns, printed in any [Format].
///
/// In JSON a row is an object, `jsonl` one object a line. Cells are text except where a number was given. CSV follows
/// RFC 4180; a text cell that a spreadsheet would take for a formula gets a leading apostrophe.
public final class Table {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMN_CHARS_MAX =
            60; // wider cells are cut in tables only, never in JSON or CSV

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    public Table(String... columns) {
        this.columns = List.of(columns);
    }

    /// @param cells as many as there are columns
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(Format format, PrintWriter out) {
        switch (format) {
            case TABLE -> printTable(out);
            case JSON -> out.println(json(rows.stream().map(this::object).toList()));
            case JSONL -> rows.forEach(row -> out.println(json(object(row))));
            case CSV -> printCsv(out);
        }
        out.flush();
    }

    private Map<String, Object> object(List<Object> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            object.put(
                    columns.get(i),
                    row.get(i) instanceof Number number ? number : row.get(i).toString());
        }
        return object;
    }

    /// One JSON value on one line.
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void printTable(PrintWriter out) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).length();
            for (List<Object> row : rows) {
                widths[i] = Math.max(widths[i], cell(row.get(i)).length());
            }
        }
        out.println(line(new ArrayList<>(columns), widths).toUpperCase(java.util.Locale.ROOT));
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static String line(List<?> cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cell(cells.get(i));
            String padding = " ".repeat(widths[i] - cell.length());
            text.append(cells.get(i) instanceof Number ? padding + cell : cell + padding);
            text.append(i < widths.length - 1 ? "  " : "");
        }
        return text.toString().stripTrailing();
    }

    /// As a cell of a table: no controls, not too wide.
    public static String cell(Object value) {
        String text =
                CONTROL.matcher(value.toString())
                        .replaceAll("?"); // a device's name may hold escapes
        return text.length() <= COLUMN_CHARS_MAX
                ? text
                : text.substring(0, COLUMN_CHARS_MAX - 1) + "…";
    }

    private void printCsv(PrintWriter out) {
        out.print(String.join(",", columns) + "\r\n");
        rows.forEach(row -> out.print(csvLine(row)));
    }

    /// One row with its line end, for output that is too long to be kept.
    public static String csvLine(Collection<?> row) {
        return String.join(",", row.stream().map(Table::csvCell).toList()) + "\r\n";
    }

    private static String csvCell(Object value) {
        String text = value.toString();
        if (!(value instanceof Number)
                && !text.isEmpty()
                && "=+-@\t".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
