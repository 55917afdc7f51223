package io.segwright.inventory.space;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;

/// One search for the lowest free block of a length at or after an address.
///
/// Free is what no node stands for: the missing half below a node, and, since the tree skips levels, the halves beside
/// the way down to a node. In order of address these are: for each level from the top the lower half that the way
/// leaves, then the node, then for each level from the bottom the upper half that it leaves.
final class FreeSearch {
    private final IpFamily family;
    private final int length;
    private final long fromHigh;
    private final long fromLow;
    private long foundHigh;
    private long foundLow;
    private long visits;

    FreeSearch(IpFamily family, int length, IpAddress from) {
        this.family = family;
        this.length = length;
        this.fromHigh = Bits.high(from);
        this.fromLow = Bits.low(from);
    }

    long visits() {
        return visits;
    }

    Prefix found() {
        return new Prefix(Bits.address(family, foundHigh, foundLow), length);
    }

    /// Whether there is one in what lies inside `node`.
    boolean in(Node node) {
        visits++;
        if (node.largestFree() > length || isBefore(node.high, node.low, node.length())) {
            return false;
        }
        if (node.left == null && node.right == null) {
            return take(node.high, node.low, node.length());
        }
        return half(node, 0) || half(node, 1);
    }

    private boolean half(Node node, int bit) {
        int level = node.length() + 1;
        Node child = node.child(bit);
        if (child == null) {
            return take(
                    node.high | (bit == 1 && level <= 64 ? 1L << (64 - level) : 0),
                    node.low | (bit == 1 && level > 64 ? 1L << (128 - level) : 0),
                    level);
        }
        for (int i = level + 1; i <= Math.min(child.length(), length); i++) {
            if (child.bitAt(i - 1) == 1 && beside(child, i)) {
                return true;
            }
        }
        if (child.item == Node.NO_ITEM && in(child)) {
            return true;
        }
        for (int i = Math.min(child.length(), length); i > level; i--) {
            if (child.bitAt(i - 1) == 0 && beside(child, i)) {
                return true;
            }
        }
        return false;
    }

    /// The half of `level` that the way to `child` leaves aside.
    private boolean beside(Node child, int level) {
        visits++;
        long high = child.high & Bits.maskHigh(level);
        long low = child.low & Bits.maskLow(level);
        return level <= 64
                ? take(high ^ (1L << (64 - level)), low, level)
                : take(high, low ^ (1L << (128 - level)), level);
    }

    /// The lowest fitting block of a free one, where it has one at or after the beginning.
    private boolean take(long high, long low, int freeLength) {
        if (freeLength > length || isBefore(high, low, freeLength)) {
            return false;
        }
        if (Bits.compare(high, low, fromHigh, fromLow) >= 0) {
            foundHigh = high;
            foundLow = low;
            return true;
        }
        if (length == 0) {
            return false; // the whole family begins at its first address only
        }
        foundHigh = fromHigh & Bits.maskHigh(length);
        foundLow = fromLow & Bits.maskLow(length);
        if (foundHigh == fromHigh && foundLow == fromLow) {
            return true;
        }
        if (length > 64) { // the next multiple of the size after the beginning
            foundLow += 1L << (128 - length);
            foundHigh += foundLow == 0 ? 1 : 0;
        } else {
            foundHigh += 1L << (64 - length);
        }
        long lastHigh = high | ~Bits.maskHigh(freeLength);
        long lastLow = low | ~Bits.maskLow(freeLength);
        return Bits.compare(foundHigh, foundLow, fromHigh, fromLow) > 0
                && Bits.compare(foundHigh, foundLow, lastHigh, lastLow) <= 0;
    }

    /// Whether a block ends before the beginning.
    private boolean isBefore(long high, long low, int blockLength) {
        return Bits.compare(
                        high | ~Bits.maskHigh(blockLength),
                        low | ~Bits.maskLow(blockLength),
                        fromHigh,
                        fromLow)
                < 0;
    }
}
