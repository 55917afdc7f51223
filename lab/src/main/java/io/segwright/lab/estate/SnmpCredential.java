package io.segwright.lab.estate;

/// A credential that the estate's owner would hand to a collector, and the range it is for.
public sealed interface SnmpCredential {
    /// To refer to it.
    String name();

    /// Where it may be used; `127.0.0.0/8` for everywhere.
    String range();

    /// A community, for SNMPv2c and v1.
    record Community(String name, String range, Version version, String community)
            implements SnmpCredential {
        @Override
        public String toString() {
            return "Community[" + name + ", redacted]";
        }
    }

    /// SNMPv3 with HMAC-SHA-256-192 (RFC 7860) and AES-128 (RFC 3826).
    record User(String name, String range, String user, String authPassword, String privacyPassword)
            implements SnmpCredential {
        @Override
        public String toString() {
            return "User[" + name + ", " + user + ", redacted]";
        }
    }

    /// SNMP versions with communities.
    enum Version {
        V1,
        V2C
    }
}
