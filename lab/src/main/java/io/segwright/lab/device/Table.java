package io.segwright.lab.device;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import java.net.InetAddress;
import java.util.HexFormat;

/// Writes the cells of one SNMP table; and the small conversions that indexes and cells need.
final class Table {
    private final Mib.Builder mib;
    private final Oid entry;

    /// @param entry the OID of the table's Entry object
    Table(Mib.Builder mib, String entry) {
        this.mib = mib;
        this.entry = Oid.of(entry);
    }

    /// A row by its index sub-identifiers.
    Row row(int... index) {
        return new Row(index);
    }

    /// A row under construction: fill cells by column number.
    final class Row {
        private final int[] index;

        private Row(int[] index) {
            this.index = index;
        }

        Row cell(int column, SnmpValue value) {
            mib.put(entry.child(column).child(index), value);
            return this;
        }

        Row integer(int column, int value) {
            return cell(column, SnmpValue.integer(value));
        }

        Row text(int column, String value) {
            return cell(column, SnmpValue.text(value));
        }
    }

    static byte[] address(String text) {
        return InetAddress.ofLiteral(text).getAddress();
    }

    static byte[] mac(String text) {
        return text.isEmpty() ? new byte[0] : HexFormat.ofDelimiter(":").parseHex(text);
    }

    /// Sub-identifiers of octets.
    static int[] subIds(byte[] octets) {
        int[] out = new int[octets.length];
        for (int i = 0; i < octets.length; i++) {
            out[i] = octets[i] & 0xff;
        }
        return out;
    }

    /// Index parts one after the other.
    static int[] join(int[]... parts) {
        int length = 0;
        for (int[] part : parts) {
            length += part.length;
        }
        int[] out = new int[length];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    static int[] of(int... values) {
        return values;
    }

    /// InetAddressType, length and octets (RFC 4001), as they stand in an index.
    static int[] inetAddress(String text) {
        byte[] octets = address(text);
        return join(of(octets.length == 4 ? 1 : 2, octets.length), subIds(octets));
    }

    /// The network of an address: its host bits cleared.
    static byte[] network(String text, int prefixLength) {
        byte[] octets = address(text);
        for (int bit = prefixLength; bit < octets.length * 8; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return octets;
    }

    static byte[] mask(int prefixLength) {
        int bits = prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
        return new byte[] {
            (byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits
        };
    }

    static boolean isIpv4(String text) {
        return text.indexOf(':') < 0;
    }

    static boolean isLinkLocal(String text) {
        return text.startsWith("fe80:");
    }
}
