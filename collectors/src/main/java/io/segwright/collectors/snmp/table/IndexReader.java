package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import java.util.Optional;
import org.snmp4j.smi.OID;

/// Takes a row's index apart, sub-identifier by sub-identifier. Reading past the end or nonsense makes [#isBroken]
/// true and everything after it 0 or absent, so that a caller checks once.
final class IndexReader {
    static final int UNKNOWN = -1;
    private static final int IPV4_OCTETS = 4;
    private static final int MAC_OCTETS = 6;
    private static final int TEXT_OCTETS_MAX = 128; // RFC 2578 sec. 3.5: an OID has no more in all

    private final OID index;
    private int at;
    private boolean broken;

    IndexReader(OID index, int from) {
        this.index = index;
        this.at = from;
    }

    boolean isBroken() {
        return broken;
    }

    int remaining() {
        return index.size() - at;
    }

    /// The next sub-identifier where it is at most 2^31-1.
    int next() {
        if (broken || at >= index.size() || index.get(at) < 0) {
            broken = true;
            return 0;
        }
        return index.get(at++);
    }

    /// Skips one sub-identifier of any value.
    void skipAny() {
        if (at >= index.size()) {
            broken = true;
        } else {
            at++;
        }
    }

    /// Skips a length and as many sub-identifiers.
    void skipCounted() {
        int length = next();
        if (length > remaining()) {
            broken = true;
        } else {
            at += length;
        }
    }

    /// A length and as many sub-identifiers, as the octets of a text.
    Optional<String> text() {
        int length = next();
        if (broken || length > remaining() || length > TEXT_OCTETS_MAX) {
            broken = true;
            return Optional.empty();
        }
        return bytes(length).map(Cell::clean);
    }

    /// `length` sub-identifiers as the octets of an address.
    Optional<IpAddress> octets(int length) {
        return length == IPV4_OCTETS ? ipv4() : bytes(length).map(IpAddress::ofBytes);
    }

    private Optional<IpAddress> ipv4() {
        int bits = 0;
        for (int i = 0; i < IPV4_OCTETS; i++) {
            int octet = next();
            broken |= octet > 255;
            bits = (bits << 8) | (octet & 0xff);
        }
        return broken ? Optional.empty() : Optional.of(IpAddress.v4(bits));
    }

    private Optional<byte[]> bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int octet = next();
            broken |= octet > 255;
            bytes[i] = (byte) octet;
        }
        return broken ? Optional.empty() : Optional.of(bytes);
    }

    /// InetAddressType, length, octets (RFC 4001 sec. 4.1). A zone (ipv4z, ipv6z) is dropped. Some agents leave
    /// the length out where the address ends the index: then what remains has an address's length.
    ///
    /// @param trailing how many sub-identifiers follow the address, or [#UNKNOWN]
    Optional<IpAddress> inetAddress(int trailing) {
        int type = next();
        int plain = type == 1 || type == 3 ? 4 : 16;
        if (broken || type < 1 || type > 4) {
            broken = true;
            return Optional.empty();
        }
        if (trailing != UNKNOWN && remaining() - trailing == plain) {
            return octets(plain);
        }
        int length = next();
        int zone = type >= 3 ? 4 : 0;
        if (length != plain && length != plain + zone) {
            broken = true;
            return Optional.empty();
        }
        Optional<IpAddress> address = octets(plain);
        for (int i = plain; i < length; i++) {
            next();
        }
        return broken ? Optional.empty() : address;
    }

    /// The six octets of a MAC that end the index; some agents put their number in front. Absent where it is all zero.
    Optional<MacAddress> mac() {
        if (remaining() == MAC_OCTETS + 1) {
            next();
        }
        broken |= remaining() != MAC_OCTETS;
        long bits = 0;
        for (int i = 0; i < MAC_OCTETS; i++) {
            int octet = next();
            broken |= octet > 255;
            bits = (bits << 8) | octet;
        }
        return broken || bits == 0 ? Optional.empty() : Optional.of(new MacAddress(bits));
    }
}
