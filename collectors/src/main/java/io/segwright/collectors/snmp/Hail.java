package io.segwright.collectors.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The first datagram to a device goes over a socket connected to it: only so does the system report ICMP port
/// unreachable, which saves seconds at every address without an agent. Everything after that uses the shared,
/// unconnected sockets, so a device that answers from another address costs one timeout.
final class Hail {
    private static final int DATAGRAM_BYTES_MAX =
            8_192; // the first answer has a few scalars; a longer one comes again over the shared

    // socket

    private Hail() {}

    /// @return the first datagram that came back, or empty after `waitNanos`
    /// @throws java.net.PortUnreachableException where the host says that nobody listens
    /// @throws IOException where nothing can be sent, e.g. no route
    static Optional<byte[]> ask(InetSocketAddress to, byte[] message, long waitNanos)
            throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(to);
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
            socket.send(new DatagramPacket(message, message.length));
            DatagramPacket answer =
                    new DatagramPacket(new byte[DATAGRAM_BYTES_MAX], DATAGRAM_BYTES_MAX);
            socket.receive(answer);
            return Optional.of(Arrays.copyOf(answer.getData(), answer.getLength()));
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        }
    }
}
