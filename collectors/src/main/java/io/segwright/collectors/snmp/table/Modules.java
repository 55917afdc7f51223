package io.segwright.collectors.snmp.table;

import io.segwright.collectors.understand.Inquiry;
import io.segwright.collectors.understand.ModuleTable;
import io.segwright.collectors.understand.Serial;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Modules that only a vendor's own table tells.
final class Modules {
    private static final int ROWS_MAX =
            4_000; // the fullest chassis' 1,200 slots, ports and fans, thrice

    private Modules() {}

    /// `known` and, behind it, the modules whose serial is not among its.
    static List<HardwareFact> added(
            Walker walker, Inquiry inquiry, List<HardwareFact> known, String vendor) {
        List<HardwareFact> all = new ArrayList<>(known);
        Set<String> serials = new HashSet<>();
        known.forEach(fact -> serials.add(fact.serial()));
        for (ModuleTable table : inquiry.moduleTables()) {
            int model = table.model() > 0 ? table.model() : table.serial();
            Table rows =
                    walker.walk(
                            table.name(),
                            ROWS_MAX,
                            Oids.columns(table.entry(), table.serial(), model));
            for (Row row : rows.rows()) {
                String serial = Serial.normalize(row.cell(0).text());
                if (!serial.isEmpty() && serials.add(serial)) {
                    String name = table.model() > 0 ? row.cell(1).text() : "";
                    all.add(new HardwareFact(HardwareKind.MODULE, vendor, name, serial, ""));
                }
            }
        }
        return all;
    }
}
