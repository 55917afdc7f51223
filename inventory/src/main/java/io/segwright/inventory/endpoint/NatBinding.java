package io.segwright.inventory.endpoint;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Protocol;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;

/// Ports of a public address that a translator gave to an inside address for a time: one port, a block of a
/// carrier-grade translator (RFC 6888), or all of them.
///
/// @param publicVrf where the public address is
/// @param protocol [#EVERY_PROTOCOL] where the binding holds for all
/// @param ports [PortRange#ANY] for the whole address
/// @param insideVrf where the inside address is
/// @param from from when, inclusive
/// @param to until when, exclusive; [Instant#MAX] while nothing has said that it ended
/// @param source who said so, e.g. `nat event of 192.0.2.1`
public record NatBinding(
        Vrf publicVrf,
        IpAddress publicAddress,
        Protocol protocol,
        PortRange ports,
        Vrf insideVrf,
        IpAddress inside,
        Instant from,
        Instant to,
        String source) {
    /// 255 is reserved (IANA): no packet carries it.
    public static final Protocol EVERY_PROTOCOL = new Protocol(255);

    public NatBinding {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    publicAddress + " bound from " + from + " to " + to + ": want from before to");
        }
    }

    boolean holds(Protocol asked, int port, Instant at) {
        return ports.contains(port)
                && (protocol.equals(asked) || protocol.equals(EVERY_PROTOCOL))
                && !at.isBefore(from)
                && at.isBefore(to);
    }

    /// The same, ending at another moment.
    NatBinding until(Instant end) {
        return new NatBinding(
                publicVrf, publicAddress, protocol, ports, insideVrf, inside, from, end, source);
    }

    boolean isOfSamePorts(NatBinding other) {
        return ports.equals(other.ports) && protocol.equals(other.protocol);
    }
}
