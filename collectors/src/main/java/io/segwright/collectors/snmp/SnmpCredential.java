package io.segwright.collectors.snmp;

/// What opens an agent for reading, under a name that may be logged, and where it may be used.
public sealed interface SnmpCredential {
    /// 1..64 of `A-Z a-z 0-9 . _ -`; unique in a [CredentialBook].
    String name();

    Binding binding();

    /// For devices that know nothing better: the community travels in clear text.
    record V1(String name, Binding binding, Secret community) implements SnmpCredential {
        public V1 {
            checkName(name);
        }
    }

    /// The community travels in clear text.
    record V2c(String name, Binding binding, Secret community) implements SnmpCredential {
        public V2c {
            checkName(name);
        }
    }

    /// User-based security (RFC 3414), authenticated, and encrypted unless `priv` is `NONE`.
    ///
    /// @param user 1..32 bytes
    /// @param authKey passphrase of at least 8 bytes
    /// @param privKey passphrase of at least 8 bytes; ignored where `priv` is `NONE`
    record V3(
            String name,
            Binding binding,
            String user,
            AuthProtocol auth,
            Secret authKey,
            PrivProtocol priv,
            Secret privKey)
            implements SnmpCredential {
        private static final int USER_BYTES_MAX = 32; // RFC 3414 sec. 5, usmUserName
        private static final int KEY_BYTES_MIN = 8; // RFC 3414 sec. 11.2

        public V3 {
            checkName(name);
            int userBytes = user.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (userBytes < 1 || userBytes > USER_BYTES_MAX) {
                throw new IllegalArgumentException(
                        name + ": user of " + userBytes + " bytes: want 1.." + USER_BYTES_MAX);
            }
            checkKey(name, "authentication", authKey);
            if (priv != PrivProtocol.NONE) {
                checkKey(name, "privacy", privKey);
            }
        }

        /// Authenticated, not encrypted.
        public static V3 authenticated(
                String name, Binding binding, String user, AuthProtocol auth, Secret authKey) {
            return new V3(name, binding, user, auth, authKey, PrivProtocol.NONE, Secret.NONE);
        }

        private static void checkKey(String name, String kind, Secret key) {
            if (key.length() < KEY_BYTES_MIN) {
                throw new IllegalArgumentException(
                        name
                                + ": "
                                + kind
                                + " passphrase of "
                                + key.length()
                                + " bytes: want at least "
                                + KEY_BYTES_MIN);
            }
        }
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "credential name '" + name + "': want 1..64 of A-Z a-z 0-9 . _ -");
        }
    }
}
