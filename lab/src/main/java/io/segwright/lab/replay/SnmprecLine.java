package io.segwright.lab.replay;

import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// One line of a capture, in the words of snmpsim: `OID|TYPE|VALUE`, where the type is the BER tag in decimal (RFC 2578
/// sec. 2) and what follows it says how the value is written.
///
/// | type | | value |
/// | --- | --- | --- |
/// | 2 | INTEGER | decimal |
/// | 4, 68 | OCTET STRING, Opaque | as it is; hex with `x`; with `e` escaped as in Python |
/// | 5 | NULL | none |
/// | 6 | OBJECT IDENTIFIER | dotted |
/// | 64 | IpAddress | dotted; hex with `x` |
/// | 65, 66, 67 | Counter32, Gauge32, TimeTicks | decimal |
/// | 70 | Counter64 | decimal |
///
/// A type with a colon names one of snmpsim's modules that make a value up (`2:numeric`): nothing was recorded there.
record SnmprecLine(Oid oid, SnmpValue value) {
    private static final int SHOWN_CHARS_MAX = 40; // of a value in a message
    private static final Pattern CONTROL = Pattern.compile("[^\\x20-\\x7e]");

    /// A line that is no varbind.
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String problem;

        BrokenException(String problem) {
            super(problem, null, false, false); // thousands a second, and nobody reads the stack
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }

    static SnmprecLine parse(String line) throws BrokenException {
        int first = line.indexOf('|');
        int second = line.indexOf('|', first + 1);
        if (first < 1 || second < 0) {
            throw new BrokenException("'" + shown(line) + "': want OID|TYPE|VALUE");
        }
        Oid oid = oid(line.substring(0, first));
        String type = line.substring(first + 1, second);
        String value = line.substring(second + 1);
        try {
            return new SnmprecLine(oid, value(type, value));
        } catch (IllegalArgumentException _) { // NumberFormatException is one
            throw new BrokenException(
                    "value '" + shown(value) + "' of type " + type + ": want " + wanted(type));
        }
    }

    private static Oid oid(String text) throws BrokenException {
        String trimmed = text.strip();
        try {
            return Oid.of(trimmed.startsWith(".") ? trimmed.substring(1) : trimmed);
        } catch (IllegalArgumentException _) {
            throw new BrokenException(
                    "OID '" + shown(text) + "': want 2..128 numbers of 32 bits with dots between");
        }
    }

    private static SnmpValue value(String type, String value) throws BrokenException {
        return switch (type) {
            case "2" -> SnmpValue.integer(Integer.parseInt(value.strip()));
            case "4" -> SnmpValue.octets(octets(value));
            case "4x", "4xx" -> SnmpValue.octets(hex(value));
            case "4e" -> SnmpValue.octets(octets(unescaped(value)));
            case "5" -> SnmpValue.nothing();
            case "6" -> SnmpValue.oid(oid(value));
            case "64" -> SnmpValue.ipAddress(dotted(value.strip()));
            case "64x" -> SnmpValue.ipAddress(hex(value));
            case "65" -> SnmpValue.counter32(Long.parseLong(value.strip()));
            case "66" -> SnmpValue.gauge32(Long.parseLong(value.strip()));
            case "67" -> SnmpValue.timeTicks(Long.parseLong(value.strip()));
            case "68" -> SnmpValue.opaque(octets(value));
            case "68x" -> SnmpValue.opaque(hex(value));
            case "70" -> SnmpValue.counter64(Long.parseUnsignedLong(value.strip()));
            default ->
                    throw new BrokenException(
                            "type '"
                                    + shown(type)
                                    + "': want 2, 4, 5, 6, 64, 65, 66, 67, 68 or 70, with x for hex");
        };
    }

    private static String wanted(String type) {
        return switch (type) {
            case "2" -> "-2147483648..2147483647";
            case "65", "66", "67" -> "0..4294967295";
            case "70" -> "0..18446744073709551615";
            case "64", "64x" -> "4 octets";
            default -> "octets, with x in hex, at most 65000";
        };
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.strip());
    }

    private static byte[] dotted(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] octets = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int octet = Integer.parseInt(parts[i]);
            if (octet < 0 || octet > 255) {
                throw new IllegalArgumentException("octet " + octet);
            }
            octets[i] = (byte) octet;
        }
        return octets;
    }

    /// `\xNN`, `\t`, `\n`, `\r`; any other escaped character is itself.
    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char escape = text.charAt(++i);
            switch (escape) {
                case 't' -> out.append('\t');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 'x' -> {
                    if (i + 2 >= text.length()) {
                        throw new IllegalArgumentException("an escape ends early");
                    }
                    out.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
                    i += 2;
                }
                default -> out.append(escape);
            }
        }
        return out.toString();
    }

    private static String shown(String text) {
        String cut =
                text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "..";
        return CONTROL.matcher(cut).replaceAll("?");
    }
}
