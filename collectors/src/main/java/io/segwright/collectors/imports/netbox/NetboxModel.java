package io.segwright.collectors.imports.netbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The kinds of objects that are read, and which of their fields: the rest of a dump is never kept.
enum NetboxModel {
    DEVICE(
            "dcim.device",
            "/api/dcim/devices/",
            "name",
            "device_type",
            "role",
            "device_role",
            "tenant",
            "owner",
            "platform",
            "serial",
            "asset_tag",
            "site",
            "location",
            "status",
            "primary_ip4",
            "primary_ip6",
            "oob_ip",
            "virtual_chassis",
            "vc_position"),
    INTERFACE(
            "dcim.interface",
            "/api/dcim/interfaces/",
            "device",
            "name",
            "mac_address",
            "primary_mac_address",
            "mac_addresses"),
    MAC_ADDRESS("dcim.macaddress", "", "mac_address", "assigned_object_type", "assigned_object_id"),
    DEVICE_TYPE("dcim.devicetype", "", "model", "manufacturer"),
    MANUFACTURER("dcim.manufacturer", "", "name"),
    DEVICE_ROLE("dcim.devicerole", "", "name"),
    PLATFORM("dcim.platform", "", "name"),
    SITE("dcim.site", "", "name"),
    LOCATION("dcim.location", "", "name"),
    VIRTUAL_CHASSIS("dcim.virtualchassis", "/api/dcim/virtual-chassis/", "name", "master"),
    TENANT("tenancy.tenant", "", "name"),
    OWNER("users.owner", "", "name"),
    VRF("ipam.vrf", "/api/ipam/vrfs/", "name", "rd"),
    ROLE("ipam.role", "", "name"),
    PREFIX(
            "ipam.prefix",
            "/api/ipam/prefixes/",
            "prefix",
            "vrf",
            "tenant",
            "owner",
            "status",
            "role"),
    AGGREGATE("ipam.aggregate", "/api/ipam/aggregates/", "prefix", "tenant", "owner"),
    IP_RANGE(
            "ipam.iprange",
            "/api/ipam/ip-ranges/",
            "start_address",
            "end_address",
            "vrf",
            "tenant",
            "owner",
            "status",
            "role"),
    IP_ADDRESS(
            "ipam.ipaddress",
            "/api/ipam/ip-addresses/",
            "address",
            "vrf",
            "tenant",
            "owner",
            "status",
            "role",
            "assigned_object_type",
            "assigned_object_id",
            "assigned_object"),
    VIRTUAL_MACHINE(
            "virtualization.virtualmachine",
            "/api/virtualization/virtual-machines/",
            "name",
            "role",
            "tenant",
            "owner",
            "platform",
            "site",
            "serial",
            "status",
            "primary_ip4",
            "primary_ip6"),
    VM_INTERFACE(
            "virtualization.vminterface",
            "/api/virtualization/interfaces/",
            "virtual_machine",
            "name",
            "mac_address",
            "primary_mac_address",
            "mac_addresses"),
    TAG("extras.tag", "", "name"),
    TAGGED_ITEM("extras.taggeditem", "", "content_type", "object_id", "tag"),
    CONTENT_TYPE("contenttypes.contenttype", "", "app_label", "model");

    /// Kept of every kind: what mappings read.
    private static final Set<String> ALWAYS = Set.of("custom_field_data", "custom_fields", "tags");

    private final String label;
    private final String endpoint;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of, which has no immutable type
    private final Set<String> fields;

    NetboxModel(String label, String endpoint, String... fields) {
        this.label = label;
        this.endpoint = endpoint;
        this.fields = Set.of(fields);
    }

    /// As Django names it, e.g. `dcim.device`; with a number behind it a native key.
    String label() {
        return label;
    }

    /// Where the API lists it; empty where summaries in other objects are enough.
    String endpoint() {
        return endpoint;
    }

    boolean keeps(String field) {
        return fields.contains(field) || ALWAYS.contains(field);
    }

    static Optional<NetboxModel> labelled(String label) {
        return Arrays.stream(values()).filter(m -> m.label.equals(label)).findFirst();
    }

    static List<NetboxModel> all() {
        return List.of(values());
    }
}
