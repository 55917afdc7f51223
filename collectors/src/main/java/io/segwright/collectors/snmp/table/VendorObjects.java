package io.segwright.collectors.snmp.table;

import io.segwright.collectors.snmp.table.VarbindSource.Request;
import io.segwright.collectors.understand.Inquiry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/// Asks a device what an [Inquiry] wants to know: scalars in few GETs, the first rows of columns by GETNEXT over all
/// of them at once, and, where sysObjectID names nobody, which enterprises the agent answers under.
final class VendorObjects {
    private static final OID ENTERPRISES = new OID("1.3.6.1.4.1");
    private static final int SUBTREES_MAX = 16; // the agent with most, of 996, answers under 9
    private static final int ROWS_MAX =
            6; // units of a stack or modules before the one that has a serial
    private static final int COLUMNS_MAX = 20; // in one GETNEXT: each value may be a 255-byte text
    private static final int MAC_OCTETS = 6;

    private final Walker walker;
    private final Map<OID, String> answers = new HashMap<>();

    private VendorObjects(Walker walker) {
        this.walker = walker;
    }

    /// The inquiry, told where the agent answers, if it wants to know.
    static Inquiry locate(Walker walker, Inquiry inquiry) {
        return inquiry.wantsSubtrees() ? inquiry.withSubtrees(subtrees(walker)) : inquiry;
    }

    /// @return text by instance; what the agent does not have is absent
    static Map<OID, String> ask(Walker walker, Inquiry inquiry) {
        VendorObjects objects = new VendorObjects(walker);
        try {
            objects.get(inquiry.scalars());
            objects.get(inquiry.keyed(objects.answers));
            List<OID> columns = inquiry.columns();
            for (int from = 0; from < columns.size(); from += COLUMNS_MAX) {
                objects.step(columns.subList(from, Math.min(columns.size(), from + COLUMNS_MAX)));
            }
        } catch (SnmpFault fault) {
            walker.note("vendor objects: " + fault.text());
        }
        return objects.answers;
    }

    /// Leaps from one enterprise's first object to behind its last.
    private static Set<Integer> subtrees(Walker walker) {
        Set<Integer> found = new TreeSet<>();
        OID after = ENTERPRISES;
        try {
            for (int i = 0; i < SUBTREES_MAX; i++) {
                List<VariableBinding> answer = walker.ask(Request.GET_NEXT, List.of(after), 1);
                OID next = answer.isEmpty() ? new OID() : answer.getFirst().getOid();
                boolean inside =
                        next.startsWith(ENTERPRISES)
                                && next.size() > ENTERPRISES.size()
                                && next.compareTo(after) > 0
                                && !answer.getFirst().isException();
                int enterprise = inside ? next.get(ENTERPRISES.size()) : -1;
                if (enterprise < 0 || enterprise == Integer.MAX_VALUE) {
                    return found;
                }
                found.add(enterprise);
                after = new OID(ENTERPRISES).append(enterprise + 1);
            }
            walker.note("enterprises: more than " + SUBTREES_MAX + ": none is believed");
            return Set.of();
        } catch (SnmpFault fault) {
            if (fault.kind() != SnmpFault.Kind.NO_SUCH_NAME) { // v1's end of the view
                walker.note("enterprises: " + fault.text());
            }
        }
        return found;
    }

    private void get(List<OID> scalars) throws SnmpFault {
        for (Map.Entry<OID, Cell> scalar : Scalars.get(walker, scalars).entrySet()) {
            answers.put(scalar.getKey(), text(scalar.getValue()));
        }
    }

    /// The first rows of columns: one GETNEXT a row.
    private void step(List<OID> columns) throws SnmpFault {
        Map<OID, OID> open = new HashMap<>(); // last instance to its column
        for (OID column : columns) {
            open.put(column, column);
        }
        for (int row = 0; row < ROWS_MAX && !open.isEmpty(); row++) {
            open = row(open);
        }
    }

    private Map<OID, OID> row(Map<OID, OID> open) throws SnmpFault {
        List<OID> asked = new ArrayList<>(open.keySet());
        Map<OID, OID> next = new HashMap<>();
        while (!asked.isEmpty()) { // each turn ends the loop or drops an element
            try {
                List<VariableBinding> answer = walker.ask(Request.GET_NEXT, asked, 1);
                for (int i = 0; i < Math.min(answer.size(), asked.size()); i++) {
                    VariableBinding varbind = answer.get(i);
                    OID last = asked.get(i);
                    OID column = open.getOrDefault(last, last);
                    boolean on =
                            varbind.getOid().startsWith(column)
                                    && varbind.getOid().compareTo(last) > 0
                                    && !varbind.isException();
                    if (on) {
                        answers.put(varbind.getOid(), text(new Cell(varbind.getVariable())));
                        next.put(varbind.getOid(), column);
                    }
                }
                return next;
            } catch (SnmpFault fault) {
                drop(fault, asked);
            }
        }
        return next;
    }

    private static void drop(SnmpFault fault, List<OID> asked) throws SnmpFault {
        switch (fault.kind()) {
            case NO_SUCH_NAME, AGENT_ERROR -> {
                boolean named = fault.index() >= 1 && fault.index() <= asked.size();
                asked.remove(named ? fault.index() - 1 : asked.size() - 1);
            }
            case TOO_BIG -> asked.subList(asked.size() / 2, asked.size()).clear();
            case TIMEOUT,
                    REFUSED,
                    UNKNOWN_USER,
                    WRONG_AUTH_KEY,
                    WRONG_PRIVACY_KEY,
                    NOT_AUTHORIZED,
                    MALFORMED,
                    CANCELLED ->
                    throw fault;
        }
    }

    /// A MAC address given as six octets reads as hex: several vendors have it for a serial.
    private static String text(Cell cell) {
        boolean octets = cell.variable() instanceof OctetString;
        byte[] bytes = cell.bytes();
        if (octets && bytes.length == MAC_OCTETS) {
            for (byte each : bytes) {
                if (each < ' ') {
                    return HexFormat.of().withUpperCase().formatHex(bytes);
                }
            }
        }
        return cell.text();
    }
}
