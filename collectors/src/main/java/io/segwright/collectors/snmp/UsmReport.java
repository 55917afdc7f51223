package io.segwright.collectors.snmp;

import org.snmp4j.smi.OID;

/// What a report PDU says: RFC 3414 sec. 3.2 counts each kind of refusal in `usmStats`.
enum UsmReport {
    UNSUPPORTED_LEVEL(1),
    NOT_IN_TIME_WINDOW(2),
    UNKNOWN_USER(3),
    UNKNOWN_ENGINE(4),
    WRONG_DIGEST(5),
    DECRYPTION_ERROR(6),
    OTHER(0);

    private static final OID USM_STATS = new OID("1.3.6.1.6.3.15.1.1");

    private final int number;

    UsmReport(int number) {
        this.number = number;
    }

    static UsmReport of(Reply report) {
        if (report.varbinds().isEmpty()
                || !report.varbinds().getFirst().getOid().startsWith(USM_STATS)) {
            return OTHER;
        }
        OID oid = report.varbinds().getFirst().getOid();
        int counter = oid.size() > USM_STATS.size() ? oid.get(USM_STATS.size()) : 0;
        for (UsmReport each : values()) {
            if (each.number == counter) {
                return each;
            }
        }
        return OTHER;
    }
}
