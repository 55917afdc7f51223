package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.table.SnmpFault;
import io.segwright.collectors.snmp.table.SnmpFault.Kind;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;

/// What an agent's refusals mean, and what a person does about them.
final class AgentErrors {
    private AgentErrors() {}

    /// @throws SnmpFault unless the agent answered what was asked
    static void check(Reply response) throws SnmpFault {
        int status = response.errorStatus();
        int index = response.errorIndex();
        switch (status) {
            case PDU.noError -> {}
            case PDU.tooBig -> throw new SnmpFault(Kind.TOO_BIG, index, "answer too big (tooBig)");
            case PDU.noSuchName -> throw new SnmpFault(Kind.NO_SUCH_NAME, index, "noSuchName");
            case PDU.noAccess, PDU.authorizationError ->
                    throw new SnmpFault(
                            Kind.NOT_AUTHORIZED,
                            index,
                            "the agent denies access ("
                                    + PDU.toErrorStatusText(status)
                                    + "); map the user or community to a view on the device");
            default ->
                    throw new SnmpFault(
                            Kind.AGENT_ERROR,
                            index,
                            "the agent answered with error-status "
                                    + status
                                    + " ("
                                    + PDU.toErrorStatusText(status)
                                    + ")");
        }
    }

    /// Of a report that sending again does not heal.
    static SnmpFault of(UsmReport report) {
        return switch (report) {
            case NOT_IN_TIME_WINDOW ->
                    new SnmpFault(
                            Kind.NOT_AUTHORIZED,
                            "the engine's time window does not heal (usmStatsNotInTimeWindows);"
                                    + " restart the agent or check its boots counter");
            case UNKNOWN_ENGINE ->
                    new SnmpFault(
                            Kind.MALFORMED,
                            "the agent does not know its own engine id (usmStatsUnknownEngineIDs)");
            case UNKNOWN_CONTEXT ->
                    new SnmpFault(
                            Kind.NOT_AUTHORIZED,
                            "the agent does not have the context (snmpUnknownContexts); correct the"
                                    + " credential's \"context\"");
            case OTHER -> unknown(new OID());
            case UNKNOWN_USER ->
                    new SnmpFault(
                            Kind.UNKNOWN_USER,
                            "the agent does not know the user (usmStatsUnknownUserNames); create it there"
                                    + " or correct the name");
            case WRONG_DIGEST ->
                    new SnmpFault(
                            Kind.WRONG_AUTH_KEY,
                            "wrong authentication key or protocol (usmStatsWrongDigests); set the ones that"
                                    + " the device has");
            case DECRYPTION_ERROR ->
                    new SnmpFault(
                            Kind.WRONG_PRIVACY_KEY,
                            "wrong privacy key or protocol (usmStatsDecryptionErrors); set the ones that the"
                                    + " device has");
            case UNSUPPORTED_LEVEL ->
                    new SnmpFault(
                            Kind.NOT_AUTHORIZED,
                            "the user may not use this security level (usmStatsUnsupportedSecLevels); give"
                                    + " it authentication and privacy on the device");
        };
    }

    /// Of a report that names a counter of another standard, or none.
    static SnmpFault unknown(OID counter) {
        return new SnmpFault(
                Kind.MALFORMED,
                "the agent reported " + counter + ", which is no refusal of RFC 3413 or 3414");
    }
}
