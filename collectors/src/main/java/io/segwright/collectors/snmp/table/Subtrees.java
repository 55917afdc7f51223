package io.segwright.collectors.snmp.table;

import io.segwright.collectors.snmp.table.VarbindSource.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// Finds out which tables an agent has before they are walked.
final class Subtrees {
    private static final int PROBES_MAX =
            16; // in one GETNEXT: about 500 bytes to ask and to answer

    private Subtrees() {}

    /// Which of these subtrees hold anything, by one GETNEXT for many of them: an agent has few of the tables that
    /// there are, and walking one that is empty costs a request too. Where the agent does not tell, it counts as held.
    static Set<OID> holding(Walker walker, List<OID> roots) {
        Set<OID> held = new HashSet<>();
        for (int from = 0; from < roots.size(); from += PROBES_MAX) {
            probe(walker, roots.subList(from, Math.min(roots.size(), from + PROBES_MAX)), held);
        }
        return held;
    }

    private static void probe(Walker walker, List<OID> roots, Set<OID> held) {
        List<OID> open = new ArrayList<>(roots);
        while (!open.isEmpty()) { // each turn ends the loop or drops an element
            try {
                List<VariableBinding> answer = walker.ask(Request.GET_NEXT, open, 0);
                for (int i = 0; i < open.size(); i++) {
                    boolean told = i < answer.size();
                    if (!told || isUnder(answer.get(i), open.get(i))) {
                        held.add(open.get(i));
                    }
                }
                return;
            } catch (SnmpFault fault) {
                boolean named = fault.index() >= 1 && fault.index() <= open.size();
                if (fault.kind() != SnmpFault.Kind.NO_SUCH_NAME || !named) {
                    held.addAll(open);
                    return;
                }
                open.remove(fault.index() - 1); // SNMPv1: nothing at all follows this one
            }
        }
    }

    private static boolean isUnder(VariableBinding varbind, OID root) {
        return new Cell(varbind.getVariable()).isPresent() && varbind.getOid().startsWith(root);
    }
}
