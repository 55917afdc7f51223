package io.segwright.collectors.snmp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/// What SNMPv3 learns once and needs at every poll: the engine id of an address, and a credential's keys for an
/// engine. Turning a passphrase into a key hashes a mebibyte on purpose (RFC 3414 sec. 2.6), 0.6 ms each.
///
/// In memory only. Thread-safe.
final class LocalizedKeys {
    private static final int ENGINES_MAX = 100_000; // devices of one collector
    private static final int KEYS_MAX = 100_000; // about 20 MB

    private record KeyId(SnmpCredential.V3 credential, OctetString engine) {}

    /// A user's two keys for one engine. The arrays are shared; nobody writes to them.
    static final class Pair {
        private final byte[] auth;
        private final byte @Nullable [] priv; // null: the credential does not encrypt

        private Pair(byte[] auth, byte @Nullable [] priv) {
            this.auth = auth;
            this.priv = priv;
        }

        byte[] auth() {
            return auth;
        }

        byte @Nullable [] privOrNull() {
            return priv;
        }
    }

    private final Map<KeyId, Pair> keys = bounded(KEYS_MAX);
    private final Map<java.net.InetSocketAddress, OctetString> engines = bounded(ENGINES_MAX);

    private static <K, V> Map<K, V> bounded(int max) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }

    synchronized Optional<OctetString> engine(java.net.InetSocketAddress address) {
        return Optional.ofNullable(engines.get(address));
    }

    synchronized void learn(java.net.InetSocketAddress address, OctetString engine) {
        engines.put(address, engine);
    }

    synchronized void forget(java.net.InetSocketAddress address) {
        engines.remove(address);
    }

    Pair localized(SnmpCredential.V3 credential, OctetString engine, SecurityProtocols protocols) {
        KeyId id = new KeyId(credential, engine);
        synchronized (this) {
            Pair known = keys.get(id);
            if (known != null) {
                return known;
            }
        }
        Pair fresh = derive(credential, engine, protocols); // outside the lock: it is slow
        synchronized (this) {
            keys.put(id, fresh);
        }
        return fresh;
    }

    private static Pair derive(
            SnmpCredential.V3 credential, OctetString engine, SecurityProtocols protocols) {
        OID auth = credential.auth().oid();
        byte[] authKey =
                protocols.passwordToKey(
                        auth, new OctetString(credential.authKey().reveal()), engine.getValue());
        OID priv = credential.priv().oidOrNull();
        byte[] privKey =
                priv == null
                        ? null
                        : protocols.passwordToKey(
                                priv,
                                auth,
                                new OctetString(credential.privKey().reveal()),
                                engine.getValue());
        return new Pair(authKey, privKey);
    }
}
