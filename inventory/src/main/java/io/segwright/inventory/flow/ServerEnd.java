package io.segwright.inventory.flow;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;

/// Finds out which end of a flow is the server. Not thread-safe.
///
/// Ideal: the exporter saw the first packet and says so. Few do, and flags are summed over the whole flow, so rules
/// decide, the surest first:
///
/// 1. TCP flags: a SYN without an ACK comes from the client; RST and ACK alone, or SYN and ACK without anything that
///    ends or carries data, come from the server.
/// 2. Ports: one end below 1024, or in the table of services below, and the other not: that end.
/// 3. Memory: one end that rules 1 or 2 have seen serving before, and the other not: that end.
/// 4. Ports again: the lower one, since clients take high ones.
/// 5. The same port at both ends: the destination of the record that came first, whichever that was.
///
/// ICMP has its server too: who answers an echo. Other protocols without ports have none: the destination is taken, and
/// each direction is a conversation of its own. The price: a service on a high port that is first seen by its
/// answers to a client with a lower port is taken the wrong way round until rule 1 or 2 has seen it.
final class ServerEnd {
    /// Which end it is.
    enum End {
        SOURCE,
        DESTINATION
    }

    private record Endpoint(IpAddress address, int protocol, int port) {}

    private static final int ENDPOINTS_MAX =
            65_536; // servers of a large site; the one longest unseen goes, about 8 MiB at most
    private static final int RESERVED_PORT_MAX = 1_023; // RFC 6335 sec. 6: system ports
    private static final int FIN = 0x01;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int PSH = 0x08;
    private static final int ACK = 0x10;
    private static final int ICMP_ECHO_REPLY = 0; // RFC 792
    private static final int ICMPV6_ECHO_REPLY = 129; // RFC 4443 sec. 4.2

    private final Map<Endpoint, Boolean> servers =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Endpoint, Boolean> eldest) {
                    return size() > ENDPOINTS_MAX;
                }
            };

    End of(FlowRecord flow) {
        Protocol protocol = flow.protocol();
        if (protocol.equals(Protocol.ICMP)) {
            return flow.destinationPort() >> 8 == ICMP_ECHO_REPLY ? End.SOURCE : End.DESTINATION;
        }
        if (protocol.equals(Protocol.ICMPV6)) {
            return flow.destinationPort() >> 8 == ICMPV6_ECHO_REPLY ? End.SOURCE : End.DESTINATION;
        }
        return protocol.hasPorts() ? byPorts(flow) : End.DESTINATION;
    }

    private End byPorts(FlowRecord flow) {
        Endpoint source = new Endpoint(flow.source(), flow.protocol().number(), flow.sourcePort());
        Endpoint destination =
                new Endpoint(flow.destination(), flow.protocol().number(), flow.destinationPort());
        if (flow.protocol().equals(Protocol.TCP)) {
            int flags = flow.tcpFlags() & (FIN | SYN | RST | PSH | ACK);
            if (flags == SYN) {
                return remembered(End.DESTINATION, destination);
            }
            if (flags == (RST | ACK) || flags == (SYN | ACK)) {
                return remembered(End.SOURCE, source);
            }
        }
        boolean sourceServes = isService(flow.sourcePort());
        boolean destinationServes = isService(flow.destinationPort());
        if (sourceServes != destinationServes) {
            return sourceServes
                    ? remembered(End.SOURCE, source)
                    : remembered(End.DESTINATION, destination);
        }
        return byMemory(flow, source, destination);
    }

    private End byMemory(FlowRecord flow, Endpoint source, Endpoint destination) {
        boolean sourceServed = servers.get(source) != null;
        boolean destinationServed = servers.get(destination) != null;
        if (sourceServed != destinationServed) {
            return sourceServed ? End.SOURCE : End.DESTINATION;
        }
        if (flow.sourcePort() != flow.destinationPort()) {
            return flow.sourcePort() < flow.destinationPort() ? End.SOURCE : End.DESTINATION;
        }
        return remembered(End.DESTINATION, destination);
    }

    private End remembered(End end, Endpoint server) {
        servers.put(server, Boolean.TRUE);
        return end;
    }

    /// Well-known services above the system ports: databases, web, remote desktop, messaging, telemetry, clusters.
    private static boolean isService(int port) {
        return switch (port) {
            case 1194,
                    1433,
                    1521,
                    1645,
                    1646,
                    1812,
                    1813,
                    2049,
                    2055,
                    2181,
                    2379,
                    2380,
                    3128,
                    3260,
                    3268,
                    3269,
                    3306,
                    3389,
                    4500,
                    4739,
                    4789,
                    5060,
                    5061,
                    5432,
                    5671,
                    5672,
                    5900,
                    5985,
                    5986,
                    6343,
                    6379,
                    6443,
                    6514,
                    8000,
                    8080,
                    8443,
                    8883,
                    9042,
                    9090,
                    9092,
                    9100,
                    9200,
                    9300,
                    10250,
                    11211,
                    27017 ->
                    true;
            default -> port > 0 && port <= RESERVED_PORT_MAX;
        };
    }
}
