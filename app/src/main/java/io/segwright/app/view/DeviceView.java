package io.segwright.app.view;

import io.segwright.inventory.link.VirtualAddressFact;
import io.segwright.inventory.link.VrfFact;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.StackMemberFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// One polled device for a person or a script: what it is, and where each of that was said.
///
/// An attribute that nobody told is absent, never null or empty: absence is not a value.
public final class DeviceView {
    private final DevicePolled device;

    public DeviceView(DevicePolled device) {
        this.device = device;
    }

    /// The most trusted fact of each attribute: the first one.
    public static Map<Attribute, AttributeFact> best(List<AttributeFact> facts) {
        Map<Attribute, AttributeFact> best = new EnumMap<>(Attribute.class);
        facts.forEach(fact -> best.putIfAbsent(fact.attribute(), fact));
        return best;
    }

    /// `{"device": ..., "evidence": [...], "incomplete": [...]}` on one line.
    public String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("device", described());
        root.put("evidence", DeviceEvidence.of(device).stream().map(DeviceEvidence::json).toList());
        root.put("incomplete", device.incomplete());
        return Table.json(root);
    }

    /// One row for each place where something was said.
    public Table evidence() {
        Table table = new Table("attribute", "value", "confidence", "source", "object");
        for (DeviceEvidence each : DeviceEvidence.of(device)) {
            table.row(
                    each.attribute(),
                    each.value(),
                    each.confidence().<Object>map(c -> c).orElse(""),
                    each.source(),
                    each.object());
        }
        return table;
    }

    private Map<String, Object> described() {
        Map<String, Object> out = new LinkedHashMap<>();
        Map<Attribute, AttributeFact> best = best(device.attributes());
        for (Attribute attribute : Attribute.values()) {
            AttributeFact fact = best.get(attribute);
            known(out, key(attribute), fact == null ? "" : fact.value());
        }
        known(out, "description", device.system().description());
        known(out, "objectId", device.system().objectId());
        out.put("keys", device.keys().stream().map(IdentityKey::toString).sorted().toList());
        out.put("interfaces", each(device.interfaces(), DeviceView::anInterface));
        out.put("addresses", each(device.addresses(), this::anAddress));
        out.put("stackMembers", each(device.stackMembers(), DeviceView::member));
        out.put("hardware", each(device.hardware(), DeviceView::hardware));
        out.put("neighbors", each(device.neighbors(), DeviceView::neighbor));
        out.put("vrfs", each(device.vrfs(), DeviceView::vrf));
        out.put("virtualAddresses", each(device.virtualAddresses(), DeviceView::virtualAddress));
        out.put(
                "aggregates",
                each(
                        device.aggregates(),
                        a -> Map.of("index", a.interfaceIndex(), "members", a.memberIndexes())));
        out.put("arpEntries", device.arp().size());
        out.put("bridgeEntries", device.fdb().size());
        out.put("routes", device.routes().size());
        return out;
    }

    /// `assetTag` for `ASSET_TAG`.
    static String key(Attribute attribute) {
        String[] words = attribute.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder key = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            key.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return key.toString();
    }

    private static void known(Map<String, Object> out, String key, String value) {
        if (!value.isBlank()) {
            out.put(key, value);
        }
    }

    private static <T> List<Map<String, Object>> each(
            Collection<T> facts, Function<T, Map<String, Object>> view) {
        List<Map<String, Object>> out = new ArrayList<>();
        facts.forEach(fact -> out.add(view.apply(fact)));
        return out;
    }

    private static Map<String, Object> anInterface(InterfaceFact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("index", fact.index());
        known(out, "name", fact.name());
        known(out, "alias", fact.alias());
        out.put("type", fact.type());
        out.put("up", fact.up());
        if (fact.speedMbps() > 0) {
            out.put("speedMbps", fact.speedMbps());
        }
        known(out, "mac", fact.mac().map(MacAddress::toString).orElse(""));
        return out;
    }

    private Map<String, Object> anAddress(AddressFact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("address", fact.address() + "/" + fact.prefixLength());
        out.put("vrf", fact.vrf().name());
        if (fact.interfaceIndex() > 0) {
            out.put("interfaceIndex", fact.interfaceIndex());
            known(out, "interface", interfaceName(fact.interfaceIndex()));
        }
        return out;
    }

    private String interfaceName(int index) {
        return device.interfaces().stream()
                .filter(i -> i.index() == index)
                .map(InterfaceFact::name)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Object> member(StackMemberFact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("position", fact.position());
        known(out, "manufacturer", fact.manufacturer());
        known(out, "model", fact.model());
        known(out, "serial", fact.serial());
        known(out, "mac", fact.mac().map(MacAddress::toString).orElse(""));
        known(out, "software", fact.software());
        return out;
    }

    private static Map<String, Object> hardware(HardwareFact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("kind", fact.kind().name().toLowerCase(Locale.ROOT));
        known(out, "manufacturer", fact.manufacturer());
        known(out, "model", fact.model());
        known(out, "serial", fact.serial());
        known(out, "firmware", fact.firmware());
        return out;
    }

    private static Map<String, Object> neighbor(NeighborFact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("protocol", fact.protocol().name().toLowerCase(Locale.ROOT));
        known(out, "localInterface", fact.localInterface());
        known(out, "chassisId", fact.chassisId());
        known(out, "portId", fact.portId());
        known(out, "name", fact.systemName());
        known(out, "description", fact.systemDescription());
        out.put("capabilities", fact.capabilities().stream().sorted().toList());
        out.put("addresses", fact.managementAddresses().stream().map(Object::toString).toList());
        return out;
    }

    private static Map<String, Object> vrf(VrfFact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", fact.vrf().name());
        known(out, "routeDistinguisher", fact.routeDistinguisher());
        out.put("interfaceIndexes", fact.interfaceIndexes().stream().sorted().toList());
        return out;
    }

    private static Map<String, Object> virtualAddress(VirtualAddressFact fact) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("protocol", fact.protocol().name().toLowerCase(Locale.ROOT));
        out.put("interfaceIndex", fact.interfaceIndex());
        out.put("group", fact.group());
        out.put("address", fact.address().toString());
        known(out, "mac", fact.mac().map(MacAddress::toString).orElse(""));
        return out;
    }
}
