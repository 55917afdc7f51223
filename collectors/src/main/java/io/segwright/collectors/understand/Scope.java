package io.segwright.collectors.understand;

import java.util.Set;
import org.snmp4j.smi.OID;

/// Which devices a rule is about.
sealed interface Scope {
    OID ENTERPRISES = new OID("1.3.6.1.4.1");

    /// @param subtrees the enterprise numbers that the device is known to answer under besides its own
    boolean covers(Subject subject, Set<Integer> subtrees);

    /// Every device.
    record Any() implements Scope {
        @Override
        public boolean covers(Subject subject, Set<Integer> subtrees) {
            return true;
        }
    }

    /// Devices whose sysObjectID names an agent toolkit, nobody, or nothing.
    record Generic() implements Scope {
        @Override
        public boolean covers(Subject subject, Set<Integer> subtrees) {
            return subject.isGeneric();
        }
    }

    /// Devices whose sysObjectID is below `root`, or that answer under the enterprise that `root` belongs to.
    record Below(OID root) implements Scope {
        @Override
        public boolean covers(Subject subject, Set<Integer> subtrees) {
            return subject.objectId().startsWith(root)
                    || (root.startsWith(ENTERPRISES)
                            && root.size() > ENTERPRISES.size()
                            && subtrees.contains(root.get(ENTERPRISES.size())));
        }
    }

    static Scope parse(String text) {
        return switch (text) {
            case "*" -> new Any();
            case "generic" -> new Generic();
            default -> new Below(ObjectNames.oid("E." + text));
        };
    }
}
