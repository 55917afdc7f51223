package io.segwright.collectors.snmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A community or passphrase. It prints as `Secret[redacted]`, and only this package can read it.
public final class Secret {
    private static final int BYTES_MAX =
            1_024; // a passphrase that long is a file pasted by mistake
    static final Secret NONE = new Secret(new byte[0]);

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param text encoded as UTF-8
    /// @throws IllegalArgumentException where it is empty or longer than 1,024 bytes; the message does not show it
    public static Secret of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "secret of " + bytes.length + " bytes: want 1.." + BYTES_MAX);
        }
        return new Secret(bytes);
    }

    int length() {
        return bytes.length;
    }

    byte[] reveal() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode(); // not a function of the secret: hash codes end up in logs
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
