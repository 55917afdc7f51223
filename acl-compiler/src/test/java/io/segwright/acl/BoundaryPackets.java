package io.segwright.acl;

import io.segwright.acl.list.Connection;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/// Packets whose addresses and ports lie at, just inside and just outside of what matters.
public final class BoundaryPackets {
    private static final int[] PROTOCOLS = {6, 6, 6, 17, 17, 1, 58, 58, 89, 47, 112, 132, 0, 255};
    private static final int[] ICMP_TYPES = {
        0, 1, 2, 3, 4, 5, 8, 11, 12, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 143
    };

    private final RandomGenerator random;
    private final List<IpAddress> addresses4 = new ArrayList<>();
    private final List<IpAddress> addresses6 = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    public BoundaryPackets(
            RandomGenerator random, Collection<Prefix> prefixes, Collection<PortRange> ranges) {
        this.random = random;
        for (String always :
                List.of(
                        "0.0.0.0/0",
                        "224.0.0.5/32",
                        "224.0.0.18/32",
                        "::/0",
                        "fe80::/10",
                        "ff02::5/128",
                        "ff02::12/128",
                        "ff02::/16")) {
            add(Prefix.of(always));
        }
        prefixes.forEach(this::add);
        ports.addAll(List.of(0, 1, 1023, 1024, 65_534, 65_535, 22, 53, 123, 161, 179, 443, 3784));
        for (PortRange range : ranges) {
            ports.add(Math.max(0, range.first() - 1));
            ports.add(range.first());
            ports.add(range.last());
            ports.add(Math.min(65_535, range.last() + 1));
        }
    }

    private void add(Prefix prefix) {
        BigInteger first = new BigInteger(1, prefix.network().bytes());
        BigInteger last = new BigInteger(1, prefix.last().bytes());
        for (BigInteger value :
                List.of(first, last, first.subtract(BigInteger.ONE), last.add(BigInteger.ONE))) {
            int bits = prefix.family().bits();
            if (value.signum() >= 0 && value.bitLength() <= bits) {
                (bits == 32 ? addresses4 : addresses6)
                        .add(
                                new IpAddress(
                                        prefix.family(),
                                        value.shiftRight(64).longValue(),
                                        value.longValue()));
            }
        }
    }

    public Packet next() {
        IpFamily family = random.nextBoolean() ? IpFamily.V4 : IpFamily.V6;
        Protocol protocol = new Protocol(PROTOCOLS[random.nextInt(PROTOCOLS.length)]);
        boolean icmp = protocol.equals(Protocol.ICMP) || protocol.equals(Protocol.ICMPV6);
        boolean ack = protocol.equals(Protocol.TCP) && random.nextBoolean();
        return new Packet(
                address(family),
                address(family),
                protocol,
                protocol.hasPorts() ? port() : 0,
                protocol.hasPorts() ? port() : 0,
                icmp ? ICMP_TYPES[random.nextInt(ICMP_TYPES.length)] : 0,
                icmp ? random.nextInt(3) : 0,
                ack ? TcpSession.ESTABLISHED : TcpSession.OPENING,
                random.nextInt(6) == 0 ? Connection.ESTABLISHED : Connection.NEW);
    }

    private IpAddress address(IpFamily family) {
        List<IpAddress> from = family == IpFamily.V4 ? addresses4 : addresses6;
        return from.get(random.nextInt(from.size()));
    }

    private int port() {
        return ports.get(random.nextInt(ports.size()));
    }
}
