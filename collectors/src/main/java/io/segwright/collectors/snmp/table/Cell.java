package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/// One value as an agent gave it, read as what the caller needs. An agent may give any type anywhere: a value that
/// does not fit reads as absent.
///
/// @param variable null where the agent has no such instance
record Cell(@Nullable Variable variable) {
    private static final int TEXT_CHARS_MAX =
            1_024; // sysDescr is at most 255; LLDP's descriptions 255
    static final Cell ABSENT = new Cell(null);

    boolean isPresent() {
        return variable != null && !variable.isException();
    }

    /// Trimmed text without control characters, UTF-8 where it is valid and Latin-1 otherwise; empty where absent.
    String text() {
        if (variable instanceof OctetString octets) {
            return clean(octets.getValue());
        }
        return variable == null || variable.isException() ? "" : variable.toString();
    }

    static String clean(byte[] bytes) {
        String raw;
        try {
            raw = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            raw = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(Math.min(raw.length(), TEXT_CHARS_MAX));
        for (int i = 0; i < raw.length() && text.length() < TEXT_CHARS_MAX; i++) {
            char c = raw.charAt(i);
            boolean blank = Character.isISOControl(c) || Character.isWhitespace(c);
            if (!blank) {
                text.append(c);
            } else if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
                text.append(' '); // line breaks and runs of blanks become one
            }
        }
        return text.toString().strip();
    }

    // asked for every cell of every table: a switch over these types costs eight times as much as
    // asking for each
    OptionalLong number() {
        if (variable instanceof Integer32 signed) {
            return OptionalLong.of(signed.getValue());
        }
        return variable instanceof UnsignedInteger32 || variable instanceof Counter64
                ? OptionalLong.of(variable.toLong())
                : OptionalLong.empty();
    }

    /// The number where it is an int of at least 0, or 0.
    int count() {
        long value = number().orElse(0);
        return value < 0 || value > Integer.MAX_VALUE ? 0 : (int) value;
    }

    byte[] bytes() {
        if (variable instanceof OctetString octets) {
            return octets.getValue();
        }
        return variable instanceof org.snmp4j.smi.IpAddress address
                ? address.toByteArray()
                : new byte[0];
    }

    /// Six octets, or a MAC address in letters; absent where it is all zero.
    Optional<MacAddress> mac() {
        return macOf(bytes());
    }

    static Optional<MacAddress> macOf(byte[] bytes) {
        MacAddress mac;
        if (bytes.length == 6) {
            mac = MacAddress.ofBytes(bytes);
        } else if (bytes.length >= 12 && bytes.length <= 17) {
            try {
                mac = MacAddress.parse(new String(bytes, StandardCharsets.ISO_8859_1));
            } catch (AddressFormatException _) {
                return Optional.empty();
            }
        } else {
            return Optional.empty();
        }
        return mac.bits() == 0 ? Optional.empty() : Optional.of(mac);
    }

    /// An IpAddress value, or 4 or 16 octets.
    Optional<IpAddress> address() {
        byte[] bytes = bytes();
        return bytes.length == 4 || bytes.length == 16
                ? Optional.of(IpAddress.ofBytes(bytes))
                : Optional.empty();
    }

    Optional<OID> oid() {
        return variable instanceof OID oid ? Optional.of(oid) : Optional.empty();
    }
}
