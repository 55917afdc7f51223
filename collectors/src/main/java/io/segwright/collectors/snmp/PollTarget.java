package io.segwright.collectors.snmp;

import io.segwright.inventory.net.IpAddress;

/// An address to ask.
///
/// @param address which
/// @param port UDP port, 161 by default
/// @param site the declared site whose range holds it
/// @param patience how hard to try
public record PollTarget(IpAddress address, int port, String site, Patience patience) {
    /// How hard to try.
    public enum Patience {
        /// There is evidence of a device: all retries.
        EVIDENCE,
        /// It is only a number in a range: one attempt a credential.
        SWEEP
    }

    public PollTarget {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(address + ": port " + port + ": want 1..65535");
        }
    }

    /// The same address, asked with another effort.
    PollTarget withPatience(Patience other) {
        return new PollTarget(address, port, site, other);
    }
}
