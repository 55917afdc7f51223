package io.segwright.collectors.snmp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.TransportListener;

/// Where SNMP4J "sends": keeps the encoded message for the session, which paces and sends it itself.
final class CapturingTransport implements TransportMapping<UdpAddress> {
    private static final int MESSAGE_BYTES_MAX =
            65_507; // of UDP over IPv4; told to v3 agents as msgMaxSize

    private byte @Nullable [] message; // null: nothing encoded since the last taken()

    /// The message encoded last.
    byte[] taken() {
        byte[] taken = message;
        message = null;
        if (taken == null) {
            throw new AssertionError("SNMP4J encoded no message");
        }
        return taken;
    }

    /// The message encoded last, if one was since the last time.
    Optional<byte[]> takenIfAny() {
        Optional<byte[]> taken = Optional.ofNullable(message);
        message = null;
        return taken;
    }

    TransportStateReference stateFor(UdpAddress address) {
        return new TransportStateReference(
                this,
                address,
                new OctetString(),
                SecurityLevel.undefined,
                SecurityLevel.undefined,
                false,
                null);
    }

    @Override
    public Class<UdpAddress> getSupportedAddressClass() {
        return UdpAddress.class;
    }

    @Override
    public UdpAddress getListenAddress() {
        return new UdpAddress(0);
    }

    @Override
    public void sendMessage(
            UdpAddress address,
            byte[] encoded,
            TransportStateReference state,
            long timeoutMillis,
            int maxRetries) {
        message = encoded;
    }

    @Override
    public void addTransportListener(TransportListener listener) {}

    @Override
    public void removeTransportListener(TransportListener listener) {}

    @Override
    public void close() {}

    @Override
    public void listen() {}

    @Override
    public boolean isListening() {
        return true;
    }

    @Override
    public int getMaxInboundMessageSize() {
        return MESSAGE_BYTES_MAX;
    }
}
