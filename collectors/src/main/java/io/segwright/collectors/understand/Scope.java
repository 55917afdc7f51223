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
    ///
    /// @param enterprise the number of that enterprise, 0 for none; hundreds of rules are asked about each device, and
    ///     one number rules nearly all of them out
    record Below(OID root, int enterprise) implements Scope {
        Below(OID root) {
            this(root, Subject.enterprise(root));
        }

        @Override
        public boolean covers(Subject subject, Set<Integer> subtrees) {
            boolean own = enterprise == 0 || enterprise == subject.enterprise();
            return (own && subject.objectId().startsWith(root))
                    || (enterprise != 0 && !subtrees.isEmpty() && subtrees.contains(enterprise));
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
