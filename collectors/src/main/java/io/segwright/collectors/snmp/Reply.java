package io.segwright.collectors.snmp;

import java.util.Collections;
import java.util.List;
import org.snmp4j.PDU;
import org.snmp4j.smi.VariableBinding;

/// What came back: a response, or a report of a v3 engine.
///
/// @param type `PDU.RESPONSE` or `PDU.REPORT`
/// @param varbinds as they came, not to be changed
/// @param authenticated the message's authentication code was verified
record Reply(
        int type,
        int requestId,
        int errorStatus,
        int errorIndex,
        List<VariableBinding> varbinds,
        boolean authenticated) {
    static Reply of(PDU pdu, boolean authenticated) {
        return new Reply(
                pdu.getType(),
                pdu.getRequestID().getValue(),
                pdu.getErrorStatus(),
                pdu.getErrorIndex(),
                Collections.unmodifiableList(pdu.getVariableBindings()),
                authenticated);
    }

    boolean isReport() {
        return type == PDU.REPORT;
    }
}
