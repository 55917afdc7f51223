package io.segwright.collectors.snmp.table;

import io.segwright.lab.agent.Mib;
import io.segwright.lab.agent.Oid;
import io.segwright.lab.agent.SnmpValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/// What a test device answers, one line a varbind: `OID TYPE VALUE` with the types s(tring), x (hex octets),
/// i(nteger), g(auge), o(id), a(ddress).
public final class Script {
    private final List<String[]> lines = new ArrayList<>();

    public static Script of(String text) {
        return new Script().add(text);
    }

    public Script add(String text) {
        for (String line : text.lines().toList()) {
            if (!line.isBlank()) {
                lines.add(line.strip().split(" +", 3));
            }
        }
        return this;
    }

    MemoryAgent agent() {
        return new MemoryAgent(
                lines.stream()
                        .map(l -> new VariableBinding(new OID(l[0]), variable(l)))
                        .sorted(java.util.Comparator.comparing(VariableBinding::getOid))
                        .toList());
    }

    private static Variable variable(String[] line) {
        String value = line.length > 2 ? line[2] : "";
        return switch (line[1]) {
            case "s" -> new OctetString(value.getBytes(StandardCharsets.UTF_8));
            case "x" -> new OctetString(HexFormat.of().parseHex(value));
            case "i" -> new Integer32(Integer.parseInt(value));
            case "g" -> new Gauge32(Long.parseLong(value));
            case "o" -> new OID(value);
            case "a" -> new IpAddress(value);
            default -> throw new IllegalArgumentException("type " + line[1]);
        };
    }

    public Mib labMib() {
        Mib.Builder mib = Mib.builder();
        for (String[] line : lines) {
            mib.put(Oid.of(line[0]), labValue(line));
        }
        return mib.build();
    }

    private static SnmpValue labValue(String[] line) {
        String value = line.length > 2 ? line[2] : "";
        return switch (line[1]) {
            case "s" -> SnmpValue.text(value);
            case "x" -> SnmpValue.octets(HexFormat.of().parseHex(value));
            case "i" -> SnmpValue.integer(Integer.parseInt(value));
            case "g" -> SnmpValue.gauge32(Long.parseLong(value));
            case "o" -> SnmpValue.oid(Oid.of(value));
            case "a" -> SnmpValue.ipAddress(new IpAddress(value).toByteArray());
            default -> throw new IllegalArgumentException("type " + line[1]);
        };
    }
}
