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
    /// @param context which of the agent's contexts is asked; empty, as nearly always, for the default one
    record V3(
            String name,
            Binding binding,
            String user,
            AuthProtocol auth,
            Secret authKey,
            PrivProtocol priv,
            Secret privKey,
            String context)
            implements SnmpCredential {
        private static final int USER_BYTES_MAX = 32; // RFC 3414 sec. 5, usmUserName
        private static final int KEY_BYTES_MIN = 8; // RFC 3414 sec. 11.2
        private static final int CONTEXT_BYTES_MAX = 255; // the RFCs set none; captures have 35

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
            int contextBytes = context.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (contextBytes > CONTEXT_BYTES_MAX) {
                throw new IllegalArgumentException(
                        name
                                + ": context of "
                                + contextBytes
                                + " bytes: want at most "
                                + CONTEXT_BYTES_MAX);
            }
        }

        /// In the default context.
        public V3(
                String name,
                Binding binding,
                String user,
                AuthProtocol auth,
                Secret authKey,
                PrivProtocol priv,
                Secret privKey) {
            this(name, binding, user, auth, authKey, priv, privKey, "");
        }

        /// The same in another context.
        public V3 inContext(String other) {
            return new V3(name, binding, user, auth, authKey, priv, privKey, other);
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
