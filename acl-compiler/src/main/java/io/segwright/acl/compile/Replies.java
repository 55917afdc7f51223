package io.segwright.acl.compile;

import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.List;

/// The packets that answer a request, for platforms without connection tracking. The meaning is written at
/// [io.segwright.acl.intent.DirectReading]; this is the compiler's own version of it.
final class Replies {
    private static final int PRIVILEGED_PORTS = 1024;

    private Replies() {}

    static List<Transport> to(List<Transport> requests) {
        List<Transport> replies = new ArrayList<>();
        requests.forEach(request -> add(request, replies));
        return replies;
    }

    private static void add(Transport request, List<Transport> into) {
        switch (request) {
            case Transport.Ports(Protocol protocol, PortRange client, PortRange server) -> {
                if (protocol.equals(Protocol.TCP)) {
                    into.add(new Transport.TcpEstablished(server, client));
                } else if (protocol.equals(Protocol.UDP)) {
                    addUdp(server, into);
                } else {
                    into.add(new Transport.Ports(protocol, server, client));
                }
            }
            case Transport.OneProtocol(Protocol protocol) ->
                    into.add(
                            protocol.equals(Protocol.TCP)
                                    ? new Transport.TcpEstablished(PortRange.ANY, PortRange.ANY)
                                    : request);
            case Transport.IcmpType(Protocol protocol, int type) -> {
                if (protocol.equals(Protocol.ICMP) && type == 8) {
                    into.add(new Transport.IcmpType(protocol, 0));
                } else if (protocol.equals(Protocol.ICMPV6) && type == 128) {
                    into.add(new Transport.IcmpType(protocol, 129));
                }
            }
            case Transport.AnyProtocol _, Transport.TcpEstablished _ -> into.add(request);
        }
    }

    private static void addUdp(PortRange server, List<Transport> into) {
        PortRange ephemeral = new PortRange(PRIVILEGED_PORTS, PortRange.PORT_MAX);
        into.add(new Transport.Ports(Protocol.UDP, server, ephemeral));
        if (server.first() < PRIVILEGED_PORTS) {
            int last = Math.min(server.last(), PRIVILEGED_PORTS - 1);
            PortRange low = new PortRange(server.first(), last);
            into.add(new Transport.Ports(Protocol.UDP, server, low));
        }
    }
}
