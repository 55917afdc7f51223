package io.segwright.app.cli;

import io.segwright.app.config.AuthorityFile;
import io.segwright.app.stage.DeviceBook;
import io.segwright.graph.fact.IdentityEvidence;
import io.segwright.inventory.claim.ClaimConflict;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.NeighborFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One device as a JSON object.
final class DeviceJson {
    private DeviceJson() {}

    static Map<String, Object> of(
            DeviceBook book, DeviceSheet sheet, List<IdentityEvidence> evidence) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("device", device(book, sheet));
        List<Map<String, Object>> attributes = new ArrayList<>();
        sheet.believed().forEach((a, b) -> attributes.add(DeviceSheet.json(a, b)));
        object.put("attributes", attributes);
        object.put(
                "conflicts",
                book.beliefs().conflicts(sheet.device()).stream()
                        .filter(c -> !c.isDecided())
                        .map(ClaimConflict::attribute)
                        .map(AuthorityFile::name)
                        .toList());
        object.put(
                "boxes", members(book, sheet.device()).stream().map(DeviceJson::member).toList());
        object.put(
                "interfaces", sheet.device().interfaces().stream().map(DeviceJson::port).toList());
        object.put(
                "neighbors",
                sheet.device().neighbors().stream().map(DeviceJson::neighbor).toList());
        object.put("identity", evidence.stream().map(DeviceJson::evidence).toList());
        return object;
    }

    private static Map<String, Object> device(DeviceBook book, DeviceSheet sheet) {
        Device device = sheet.device();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", device.id().text());
        for (Attribute attribute : Attribute.values()) {
            object.put(AuthorityFile.name(attribute).replace('-', '_'), sheet.text(attribute));
        }
        object.put("forwards_as", DeviceSheet.word(device.role()));
        object.put("platform", DeviceSheet.word(device.platform()));
        object.put("state", DeviceSheet.word(book.presence(device)));
        object.put("last_seen", device.lastSeen().toString());
        object.put("addresses", texts(device.managementAddresses()));
        object.put(
                "shown_by", device.witnesses().stream().sorted().map(DeviceSheet::word).toList());
        object.put("keys", device.keys().stream().map(Object::toString).sorted().toList());
        object.put("box_of", device.membership().map(m -> m.whole().text()).orElse(""));
        return object;
    }

    /// The boxes of a stack, by position.
    static List<Device> members(DeviceBook book, Device whole) {
        return book.snapshot().devices().stream()
                .filter(d -> d.membership().filter(m -> m.whole().equals(whole.id())).isPresent())
                .sorted(
                        Comparator.comparingInt((Device d) ->
                                        d.membership().map(Membership::position).orElse(0))
                                .thenComparing(Device::id))
                .toList();
    }

    private static Map<String, Object> member(Device device) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("position", device.membership().map(Membership::position).orElse(0));
        object.put("id", device.id().text());
        object.put("name", device.name());
        object.put("model", device.model());
        object.put("serial", device.serial());
        return object;
    }

    private static Map<String, Object> port(DeviceInterface on) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("index", on.index());
        object.put("name", on.name());
        object.put("up", on.up());
        object.put("mac", on.mac().map(MacAddress::toString).orElse(""));
        object.put("addresses", addresses(on));
        return object;
    }

    /// `ADDRESS/LENGTH`, and the routing domain where it is not the default one.
    static List<String> addresses(DeviceInterface on) {
        return on.addresses().stream()
                .map(a ->
                        a.address()
                                + "/"
                                + a.prefixLength()
                                + (a.vrf().equals(Vrf.DEFAULT) ? "" : "%" + a.vrf()))
                .toList();
    }

    private static Map<String, Object> neighbor(NeighborFact seen) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("port", seen.localInterface());
        object.put("protocol", DeviceSheet.word(seen.protocol()));
        object.put("name", seen.systemName());
        object.put("chassis", seen.chassisId());
        object.put("their_port", seen.portId());
        object.put("addresses", texts(seen.managementAddresses()));
        return object;
    }

    private static Map<String, Object> evidence(IdentityEvidence evidence) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", evidence.at().toString());
        object.put("source", evidence.source());
        object.put("lines", evidence.lines());
        return object;
    }

    private static List<String> texts(List<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::toString).toList();
    }
}
