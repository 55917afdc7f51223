package io.segwright.lab.replay;

import io.segwright.lab.agent.AuthProtocol;
import io.segwright.lab.agent.Fault;
import io.segwright.lab.agent.UsmUser;
import java.net.InetSocketAddress;
import java.util.List;

/// How captures are served.
///
/// @param listen address and UDP port; port 0 lets the system choose one
/// @param user opens SNMPv3, under its own name or under a capture's
/// @param faults that every agent has
/// @param seed of what happens by chance: the nth datagram to a capture meets the same one every time
public record ReplayOptions(InetSocketAddress listen, UsmUser user, List<Fault> faults, long seed) {
    /// Public on purpose: what is served is not secret, and a test needs no file.
    public static final String USER = "segwright";

    public static final String AUTH_PASSPHRASE = "segwright-auth";
    public static final String PRIV_PASSPHRASE = "segwright-priv";

    public ReplayOptions {
        faults = List.copyOf(faults);
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException(listen + ": want an address");
        }
    }

    /// Without faults, with the public user (SHA-256, AES-128).
    public static ReplayOptions plain(InetSocketAddress listen) {
        UsmUser user =
                UsmUser.of(USER, AuthProtocol.HMAC_SHA256_192, AUTH_PASSPHRASE, PRIV_PASSPHRASE);
        return new ReplayOptions(listen, user, List.of(), 0);
    }

    public ReplayOptions withFaults(long newSeed, List<Fault> planted) {
        return new ReplayOptions(listen, user, planted, newSeed);
    }
}
