package io.segwright.acl.list;

import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;

/// What a line wants of the packet above the IP addresses.
public sealed interface Transport {
    Transport ANY = new AnyProtocol();

    boolean matches(Packet packet);

    /// Every protocol.
    record AnyProtocol() implements Transport {
        @Override
        public boolean matches(Packet packet) {
            return true;
        }
    }

    /// One protocol, whatever its ports or types.
    record OneProtocol(Protocol protocol) implements Transport {
        @Override
        public boolean matches(Packet packet) {
            return packet.protocol().equals(protocol);
        }
    }

    /// TCP, UDP or SCTP with ports.
    record Ports(Protocol protocol, PortRange source, PortRange destination) implements Transport {
        public Ports {
            if (!protocol.hasPorts()) {
                throw new IllegalArgumentException("protocol " + protocol + " has no ports");
            }
        }

        @Override
        public boolean matches(Packet packet) {
            return packet.protocol().equals(protocol)
                    && source.contains(packet.sourcePort())
                    && destination.contains(packet.destinationPort());
        }
    }

    /// TCP with ACK or RST set: the return half of a connection, on a platform without connection tracking.
    record TcpEstablished(PortRange source, PortRange destination) implements Transport {
        @Override
        public boolean matches(Packet packet) {
            return packet.protocol().equals(Protocol.TCP)
                    && packet.tcpSession() == TcpSession.ESTABLISHED
                    && source.contains(packet.sourcePort())
                    && destination.contains(packet.destinationPort());
        }
    }

    /// ICMP or ICMPv6 of one type, any code.
    ///
    /// @param protocol [Protocol#ICMP] or [Protocol#ICMPV6]
    /// @param type 0..255
    record IcmpType(Protocol protocol, int type) implements Transport {
        public IcmpType {
            if (!protocol.equals(Protocol.ICMP) && !protocol.equals(Protocol.ICMPV6)) {
                throw new IllegalArgumentException("protocol " + protocol + " has no ICMP types");
            }
            if (type < 0 || type > 255) {
                throw new IllegalArgumentException("ICMP type " + type + ": want 0..255");
            }
        }

        @Override
        public boolean matches(Packet packet) {
            return packet.protocol().equals(protocol) && packet.icmpType() == type;
        }
    }
}
