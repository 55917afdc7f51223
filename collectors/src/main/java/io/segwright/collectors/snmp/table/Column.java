package io.segwright.collectors.snmp.table;

import java.util.Arrays;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/// One column's place in its walk, and whether the agent is going in circles.
///
/// Identifiers must rise (RFC 3416 sec. 4.2.3). Real agents go back without looping: their tables are not sorted, and
/// every row comes once. So an identifier that is not above the last one is taken where its cell is still empty, and
/// ends the column where it is not: each answer brings something new or is the last, also inside one response.
final class Column {
    private final OID root;
    private final int number;
    private OID last;
    private int place = -1;
    private boolean done;
    private boolean bad;
    private boolean wentBack;
    private String complaint = "";

    Column(OID root, int number) {
        this.root = root;
        this.number = number;
        this.last = root;
    }

    OID root() {
        return root;
    }

    /// What to ask the successor of.
    OID last() {
        return last;
    }

    boolean isDone() {
        return done;
    }

    /// True where walking this column did harm: it looped, or the agent failed on it.
    boolean isBad() {
        return bad;
    }

    /// True where rows came out of order.
    boolean wentBack() {
        return wentBack;
    }

    /// Why it ended early, or empty.
    String complaint() {
        return complaint;
    }

    void accept(VariableBinding varbind, Table table) {
        OID oid = varbind.getOid();
        Variable value = varbind.getVariable();
        int[] ids = oid.getValue();
        int[] before = last.getValue();
        int differs = Arrays.mismatch(ids, before);
        if (value == null || isException(value) || (differs >= 0 && differs < root.size())) {
            done = true; // the end of the view, or of the subtree
            return;
        }
        boolean rises =
                differs == before.length
                        || (differs >= 0
                                && differs < ids.length
                                && Integer.compareUnsigned(ids[differs], before[differs]) > 0);
        if (differs < 0 || !(rises || isNew(ids, table))) {
            ruin("the agent went back from " + last + " to " + oid);
            return;
        }
        wentBack |= !rises;
        last = oid;
        place = table.place(place, ids, root.size());
        table.at(place).put(number, value);
    }

    /// Only `Null` can be one (endOfMibView and its like); asking each value is dearer than its class.
    private static boolean isException(Variable value) {
        return value instanceof Null && value.isException();
    }

    private boolean isNew(int[] ids, Table table) {
        Row row = table.rowOrNull(new OID(ids, root.size(), ids.length - root.size()));
        return row == null || !row.cell(number).isPresent();
    }

    void finish() {
        done = true;
    }

    /// Ends it for a reason that will be there at the next poll too.
    void ruin(String why) {
        done = true;
        bad = true;
        complaint = why;
    }
}
