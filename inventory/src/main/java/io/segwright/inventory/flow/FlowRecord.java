package io.segwright.inventory.flow;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import java.time.Instant;

/// One flow as an exporter reported it: one direction of a conversation.
///
/// @param exporter who sent it
/// @param ingressInterface SNMP ifIndex, 0 where unknown
/// @param protocol 255 (reserved) where the exporter names none
/// @param sourcePort for protocols with ports, else 0
/// @param destinationPort for protocols with ports, else 0; for ICMP type * 256 + code
/// @param bytes octets, as sampled
/// @param packets packets, as sampled
/// @param start of the flow, exporter's clock
/// @param end of the flow, exporter's clock
/// @param receivedAt our clock
/// @param tcpFlags the TCP header's flag bits over all its packets, 0 where unknown
/// @param samplingInterval one in how many packets was looked at: 1 for every one, 0 where the exporter has not said
public record FlowRecord(
        IpAddress exporter,
        int ingressInterface,
        IpAddress source,
        IpAddress destination,
        Protocol protocol,
        int sourcePort,
        int destinationPort,
        long bytes,
        long packets,
        Instant start,
        Instant end,
        Instant receivedAt,
        int tcpFlags,
        long samplingInterval) {
    /// A flow of which neither TCP flags nor sampling are known.
    public FlowRecord(
            IpAddress exporter,
            int ingressInterface,
            IpAddress source,
            IpAddress destination,
            Protocol protocol,
            int sourcePort,
            int destinationPort,
            long bytes,
            long packets,
            Instant start,
            Instant end,
            Instant receivedAt) {
        this(
                exporter,
                ingressInterface,
                source,
                destination,
                protocol,
                sourcePort,
                destinationPort,
                bytes,
                packets,
                start,
                end,
                receivedAt,
                0,
                0);
    }
}
