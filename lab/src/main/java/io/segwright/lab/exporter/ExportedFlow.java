package io.segwright.lab.exporter;

import java.net.InetAddress;

/// One flow record: one direction of a conversation, as metered.
///
/// @param source same family as `destination`
/// @param protocol IP protocol number
/// @param destinationPort for ICMP type * 256 + code
/// @param tcpFlags cumulative, 0 for others
/// @param bytes as sampled
/// @param packets as sampled
/// @param ingressInterface ifIndex
/// @param egressInterface ifIndex
/// @param endedMillisAgo before the export, at most a day
/// @param durationMillis from start to end
public record ExportedFlow(
        InetAddress source,
        InetAddress destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        int tcpFlags,
        long bytes,
        long packets,
        int ingressInterface,
        int egressInterface,
        long endedMillisAgo,
        long durationMillis) {
    public ExportedFlow {
        if (source.getAddress().length != destination.getAddress().length) {
            throw new IllegalArgumentException(
                    source + " to " + destination + ": want one IP family");
        }
    }

    boolean isIpv6() {
        return source.getAddress().length == 16;
    }

    boolean isIcmp() {
        return protocol == 1 || protocol == 58;
    }
}
