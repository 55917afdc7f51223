package io.segwright.lab.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A password turned into a key (RFC 3414 sec. 2.6): the digest of the password repeated to one mebibyte, "Ku".
///
/// That takes about a millisecond, once a password; [#localize] takes a microsecond, once an engine.
public final class PasswordKey {
    private static final int EXPANDED_BYTES = 1 << 20; // RFC 3414 sec. A.2.2
    private static final int PASSWORD_CHARS_MIN = 8; // RFC 3414 sec. 11.2

    private final String digest;
    private final byte[] ku;

    private PasswordKey(String digest, byte[] ku) {
        this.digest = digest;
        this.ku = ku;
    }

    static PasswordKey of(AuthProtocol protocol, String password) {
        return of(protocol.digest(), password);
    }

    static PasswordKey of(String digest, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < PASSWORD_CHARS_MIN) {
            throw new IllegalArgumentException(
                    "password of " + bytes.length + " bytes: want at least " + PASSWORD_CHARS_MIN);
        }
        byte[] expanded = new byte[EXPANDED_BYTES];
        for (int i = 0; i < expanded.length; i++) {
            expanded[i] = bytes[i % bytes.length];
        }
        return new PasswordKey(digest, digester(digest).digest(expanded));
    }

    /// "Kul": digest of Ku, the engine's id and Ku again.
    byte[] localize(byte[] engineId) {
        MessageDigest digester = digester(digest);
        digester.update(ku);
        digester.update(engineId);
        return digester.digest(ku);
    }

    private static MessageDigest digester(String digest) {
        try {
            return MessageDigest.getInstance(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(digest + " is missing in this JDK", e);
        }
    }

    @Override
    public String toString() {
        return "PasswordKey[redacted]";
    }
}
