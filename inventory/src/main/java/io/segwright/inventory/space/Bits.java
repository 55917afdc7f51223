package io.segwright.inventory.space;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;

/// Addresses as 128 bits that begin at the left, so that one code serves both families: bit 0 is the highest bit of
/// `high`, an IPv4 address fills bits 0..31.
final class Bits {
    private static final int V4_SHIFT = 32;

    private Bits() {}

    static long high(IpAddress address) {
        return address.family() == IpFamily.V4 ? address.low() << V4_SHIFT : address.high();
    }

    static long low(IpAddress address) {
        return address.family() == IpFamily.V4 ? 0 : address.low();
    }

    static IpAddress address(IpFamily family, long high, long low) {
        return family == IpFamily.V4
                ? IpAddress.v4((int) (high >>> V4_SHIFT))
                : IpAddress.v6(high, low);
    }

    static int bit(long high, long low, int index) {
        return (int) (index < 64 ? (high >>> (63 - index)) & 1 : (low >>> (127 - index)) & 1);
    }

    /// How many bits two have in common from the left.
    static int common(long high, long low, long otherHigh, long otherLow) {
        return high != otherHigh
                ? Long.numberOfLeadingZeros(high ^ otherHigh)
                : 64 + Long.numberOfLeadingZeros(low ^ otherLow);
    }

    /// The upper half of a mask of `length` ones.
    static long maskHigh(int length) {
        return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
    }

    static long maskLow(int length) {
        return length <= 64 ? 0 : length >= 128 ? -1L : -1L << (128 - length);
    }

    /// 2 to that power, by its bits: this is done at every node of every change.
    static double power(int exponent) {
        return Double.longBitsToDouble((exponent + 1_023L) << 52);
    }

    /// Unsigned comparison of two addresses.
    static int compare(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
    }
}
