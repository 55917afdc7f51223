package io.segwright.collectors.snmp;

import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.smi.OID;

/// How a v3 message is authenticated: RFC 3414 (MD5, SHA-1) and RFC 7860 (SHA-2).
public enum AuthProtocol {
    /// For devices that know nothing better.
    MD5(AuthMD5.ID),
    SHA1(AuthSHA.ID),
    SHA224(AuthHMAC128SHA224.ID),
    SHA256(AuthHMAC192SHA256.ID),
    SHA384(AuthHMAC256SHA384.ID),
    SHA512(AuthHMAC384SHA512.ID);

    private final String dotted;

    AuthProtocol(OID oid) {
        this.dotted = oid.toDottedString();
    }

    OID oid() {
        return new OID(dotted);
    }
}
