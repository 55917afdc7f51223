package io.segwright.collectors.imports.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The objects of a dump as the REST API of a version would list them, written a second time by hand.
final class RestShapes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PATHS =
            Map.of(
                    "dcim.device", "/api/dcim/devices/",
                    "dcim.interface", "/api/dcim/interfaces/",
                    "dcim.virtualchassis", "/api/dcim/virtual-chassis/",
                    "ipam.vrf", "/api/ipam/vrfs/",
                    "ipam.aggregate", "/api/ipam/aggregates/",
                    "ipam.iprange", "/api/ipam/ip-ranges/",
                    "ipam.prefix", "/api/ipam/prefixes/",
                    "ipam.ipaddress", "/api/ipam/ip-addresses/",
                    "virtualization.virtualmachine", "/api/virtualization/virtual-machines/",
                    "virtualization.vminterface", "/api/virtualization/interfaces/");
    private static final Map<String, String> REFERENCES =
            Map.ofEntries(
                    Map.entry("device_type", "dcim.devicetype"),
                    Map.entry("manufacturer", "dcim.manufacturer"),
                    Map.entry("tenant", "tenancy.tenant"),
                    Map.entry("owner", "users.owner"),
                    Map.entry("platform", "dcim.platform"),
                    Map.entry("site", "dcim.site"),
                    Map.entry("location", "dcim.location"),
                    Map.entry("vrf", "ipam.vrf"),
                    Map.entry("virtual_chassis", "dcim.virtualchassis"),
                    Map.entry("device", "dcim.device"),
                    Map.entry("master", "dcim.device"),
                    Map.entry("virtual_machine", "virtualization.virtualmachine"),
                    Map.entry("primary_ip4", "ipam.ipaddress"),
                    Map.entry("primary_ip6", "ipam.ipaddress"),
                    Map.entry("primary_mac_address", "dcim.macaddress"));

    private final boolean modern; // 4.2 and later
    private final Map<String, TreeMap<Long, JsonNode>> objects = new HashMap<>();
    private final Map<String, ArrayNode> tags = new HashMap<>();

    private RestShapes(boolean modern) {
        this.modern = modern;
    }

    /// @param dump a list as `dumpdata` writes it
    /// @param modern as 4.2 and later, otherwise as 3.6
    static Map<String, List<ObjectNode>> of(byte[] dump, boolean modern) throws IOException {
        RestShapes shapes = new RestShapes(modern);
        for (JsonNode object : JSON.readTree(dump)) {
            if (object.has("pk")) {
                shapes.objects
                        .computeIfAbsent(object.get("model").asText(), _ -> new TreeMap<>())
                        .put(object.get("pk").asLong(), object.get("fields"));
            }
        }
        shapes.objects
                .getOrDefault("extras.taggeditem", new TreeMap<>())
                .values()
                .forEach(item -> {
                    String type = shapes.type(item.get("content_type"));
                    ObjectNode tag = JSON.createObjectNode();
                    tag.put("id", item.get("tag").asLong());
                    tag.put("name", shapes.field("extras.tag", item.get("tag"), "name"));
                    shapes.tags
                            .computeIfAbsent(
                                    type + ":" + item.get("object_id").asText(),
                                    _ -> JSON.createArrayNode())
                            .add(tag);
                });
        Map<String, List<ObjectNode>> lists = new HashMap<>();
        PATHS.forEach((model, path) ->
                lists.put(
                        path,
                        shapes.objects.getOrDefault(model, new TreeMap<>()).entrySet().stream()
                                .map(e -> shapes.full(model, e.getKey(), e.getValue()))
                                .toList()));
        return lists;
    }

    private String field(String model, JsonNode id, String name) {
        return fields(model, id.asLong()).path(name).asText();
    }

    private JsonNode fields(String model, long id) {
        return objects.getOrDefault(model, new TreeMap<>())
                .getOrDefault(id, JSON.createObjectNode());
    }

    private String type(JsonNode node) {
        if (node.isNumber()) {
            return field("contenttypes.contenttype", node, "app_label")
                    + "."
                    + field("contenttypes.contenttype", node, "model");
        }
        return node.get(0).asText() + "." + node.get(1).asText();
    }

    private ObjectNode full(String model, long id, JsonNode fields) {
        ObjectNode object = JSON.createObjectNode();
        object.put("id", id);
        object.put("url", "http://netbox/api/" + model + "/" + id + "/");
        fields.properties().forEach(e -> put(object, model, e.getKey(), e.getValue()));
        if (fields.hasNonNull("assigned_object_type")) {
            String type = type(fields.path("assigned_object_type"));
            long assigned = fields.path("assigned_object_id").asLong();
            ObjectNode summary = summary(type, assigned);
            String parent = type.equals("dcim.interface") ? "device" : "virtual_machine";
            put(summary, type, parent, fields(type, assigned).path(parent));
            object.set("assigned_object", summary);
        }
        object.set("tags", tags.getOrDefault(model + ":" + id, JSON.createArrayNode()));
        if (modern && model.endsWith("interface")) {
            ArrayNode macs = JSON.createArrayNode();
            objects.getOrDefault("dcim.macaddress", new TreeMap<>())
                    .forEach((pk, mac) -> {
                        if (type(mac.get("assigned_object_type")).equals(model)
                                && mac.get("assigned_object_id").asLong() == id) {
                            macs.add(summary("dcim.macaddress", pk));
                        }
                    });
            object.set("mac_addresses", macs);
        }
        return object;
    }

    private void put(ObjectNode object, String model, String name, JsonNode value) {
        String target = REFERENCES.get(name);
        if (value.isNull()) {
            object.set(name, value);
        } else if (name.equals("role") && model.equals("dcim.device")) {
            object.set(modern ? "role" : "device_role", summary("dcim.devicerole", value.asLong()));
        } else if (name.equals("role") && model.equals("virtualization.virtualmachine")) {
            object.set("role", summary("dcim.devicerole", value.asLong()));
        } else if (name.equals("role") && model.equals("ipam.prefix")) {
            object.set("role", summary("ipam.role", value.asLong()));
        } else if (name.equals("status")
                || name.equals("type")
                || (name.equals("role") && model.equals("ipam.ipaddress"))) {
            choice(object, name, value.asText());
        } else if (name.equals("assigned_object_type")) {
            object.put(name, type(value));
        } else if (name.equals("custom_field_data")) {
            object.set("custom_fields", value);
        } else if (name.equals("site") && modern && model.equals("ipam.prefix")) {
            object.put("scope_type", "dcim.site");
            object.set("scope", summary("dcim.site", value.asLong()));
        } else if (target != null) {
            object.set(name, summary(target, value.asLong()));
        } else if (!name.startsWith("_")) {
            object.set(name, value);
        }
    }

    private static void choice(ObjectNode object, String name, String value) {
        if (value.isEmpty()) {
            object.putNull(name);
        } else {
            object.putObject(name)
                    .put("value", value)
                    .put("label", value.toUpperCase(java.util.Locale.ROOT));
        }
    }

    private ObjectNode summary(String model, long id) {
        JsonNode fields = fields(model, id);
        ObjectNode summary = JSON.createObjectNode();
        summary.put("id", id);
        summary.put("url", "http://netbox/" + model + "/" + id);
        for (String field : List.of("name", "slug", "model", "address", "mac_address")) {
            if (fields.hasNonNull(field)) {
                summary.put(field, fields.path(field).asText());
                summary.put("display", fields.path(field).asText());
            }
        }
        if (model.equals("dcim.devicetype")) {
            summary.set(
                    "manufacturer",
                    summary("dcim.manufacturer", fields.path("manufacturer").asLong()));
        }
        return summary;
    }
}
