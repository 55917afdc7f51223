package io.segwright.inventory.space;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import java.math.BigInteger;

/// Addresses from numbers.
final class Addresses {
    private Addresses() {}

    static IpAddress of(IpFamily family, BigInteger value) {
        return family == IpFamily.V4
                ? IpAddress.v4(value.intValue())
                : IpAddress.v6(value.shiftRight(64).longValue(), value.longValue());
    }
}
