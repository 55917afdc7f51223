package io.segwright.graph.journal;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;

/// What a pool is, as simple as can be: one bit for each of its smallest blocks. Shares no code with the allocator.
final class PoolModel {
    private final BigInteger first;
    private final int unitBits; // host bits of the smallest block
    private final int units;
    private final BitSet taken = new BitSet();

    /// @param first its first address
    /// @param unitBits host bits of the smallest block
    /// @param units how many there are, as far as the model looks
    PoolModel(String first, int unitBits, int units) {
        this.first = number(first);
        this.unitBits = unitBits;
        this.units = units;
    }

    private static BigInteger number(String address) {
        try {
            return new BigInteger(1, InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    /// The lowest run of `size` units that begins at a multiple of it; -1 for none.
    int lowest(int size) {
        int at = taken.nextClearBit(0);
        while (true) {
            at = (at + size - 1) / size * size;
            if (at + size > units) {
                return -1;
            }
            int used = taken.nextSetBit(at);
            if (used < 0 || used >= at + size) {
                return at;
            }
            at = taken.nextClearBit(used);
        }
    }

    boolean isFree(int unit, int size) {
        int used = taken.nextSetBit(unit);
        return used < 0 || used >= unit + size;
    }

    void take(int unit, int size) {
        taken.set(unit, unit + size);
    }

    void free(int unit, int size) {
        taken.clear(unit, unit + size);
    }

    int unit(String address) {
        return number(address).subtract(first).shiftRight(unitBits).intValueExact();
    }

    int takenUnits() {
        return taken.cardinality();
    }
}
