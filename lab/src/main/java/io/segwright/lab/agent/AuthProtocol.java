package io.segwright.lab.agent;

/// USM authentication protocols: RFC 3414 sec. 7 and RFC 7860 sec. 4.
public enum AuthProtocol {
    HMAC_SHA1_96("SHA-1", "HmacSHA1", 12),
    HMAC_SHA256_192("SHA-256", "HmacSHA256", 24);

    private final String digest;
    private final String mac;
    private final int macBytes;

    AuthProtocol(String digest, String mac, int macBytes) {
        this.digest = digest;
        this.mac = mac;
        this.macBytes = macBytes;
    }

    String digest() {
        return digest;
    }

    String mac() {
        return mac;
    }

    /// The truncated length on the wire.
    int macBytes() {
        return macBytes;
    }
}
