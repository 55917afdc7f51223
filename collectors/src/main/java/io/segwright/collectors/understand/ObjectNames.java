package io.segwright.collectors.understand;

import java.util.Map;
import org.snmp4j.smi.OID;

/// How the tables write object identifiers: `E.9.1` for `1.3.6.1.4.1.9.1`, `M.1.1.0` for `1.3.6.1.2.1.1.1.0`, and
/// the system group by name.
final class ObjectNames {
    static final OID SYS_DESCR = new OID("1.3.6.1.2.1.1.1.0");
    static final OID SYS_OBJECT_ID = new OID("1.3.6.1.2.1.1.2.0");
    static final OID SYS_CONTACT = new OID("1.3.6.1.2.1.1.4.0");
    static final OID SYS_NAME = new OID("1.3.6.1.2.1.1.5.0");
    static final OID SYS_LOCATION = new OID("1.3.6.1.2.1.1.6.0");
    private static final Map<String, OID> SYSTEM =
            Map.of(
                    "sysDescr", SYS_DESCR,
                    "sysObjectID", SYS_OBJECT_ID,
                    "sysName", SYS_NAME,
                    "sysLocation", SYS_LOCATION);

    private ObjectNames() {}

    /// @throws IllegalArgumentException where the text is no identifier
    static OID oid(String text) {
        OID system = SYSTEM.get(text);
        if (system != null) {
            return system;
        }
        String dotted =
                text.startsWith("E.")
                        ? "1.3.6.1.4.1." + text.substring(2)
                        : text.startsWith("M.") ? "1.3.6.1.2.1." + text.substring(2) : text;
        if (!dotted.matches("\\d{1,10}(\\.\\d{1,10}){0,60}")) {
            throw new IllegalArgumentException(
                    "object \""
                            + text
                            + "\": want E.1.2, M.1.2, 1.2.3 or a name of the system group");
        }
        return new OID(dotted);
    }
}
