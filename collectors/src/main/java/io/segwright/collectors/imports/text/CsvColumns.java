package io.segwright.collectors.imports.text;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where the columns of a CSV file stand, by the names in its header, whatever their case; of two with one name, the
/// first. A column that is not there has empty cells.
public final class CsvColumns {
    private final Map<String, Integer> places = new HashMap<>();

    /// @param records the header is read from it
    public CsvColumns(Iterator<CsvRecord> records) {
        if (records.hasNext()) {
            List<String> header = records.next().getFields();
            for (int i = 0; i < header.size(); i++) {
                places.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
            }
        }
    }

    /// False, and the error added, where one that is needed is missing.
    ///
    /// @param header the whole header that is wanted, for the message
    public boolean have(List<String> needed, String header, ImportErrors errors) {
        for (String column : needed) {
            if (!places.containsKey(column)) {
                errors.add(1, "there is no column '" + column + "'; want a header: " + header);
                return false;
            }
        }
        return true;
    }

    public String cell(CsvRecord record, String column) {
        Integer at = places.get(column);
        return at == null || at >= record.getFieldCount() ? "" : record.getField(at).strip();
    }
}
