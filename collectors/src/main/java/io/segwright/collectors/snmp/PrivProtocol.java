package io.segwright.collectors.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;

/// How a v3 message is encrypted: RFC 3414 (DES), RFC 3826 (AES-128), and AES-192/256, which never became a
/// standard and exist with two ways to lengthen the key.
public enum PrivProtocol {
    /// Authenticated only.
    NONE(null),
    /// For devices that know nothing better.
    DES(PrivDES.ID),
    AES128(PrivAES128.ID),
    /// Key extension of draft-blumenthal-aes-usm-04, as in net-snmp.
    AES192(PrivAES192.ID),
    AES256(PrivAES256.ID),
    /// Key extension of draft-reeder-snmpv3-usm-3desede, as in Cisco's "AES 192" and "AES 256".
    AES192_REEDER(PrivAES192With3DESKeyExtension.ID),
    AES256_REEDER(PrivAES256With3DESKeyExtension.ID);

    private final String dotted;

    PrivProtocol(@Nullable OID oid) {
        this.dotted = oid == null ? "" : oid.toDottedString();
    }

    /// Null for [#NONE], as SNMP4J wants it.
    @Nullable OID oidOrNull() {
        return dotted.isEmpty() ? null : new OID(dotted);
    }
}
