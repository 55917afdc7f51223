package io.segwright.collectors.snmp.table;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// What a bridge learned, read off its varbinds as text: one pass over all of them, whatever their order. Slow, and
/// shares no code with [Fdb].
final class FdbTwin {
    private FdbTwin() {}

    /// The MACs of one forwarding table that were learned on a port, `aa:bb:cc:dd:ee:ff`.
    ///
    /// @param entry the table's entry, with a dot at its end; column 2 is the port, 3 the status
    static Set<String> learned(List<VariableBinding> varbinds, String entry) {
        Set<String> onPorts = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        OID root = new OID(entry.substring(0, entry.length() - 1));
        for (VariableBinding varbind : varbinds) {
            if (varbind.getVariable() instanceof Integer32 value
                    && varbind.getOid().startsWith(root)) {
                String oid = varbind.getOid().toDottedString();
                String row = oid.substring(entry.length() + 2);
                if (oid.startsWith(entry + "2.") && value.getValue() > 0) {
                    onPorts.add(row);
                } else if (oid.startsWith(entry + "3.") && value.getValue() != 3) {
                    others.add(row);
                }
            }
        }
        onPorts.removeAll(others);
        onPorts.removeIf(row -> row.chars().filter(c -> c == '.').count() < 5); // no MAC in it
        Set<String> macs = new TreeSet<>();
        onPorts.forEach(row -> macs.add(mac(row)));
        macs.removeIf(
                mac -> mac.equals("00:00:00:00:00:00") || "13579bdf".indexOf(mac.charAt(1)) >= 0);
        return macs;
    }

    /// The last six numbers.
    private static String mac(String row) {
        String[] ids = row.split("\\.", -1);
        StringBuilder text = new StringBuilder();
        for (int i = ids.length - 6; i < ids.length; i++) {
            text.append(text.isEmpty() ? "" : ":")
                    .append("%02x".formatted(Integer.parseInt(ids[i])));
        }
        return text.toString();
    }
}
