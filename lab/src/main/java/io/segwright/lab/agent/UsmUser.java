package io.segwright.lab.agent;

/// An SNMPv3 user with authentication and AES-128 privacy (RFC 3826). Make one a password pair and share it between
/// agents: turning the passwords into keys is the dear part.
public final class UsmUser {
    private final String name;
    private final AuthProtocol protocol;
    private final PasswordKey authKey;
    private final PasswordKey privacyKey;

    private UsmUser(
            String name, AuthProtocol protocol, PasswordKey authKey, PasswordKey privacyKey) {
        this.name = name;
        this.protocol = protocol;
        this.authKey = authKey;
        this.privacyKey = privacyKey;
    }

    /// @param authPassword at least 8 bytes
    /// @param privacyPassword at least 8 bytes; its key is made with the authentication protocol's digest
    public static UsmUser of(
            String name, AuthProtocol protocol, String authPassword, String privacyPassword) {
        return new UsmUser(
                name,
                protocol,
                PasswordKey.of(protocol, authPassword),
                PasswordKey.of(protocol, privacyPassword));
    }

    public String name() {
        return name;
    }

    AuthProtocol protocol() {
        return protocol;
    }

    PasswordKey authKey() {
        return authKey;
    }

    PasswordKey privacyKey() {
        return privacyKey;
    }

    @Override
    public String toString() {
        return "UsmUser[" + name + ", keys redacted]";
    }
}
