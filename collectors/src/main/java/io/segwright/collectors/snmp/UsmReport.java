package io.segwright.collectors.snmp;

import org.snmp4j.smi.OID;

/// What a report PDU says: RFC 3414 sec. 3.2 counts each kind of refusal in `usmStats`, RFC 3413 sec. 3.2 those of
/// contexts.
enum UsmReport {
    UNSUPPORTED_LEVEL(1),
    NOT_IN_TIME_WINDOW(2),
    UNKNOWN_USER(3),
    UNKNOWN_ENGINE(4),
    WRONG_DIGEST(5),
    DECRYPTION_ERROR(6),
    UNKNOWN_CONTEXT(0),
    OTHER(0);

    private static final OID USM_STATS = new OID("1.3.6.1.6.3.15.1.1");
    private static final OID UNAVAILABLE_CONTEXTS = new OID("1.3.6.1.6.3.12.1.4");
    private static final OID UNKNOWN_CONTEXTS = new OID("1.3.6.1.6.3.12.1.5");

    private final int number; // in usmStats; 0: of none

    UsmReport(int number) {
        this.number = number;
    }

    static UsmReport of(Reply report) {
        OID oid = counter(report);
        if (oid.startsWith(UNKNOWN_CONTEXTS) || oid.startsWith(UNAVAILABLE_CONTEXTS)) {
            return UNKNOWN_CONTEXT;
        }
        if (!oid.startsWith(USM_STATS) || oid.size() == USM_STATS.size()) {
            return OTHER;
        }
        for (UsmReport each : values()) {
            if (each.number == oid.get(USM_STATS.size()) && each.number > 0) {
                return each;
            }
        }
        return OTHER;
    }

    /// The object that counts what was refused; empty where the report names none.
    static OID counter(Reply report) {
        return report.varbinds().isEmpty() ? new OID() : report.varbinds().getFirst().getOid();
    }
}
