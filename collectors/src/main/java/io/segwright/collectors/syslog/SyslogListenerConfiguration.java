package io.segwright.collectors.syslog;

import io.segwright.inventory.net.IpAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where syslog is listened for. A port of -1 is not opened; 0 lets the system choose, for tests.
///
/// @param bindAddress an IPv4 or IPv6 address to listen at; empty for every address of both families
/// @param udpPort RFC 5426, by custom 514
/// @param tcpPort RFC 6587
/// @param tlsPort RFC 5425, by custom 6514
/// @param tlsOrNull needed for a TLS port; read it by [#tls]
/// @param queued messages that may wait for the sink
public record SyslogListenerConfiguration(
        String bindAddress,
        int udpPort,
        int tcpPort,
        int tlsPort,
        @Nullable Tls tlsOrNull,
        int queued) {
    /// A port that is not opened.
    public static final int CLOSED = -1;

    /// Messages that may wait: 8 kB each at most, so 80 MB.
    public static final int QUEUED_DEFAULT = 10_000;

    /// What the listener shows to its senders, and whom it lets in.
    ///
    /// @param certificate PEM, the chain
    /// @param key PEM, PKCS#8
    /// @param clientsOrNull PEM of the authorities whose client certificates are demanded; null for none demanded
    public record Tls(Path certificate, Path key, @Nullable Path clientsOrNull) {}

    public SyslogListenerConfiguration {
        if (!bindAddress.isEmpty()) {
            IpAddress.of(bindAddress); // throws: a name would be looked up
        }
        requirePort("udp", udpPort);
        requirePort("tcp", tcpPort);
        requirePort("tls", tlsPort);
        if (tlsPort != CLOSED && tlsOrNull == null) {
            throw new IllegalArgumentException(
                    "syslog tls port " + tlsPort + ": no certificate; want one and its key");
        }
        if (queued < 1) {
            throw new IllegalArgumentException("syslog queue of " + queued + ": want at least 1");
        }
    }

    private static void requirePort(String name, int port) {
        if (port < CLOSED || port > 65_535) {
            throw new IllegalArgumentException(
                    "syslog " + name + " port " + port + ": want 0..65535, or -1 for closed");
        }
    }

    public Optional<Tls> tls() {
        return Optional.ofNullable(tlsOrNull);
    }
}
