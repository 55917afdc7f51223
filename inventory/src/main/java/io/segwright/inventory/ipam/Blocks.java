package io.segwright.inventory.ipam;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.space.Block;

/// Sizes of blocks, and the addresses of a subnet that no host has.
final class Blocks {
    private Blocks() {}

    /// The address after; the last one's is the first.
    static IpAddress after(IpAddress address) {
        if (address.family() == IpFamily.V4) {
            return IpAddress.v4((int) address.low() + 1);
        }
        long low = address.low() + 1;
        return IpAddress.v6(low == 0 ? address.high() + 1 : address.high(), low);
    }

    /// The length of the smallest prefix that is at least as large.
    static int length(Block block) {
        return length(block.family(), block.size());
    }

    static int length(IpFamily family, double addresses) {
        int exponent = Math.getExponent(addresses);
        boolean power = Math.scalb(1.0, exponent) == addresses;
        return family.bits() - exponent - (power ? 0 : 1);
    }

    /// Whether the lowest address is nobody's: IPv4 network address, IPv6 subnet-router anycast.
    static boolean isFirstHeldBack(Prefix subnet) {
        return subnet.length() <= subnet.family().bits() - 2;
    }

    /// Whether the highest is: IPv4 broadcast address.
    static boolean isLastHeldBack(Prefix subnet) {
        return subnet.family() == IpFamily.V4 && subnet.length() <= 30;
    }
}
