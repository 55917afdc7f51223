package io.segwright.acl.list;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Protocol;

/// One concrete packet, as far as access lists can tell packets apart.
///
/// Fields that the protocol does not have are zero (ports, ICMP type and code) or `OPENING`. First fragments only:
/// the platforms written today reassemble (nftables with connection tracking) or match on layer 3 alone.
///
/// @param source same family as `destination`
/// @param icmpType for ICMP and ICMPv6
/// @param icmpCode for ICMP and ICMPv6
public record Packet(
        IpAddress source,
        IpAddress destination,
        Protocol protocol,
        int sourcePort,
        int destinationPort,
        int icmpType,
        int icmpCode,
        TcpSession tcpSession,
        Connection connection) {
    public Packet {
        if (source.family() != destination.family()) {
            throw new IllegalArgumentException(
                    source + " to " + destination + ": want one address family");
        }
    }

    public IpFamily family() {
        return source.family();
    }

    /// E.g. `10.1.0.5:40000 -> 10.2.0.9:22 tcp (opening, new)`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        boolean ports = protocol.hasPorts();
        text.append(endpoint(source, sourcePort, ports)).append(" -> ");
        text.append(endpoint(destination, destinationPort, ports)).append(' ').append(protocol);
        if (protocol.equals(Protocol.ICMP) || protocol.equals(Protocol.ICMPV6)) {
            text.append(" type ").append(icmpType).append(" code ").append(icmpCode);
        }
        text.append(
                protocol.equals(Protocol.TCP) && tcpSession == TcpSession.ESTABLISHED
                        ? " (ack"
                        : " (opening");
        return text.append(connection == Connection.NEW ? ", new)" : ", established)").toString();
    }

    private static String endpoint(IpAddress address, int port, boolean ports) {
        if (!ports) {
            return address.toString();
        }
        return (address.family() == IpFamily.V6 ? "[" + address + "]" : address.toString())
                + ":"
                + port;
    }
}
