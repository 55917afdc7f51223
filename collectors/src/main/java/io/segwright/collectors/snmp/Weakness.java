package io.segwright.collectors.snmp;

/// What a credential's protocol fails to protect. Such devices are read all the same, and listed for the auditor.
final class Weakness {
    private Weakness() {}

    /// One line; empty where nothing is wrong with it.
    static String of(SnmpCredential credential) {
        return switch (credential) {
            case SnmpCredential.V1 _ -> "SNMPv1: community and answers in clear text";
            case SnmpCredential.V2c _ -> "SNMPv2c: community and answers in clear text";
            case SnmpCredential.V3 user -> of(user);
        };
    }

    private static String of(SnmpCredential.V3 user) {
        String auth =
                switch (user.auth()) {
                    case MD5 -> "authentication by HMAC-MD5, deprecated";
                    case SHA1 -> "authentication by HMAC-SHA-1, deprecated";
                    case SHA224, SHA256, SHA384, SHA512 -> "";
                };
        String priv =
                switch (user.priv()) {
                    case NONE -> "answers in clear text";
                    case DES -> "privacy by DES, broken by brute force";
                    case AES128, AES192, AES256, AES192_REEDER, AES256_REEDER -> "";
                };
        String both = auth.isEmpty() || priv.isEmpty() ? auth + priv : auth + "; " + priv;
        return both.isEmpty() ? "" : "SNMPv3: " + both;
    }
}
