package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.collectors.RealData;
import io.segwright.collectors.understand.ReferenceLists;
import io.segwright.collectors.understand.Understanding;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.lab.replay.Captures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/// LibreNMS's captures and what it expects of them.
final class LibrenmsSet {
    private static final OID IF_ENTRY = new OID("1.3.6.1.2.1.2.2.1");
    private static final OID IF_X_ENTRY = new OID("1.3.6.1.2.1.31.1.1.1");

    private final Captures captures;
    private final JsonNode expected;
    private final Map<String, Product> products;
    private final Understanding understanding;
    private final ReferenceLists lists;

    private LibrenmsSet(
            Captures captures,
            JsonNode expected,
            Map<String, Product> products,
            Understanding understanding,
            ReferenceLists lists) {
        this.captures = captures;
        this.expected = expected;
        this.products = products;
        this.understanding = understanding;
        this.lists = lists;
    }

    /// @param vendors the first is the main one
    /// @param name the system's; empty where it has none
    record Product(List<String> vendors, String name) {}

    /// What LibreNMS says of one device; empty where it says nothing.
    record Expected(String os, String hardware, String version, String serial) {}

    /// @param text all that the device said in letters, and its model in the lists, as [Agreement#plain]
    /// @param numbers all that it said in numbers, and its MAC addresses in hex
    /// @param interfaces the indexes of its interface tables
    /// @param prefixes the addresses for which it tells a prefix length
    record Read(
            DevicePolled device,
            String text,
            Set<String> numbers,
            Set<Integer> interfaces,
            Set<IpAddress> prefixes) {
        boolean has(String value) {
            String plain = Agreement.plain(value);
            return !plain.isEmpty() && (text.contains(plain) || numbers.contains(plain));
        }
    }

    static LibrenmsSet open() throws IOException {
        ReferenceLists lists = ReferenceLists.read(RealData.at("lists"));
        assertThat(lists.models()).as("models by sysObjectID").hasSizeGreaterThan(1000);
        return new LibrenmsSet(
                RealCaptures.librenms(),
                RealCaptures.expected(),
                products(),
                Understanding.shipped().with(lists),
                lists);
    }

    private static Map<String, Product> products() throws IOException {
        Map<String, Product> products = new HashMap<>();
        try (InputStream in =
                LibrenmsSet.class.getResourceAsStream("/understand/librenms-os.tsv")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] fields = line.split("\t", -1);
                List<String> vendors =
                        fields[1].isEmpty() ? List.of() : List.of(fields[1].split("/", -1));
                products.put(fields[0], new Product(vendors, fields[2]));
            }
        }
        return products;
    }

    List<Map.Entry<String, JsonNode>> devices() {
        return new ArrayList<>(expected.properties());
    }

    Product product(String os) {
        return Optional.ofNullable(products.get(os))
                .orElseThrow(() -> new AssertionError("librenms-os.tsv has no " + os));
    }

    /// The poller's word over discovery's, as in LibreNMS itself.
    static Expected expected(JsonNode device) {
        Map<String, String> values = new HashMap<>();
        for (String phase : List.of("discovery", "poller")) {
            JsonNode row = device.path("os").path(phase).path("devices").path(0);
            for (String field : List.of("os", "hardware", "version", "serial")) {
                String text = row.path(field).asText("");
                if (row.path(field).isValueNode() && !row.path(field).isNull() && !text.isBlank()) {
                    values.put(field, text);
                }
            }
        }
        return new Expected(
                values.getOrDefault("os", ""),
                values.getOrDefault("hardware", ""),
                values.getOrDefault("version", ""),
                values.getOrDefault("serial", ""));
    }

    /// Reads a capture as a device; empty where there is none of that name, or it holds no system group at all.
    Optional<Read> read(String name) throws IOException {
        if (captures.named(name).isEmpty()) {
            return Optional.empty();
        }
        List<VariableBinding> varbinds = sorted(RealCaptures.varbinds(captures, name));
        return RealCaptures.poll(varbinds, IpAddress.of("192.0.2.1"), understanding)
                .map(device ->
                        new Read(
                                device,
                                text(varbinds, device),
                                numbers(varbinds),
                                rows(varbinds),
                                LibrenmsTables.prefixesTold(varbinds)));
    }

    /// Some captures were edited by hand, or have two polls one after the other: in order, the first of each.
    private static List<VariableBinding> sorted(List<VariableBinding> varbinds) {
        Map<OID, VariableBinding> sorted = new TreeMap<>();
        for (VariableBinding varbind : varbinds) {
            sorted.putIfAbsent(varbind.getOid(), varbind);
        }
        return new ArrayList<>(sorted.values());
    }

    private String text(List<VariableBinding> varbinds, DevicePolled device) {
        StringBuilder text = new StringBuilder();
        for (VariableBinding varbind : varbinds) {
            if (varbind.getVariable() instanceof OctetString octets) {
                text.append(Agreement.plain(Cell.clean(octets.getValue()))).append('\n');
            }
        }
        String model = lists.models().getOrDefault(device.system().objectId(), "");
        return text.append(Agreement.plain(model)).toString();
    }

    private static Set<String> numbers(List<VariableBinding> varbinds) {
        Set<String> numbers = new HashSet<>();
        for (VariableBinding varbind : varbinds) {
            if (varbind.getVariable() instanceof OctetString octets) {
                if (octets.length() == 6) {
                    numbers.add(Agreement.plain(octets.toHexString()));
                }
            } else if (varbind.getVariable() instanceof Integer32 number
                    && number.getValue() > 9_999) { // smaller ones are everywhere
                numbers.add(number.toString());
            }
        }
        return numbers;
    }

    private static Set<Integer> rows(List<VariableBinding> varbinds) {
        Set<Integer> rows = new HashSet<>();
        for (VariableBinding varbind : varbinds) {
            OID oid = varbind.getOid();
            if (oid.startsWith(IF_ENTRY) || oid.startsWith(IF_X_ENTRY)) {
                rows.add(oid.last());
            }
        }
        return rows;
    }
}
