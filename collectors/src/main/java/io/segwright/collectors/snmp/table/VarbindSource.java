package io.segwright.collectors.snmp.table;

import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// Something that answers SNMP read requests, one at a time: a live session, or a capture. It cannot write: there is
/// no such request here.
public interface VarbindSource {
    /// The three read requests of RFC 3416 sec. 4.2.
    enum Request {
        GET,
        GET_NEXT,
        GET_BULK
    }

    /// Sends one request and waits for its answer.
    ///
    /// @param oids at least one
    /// @param repetitions max-repetitions of GET_BULK (at least 1), ignored otherwise
    /// @return the answer's varbinds as they came, possibly none, possibly nonsense
    /// @throws SnmpFault for everything that is not a response without error
    List<VariableBinding> ask(Request request, List<OID> oids, int repetitions) throws SnmpFault;

    /// False for SNMPv1, which has no GETBULK.
    boolean speaksBulk();

    /// The same agent in another context (RFC 3411 sec. 3.3.1): a VLAN's bridge, a routing domain.
    ///
    /// SNMPv3 sends the name as it is. SNMPv1 and v2c have no contexts; there many agents take `community@name`, and
    /// Cisco's `community@N` for the context `vlan-N`.
    ///
    /// @return empty where this source has one context only
    default Optional<VarbindSource> inContext(String name) {
        return Optional.empty();
    }
}
