package io.segwright.lab.agent;

import java.util.Arrays;

/// A received SNMPv3 message up to its scoped PDU (RFC 3412 sec. 6, RFC 3414 sec. 2.4).
///
/// ```
/// SEQUENCE
///   INTEGER 3
///   SEQUENCE  msgID, msgMaxSize, msgFlags, msgSecurityModel
///   OCTET STRING containing
///     SEQUENCE  engine id, boots, time, user, authentication parameters, privacy parameters
///   SEQUENCE scoped PDU, or OCTET STRING encrypted
/// ```
final class UsmMessage {
    static final int FLAG_AUTH = 1;
    static final int FLAG_PRIV = 2;
    static final int FLAG_REPORTABLE = 4;
    private static final int SECURITY_MODEL_USM = 3;

    final int messageId;
    final int messageBytesMax;
    final int flags;
    final byte[] engineId;
    final int boots;
    final int time;
    final byte[] user;
    final byte[] authParameters;
    final int authOffset;
    final byte[] privParameters;
    final BerReader rest;

    /// @param in behind the version
    UsmMessage(BerReader in) throws BerException {
        BerReader header = in.enter(Tags.SEQUENCE);
        messageId = header.integer();
        messageBytesMax = header.integer();
        byte[] flagBytes = header.octets(Tags.OCTET_STRING);
        if (flagBytes.length != 1) {
            throw new BerException("msgFlags of " + flagBytes.length + " bytes, want 1");
        }
        flags = flagBytes[0];
        int model = header.integer();
        if (model != SECURITY_MODEL_USM) {
            throw new BerException("security model " + model + ", want USM");
        }
        BerReader security = in.enter(Tags.OCTET_STRING).enter(Tags.SEQUENCE);
        engineId = security.octets(Tags.OCTET_STRING);
        boots = security.integer();
        time = security.integer();
        user = security.octets(Tags.OCTET_STRING);
        int before = security.position();
        authParameters = security.octets(Tags.OCTET_STRING);
        authOffset = security.position() - authParameters.length;
        if (authOffset < before) {
            throw new BerException("authentication parameters run backwards");
        }
        privParameters = security.octets(Tags.OCTET_STRING);
        rest = in;
    }

    boolean isAuthenticated() {
        return (flags & FLAG_AUTH) != 0;
    }

    boolean isPrivate() {
        return (flags & FLAG_PRIV) != 0;
    }

    boolean isReportable() {
        return (flags & FLAG_REPORTABLE) != 0;
    }

    /// Whether the message carries the HMAC that the keys give. Restores what it zeroes.
    boolean isGenuine(UsmCrypto crypto, LocalKeys keys, byte[] datagram, int length) {
        int macBytes = keys.protocol().macBytes();
        if (authParameters.length != macBytes) {
            return false;
        }
        Arrays.fill(datagram, authOffset, authOffset + macBytes, (byte) 0);
        byte[] wanted = crypto.mac(keys, datagram, 0, length);
        System.arraycopy(authParameters, 0, datagram, authOffset, macBytes);
        return Arrays.equals(wanted, 0, macBytes, authParameters, 0, macBytes);
    }
}
