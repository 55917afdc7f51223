package io.segwright.collectors.snmp;

import io.segwright.collectors.snmp.table.SnmpFault;
import java.util.Optional;
import org.snmp4j.PDU;

/// Turns PDUs into datagrams and back for one device and one credential. No socket. One thread only.
sealed interface Messenger permits CommunityMessenger, UsmMessenger {
    /// An empty PDU of the version's kind.
    PDU newPdu();

    byte[] encode(PDU pdu) throws SnmpFault;

    /// Decodes and verifies.
    ///
    /// @return empty where it is no response or report to this session's requests
    Optional<Reply> decode(byte[] datagram);

    /// What the next requests ask (RFC 3411 sec. 3.3.1), until it is changed again; empty for the default context.
    void context(String name);

    /// After an exchange: late answers to it are no longer recognised.
    void endExchange();
}
