package io.segwright.collectors.snmp.table;

import io.segwright.collectors.snmp.table.VarbindSource.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// Reads single objects, several at once, and fewer of them where the agent wants it so.
final class Scalars {
    private static final int SCALARS_MAX = 12; // in one GET: each may be a 255-byte text

    private Scalars() {}

    /// GETs scalars; what the agent does not have is absent from the result.
    ///
    /// @throws SnmpFault where the agent answers nothing at all
    static Map<OID, Cell> get(Walker walker, List<OID> oids) throws SnmpFault {
        Map<OID, Cell> found = new HashMap<>();
        for (int from = 0; from < oids.size(); from += SCALARS_MAX) {
            chunk(walker, oids.subList(from, Math.min(oids.size(), from + SCALARS_MAX)), found);
        }
        return found;
    }

    private static void chunk(Walker walker, List<OID> chunk, Map<OID, Cell> found)
            throws SnmpFault {
        List<OID> wanted = new ArrayList<>(chunk);
        while (!wanted.isEmpty()) { // each turn ends the loop or drops an element
            try {
                for (VariableBinding varbind : walker.ask(Request.GET, wanted, 0)) {
                    Cell cell = new Cell(varbind.getVariable());
                    if (cell.isPresent() && wanted.contains(varbind.getOid())) {
                        found.put(varbind.getOid(), cell);
                    }
                }
                return;
            } catch (SnmpFault fault) {
                switch (fault.kind()) {
                    case NO_SUCH_NAME, AGENT_ERROR -> {
                        boolean named = fault.index() >= 1 && fault.index() <= wanted.size();
                        wanted.remove(named ? fault.index() - 1 : wanted.size() - 1);
                    }
                    case TOO_BIG -> {
                        if (wanted.size() == 1) {
                            return;
                        }
                        int half = wanted.size() / 2;
                        chunk(walker, wanted.subList(0, half), found);
                        wanted.subList(0, half).clear();
                    }
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
        }
    }
}
