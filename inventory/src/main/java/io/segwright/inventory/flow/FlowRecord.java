package io.segwright.inventory.flow;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import java.time.Instant;

/// One flow as an exporter reported it: one direction of a conversation.
///
/// @param exporter who sent it
/// @param ingressInterface SNMP ifIndex, 0 where unknown
/// @param sourcePort for protocols with ports, else 0
/// @param destinationPort for protocols with ports, else 0; for ICMP type * 256 + code
/// @param bytes octets, as sampled
/// @param packets packets, as sampled
/// @param start of the flow, exporter's clock
/// @param end of the flow, exporter's clock
/// @param receivedAt our clock
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
        Instant receivedAt) {}
