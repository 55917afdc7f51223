package io.segwright.collectors.listen;

import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import java.util.List;

/// How flows are listened for.
///
/// @param bindAddress an IPv4 or IPv6 address to listen at; empty for every address of both families
/// @param port UDP, 0..65535; 0 lets the system choose, for tests
/// @param receiveBufferBytes asked of the kernel, which grants at most `net.core.rmem_max`
/// @param exporters where exporters may be; empty for anywhere
/// @param sessions what tells one exporter's sessions apart
/// @param limits of everything that datagrams can make grow
public record FlowListenerConfiguration(
        String bindAddress,
        int port,
        int receiveBufferBytes,
        List<Prefix> exporters,
        SessionScope sessions,
        FlowLimits limits) {
    /// What exporters are set up to send to by custom; IPFIX's registered port is 4739.
    public static final int PORT_DEFAULT = 2055;

    /// Rides out 40 ms of 100,000 datagrams a second, a garbage collection's worth.
    public static final int RECEIVE_BUFFER_BYTES_DEFAULT = 8 * 1024 * 1024;

    public static final FlowListenerConfiguration DEFAULT =
            new FlowListenerConfiguration(
                    "",
                    PORT_DEFAULT,
                    RECEIVE_BUFFER_BYTES_DEFAULT,
                    List.of(),
                    SessionScope.ADDRESS_AND_PORT,
                    FlowLimits.DEFAULT);

    public FlowListenerConfiguration {
        exporters = List.copyOf(exporters);
        if (!bindAddress.isEmpty()) {
            IpAddress.of(bindAddress); // throws: a name would be looked up
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("flow port " + port + ": want 0..65535");
        }
        if (receiveBufferBytes < 65_536) {
            throw new IllegalArgumentException(
                    "receive buffer of "
                            + receiveBufferBytes
                            + " bytes: want >= 65536, one datagram's");
        }
    }

    public FlowListenerConfiguration withPort(int port) {
        return new FlowListenerConfiguration(
                bindAddress, port, receiveBufferBytes, exporters, sessions, limits);
    }

    public FlowListenerConfiguration withBindAddress(String bindAddress) {
        return new FlowListenerConfiguration(
                bindAddress, port, receiveBufferBytes, exporters, sessions, limits);
    }

    public FlowListenerConfiguration withExporters(List<Prefix> exporters) {
        return new FlowListenerConfiguration(
                bindAddress, port, receiveBufferBytes, exporters, sessions, limits);
    }

    public FlowListenerConfiguration withSessions(SessionScope sessions) {
        return new FlowListenerConfiguration(
                bindAddress, port, receiveBufferBytes, exporters, sessions, limits);
    }

    public FlowListenerConfiguration withLimits(FlowLimits limits) {
        return new FlowListenerConfiguration(
                bindAddress, port, receiveBufferBytes, exporters, sessions, limits);
    }
}
