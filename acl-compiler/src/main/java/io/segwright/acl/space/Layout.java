package io.segwright.acl.space;

import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Protocol;

/// Which variable of a diagram stands for which bit of a packet; the highest bit of a field comes first.
///
/// ```text
/// variable   0           1..8      9            10..25                 26..41       42..            42+bits..
/// field      connection  protocol  tcp session  destination port, or   source port  destination     source
///            (1 = est.)            (1 = est.)   ICMP type << 8 | code               32 or 128 bits  32 or 128 bits
/// ```
///
/// Connection, protocol and ports come before the addresses: an access list has few services and many addresses, so
/// the top stays narrow and equal address sets below it are shared. The other way round, sets with wide ranges grow
/// five times as large. ICMP's type and code share the destination port's bits, since no protocol has both.
record Layout(IpFamily family) {
    static final int CONNECTION = 0;
    static final int PROTOCOL = 1;
    static final int PROTOCOL_BITS = 8;
    static final int TCP_SESSION = PROTOCOL + PROTOCOL_BITS;
    static final int WORD_BITS = 16;
    static final int DESTINATION_PORT = TCP_SESSION + 1;
    static final int SOURCE_PORT = DESTINATION_PORT + WORD_BITS;
    static final int DESTINATION = SOURCE_PORT + WORD_BITS;

    /// What a protocol's packets look like above the IP addresses.
    enum Shape {
        TCP,
        PORTS,
        ICMP,
        PLAIN
    }

    static Shape shape(int protocol) {
        Protocol p = new Protocol(protocol);
        if (p.equals(Protocol.TCP)) {
            return Shape.TCP;
        }
        if (p.equals(Protocol.ICMP) || p.equals(Protocol.ICMPV6)) {
            return Shape.ICMP;
        }
        return p.hasPorts() ? Shape.PORTS : Shape.PLAIN;
    }

    int source() {
        return DESTINATION + family.bits();
    }

    int variables() {
        return DESTINATION + 2 * family.bits();
    }
}
