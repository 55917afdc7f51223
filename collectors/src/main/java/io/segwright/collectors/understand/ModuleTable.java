package io.segwright.collectors.understand;

import java.util.ArrayList;
import java.util.List;
import org.snmp4j.smi.OID;

/// A vendor's table of modules with serials, one row a module or an empty slot.
///
/// @param name the MIB's name for it
/// @param serial column
/// @param model column; 0 for none
public record ModuleTable(String name, OID entry, int serial, int model) {
    record Scoped(Scope scope, ModuleTable table) {}

    static List<Scoped> shipped() {
        List<Scoped> tables = new ArrayList<>();
        for (Tsv.Line line : Tsv.read("modules.tsv")) {
            tables.add(
                    new Scoped(
                            Scope.parse(line.field(0)),
                            new ModuleTable(
                                    line.field(1),
                                    ObjectNames.oid(line.field(2)),
                                    line.column(3),
                                    line.column(4))));
        }
        return List.copyOf(tables);
    }
}
