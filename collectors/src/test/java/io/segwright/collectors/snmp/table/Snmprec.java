package io.segwright.collectors.snmp.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/// Reads captures: `OID|type|value`, a type that ends in `x` has its value in hex.
final class Snmprec {
    private Snmprec() {}

    static List<VariableBinding> parse(Path file) throws IOException {
        List<VariableBinding> varbinds = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int first = line.indexOf('|');
                int second = line.indexOf('|', first + 1);
                if (first > 0 && second > 0 && Character.isDigit(line.charAt(0))) {
                    try {
                        varbinds.add(
                                new VariableBinding(
                                        new OID(line.substring(0, first)),
                                        variable(
                                                line.substring(first + 1, second),
                                                line.substring(second + 1))));
                    } catch (RuntimeException _) {
                        // a value that no agent could have sent, e.g. edited by hand
                    }
                }
            }
        }
        return varbinds;
    }

    private static Variable variable(String type, String value) {
        boolean hex = type.endsWith("x");
        byte[] octets =
                hex ? HexFormat.of().parseHex(value) : value.getBytes(StandardCharsets.ISO_8859_1);
        int digits = 0;
        while (digits < type.length() && Character.isDigit(type.charAt(digits))) {
            digits++;
        }
        return switch (type.substring(0, digits)) {
            case "2" -> new Integer32(Integer.parseInt(value));
            case "5" -> new Null();
            case "6" -> new OID(value.startsWith(".") ? value.substring(1) : value.strip());
            case "64" -> hex ? new OctetString(octets) : new IpAddress(value);
            case "65" -> new Counter32(Long.parseLong(value) & 0xffffffffL);
            case "66" -> new Gauge32(Long.parseLong(value) & 0xffffffffL);
            case "67" -> new TimeTicks(Long.parseLong(value) & 0xffffffffL);
            case "70" -> new Counter64(Long.parseUnsignedLong(value));
            default -> new OctetString(octets);
        };
    }
}
