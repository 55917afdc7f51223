package io.segwright.acl.space;

import io.segwright.acl.list.Connection;
import io.segwright.acl.list.Packet;
import io.segwright.acl.list.TcpSession;
import io.segwright.inventory.net.IpAddress;
import java.math.BigInteger;
import java.util.Optional;

/// A set of possible packets of one address family. Immutable; belongs to the space that made it, and to its thread.
///
/// Two sets are equal when they belong to one space and hold the same packets; that costs nothing to ask. The other
/// operations throw `IllegalArgumentException` for a set of another space.
public final class PacketSet {
    private final PacketSpace space;
    private final int ref;

    PacketSet(PacketSpace space, int ref) {
        this.space = space;
        this.ref = ref;
    }

    PacketSpace space() {
        return space;
    }

    int ref() {
        return ref;
    }

    public PacketSet union(PacketSet other) throws BudgetExceededException {
        return space.set(space.diagrams().or(ref, sameSpace(other)));
    }

    public PacketSet intersect(PacketSet other) throws BudgetExceededException {
        return space.set(space.diagrams().and(ref, sameSpace(other)));
    }

    public PacketSet minus(PacketSet other) throws BudgetExceededException {
        return space.set(space.diagrams().and(ref, Diagrams.not(sameSpace(other))));
    }

    public boolean isEmpty() {
        return ref == Diagrams.FALSE;
    }

    /// One packet of the set, of those that a person reads most easily; empty when the set is. Spends no budget.
    public Optional<Packet> witness() {
        return new Witness(space.diagrams(), space.layout()).differing(ref, Diagrams.FALSE);
    }

    /// One packet that is in just one of the two sets; empty when they are equal. Spends no budget.
    public Optional<Packet> witnessAgainst(PacketSet other) {
        return new Witness(space.diagrams(), space.layout()).differing(ref, sameSpace(other));
    }

    /// How many packets the set holds. Cost: its size in nodes.
    public BigInteger count() {
        return space.diagrams().satisfying(ref, space.layout().variables());
    }

    /// Nodes that the set is made of. Cost: as much.
    public int size() {
        return space.diagrams().size(ref);
    }

    /// A packet of the other family is in no set. Fields that the packet's protocol lacks are not looked at.
    ///
    /// @throws IllegalArgumentException when a field is out of its range
    public boolean contains(Packet packet) {
        if (packet.family() != space.family()) {
            return false;
        }
        int left = ref;
        left =
                walk(
                        left,
                        Layout.CONNECTION,
                        1,
                        packet.connection() == Connection.ESTABLISHED ? 1 : 0);
        int protocol = packet.protocol().number();
        left = walk(left, Layout.PROTOCOL, Layout.PROTOCOL_BITS, protocol);
        Layout.Shape shape = Layout.shape(protocol);
        boolean established =
                shape == Layout.Shape.TCP && packet.tcpSession() == TcpSession.ESTABLISHED;
        left = walk(left, Layout.TCP_SESSION, 1, established ? 1 : 0);
        int destinationWord =
                switch (shape) {
                    case TCP, PORTS -> field("destination port", packet.destinationPort(), 65_535);
                    case ICMP ->
                            (field("ICMP type", packet.icmpType(), 255) << 8)
                                    | field("ICMP code", packet.icmpCode(), 255);
                    case PLAIN -> 0;
                };
        int sourceWord =
                switch (shape) {
                    case TCP, PORTS -> field("source port", packet.sourcePort(), 65_535);
                    case ICMP, PLAIN -> 0;
                };
        left = walk(left, Layout.DESTINATION_PORT, Layout.WORD_BITS, destinationWord);
        left = walk(left, Layout.SOURCE_PORT, Layout.WORD_BITS, sourceWord);
        left = walk(left, Layout.DESTINATION, packet.destination());
        return walk(left, space.layout().source(), packet.source()) == Diagrams.TRUE;
    }

    private static int field(String name, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + " " + value + ": want 0.." + max);
        }
        return value;
    }

    private int walk(int from, int variable, int bits, int value) {
        int left = from;
        for (int i = 0; i < bits; i++) {
            boolean one = ((value >>> (bits - 1 - i)) & 1) == 1;
            left = step(left, variable + i, one);
        }
        return left;
    }

    private int walk(int from, int variable, IpAddress address) {
        int left = from;
        for (int i = 0; i < address.family().bits(); i++) {
            left = step(left, variable + i, MatchDiagrams.bit(address, i));
        }
        return left;
    }

    private int step(int from, int variable, boolean one) {
        Diagrams diagrams = space.diagrams();
        return one ? diagrams.high(from, variable) : diagrams.low(from, variable);
    }

    private int sameSpace(PacketSet other) {
        if (other.space != space) {
            throw new IllegalArgumentException("sets of two packet spaces: want one");
        }
        return other.ref;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PacketSet set && set.space == space && set.ref == ref;
    }

    @Override
    public int hashCode() {
        return ref;
    }

    @Override
    public String toString() {
        return "PacketSet["
                + space.family()
                + ", "
                + witness().map(p -> "e.g. " + p).orElse("empty")
                + "]";
    }
}
