package io.segwright.collectors.imports.netbox;

import java.nio.charset.StandardCharsets;

/// A dump of a NetBox 4.6 with one of everything that versions and options do differently.
final class SmallDump {
    private static final String[] OBJECTS = {
        "contenttypes.contenttype 1 {'app_label': 'dcim', 'model': 'interface'}",
        "contenttypes.contenttype 2 {'app_label': 'ipam', 'model': 'prefix'}",
        "dcim.manufacturer 1 {'name': 'Juniper'}",
        "dcim.devicetype 1 {'model': 'QFX5100', 'manufacturer': 1}",
        "dcim.devicerole 1 {'name': 'Leaf'}",
        "dcim.platform 1 {'name': 'Junos'}",
        "dcim.site 1 {'name': 'FRA1'}",
        "dcim.location 1 {'name': 'Row 1'}",
        "tenancy.tenant 1 {'name': 'Retail'}",
        "users.owner 1 {'name': 'net-team'}",
        "ipam.vrf 1 {'name': 'Shared services', 'rd': '65000:1'}",
        "ipam.vrf 2 {'name': 'dup', 'rd': null}",
        "ipam.vrf 3 {'name': 'dup', 'rd': null}",
        "ipam.role 1 {'name': 'Access'}",
        "dcim.virtualchassis 1 {'name': 'stack'}",
        "dcim.device 1 {'name': 'leaf-1', 'device_type': 1, 'role': 1, 'tenant': 1, 'owner': 1, 'platform': 1, 'serial': 'ta01', 'asset_tag': 'A-1', 'site': 1, 'location': 1, 'status': 'active', 'primary_ip4': 1, 'primary_ip6': null, 'virtual_chassis': null, 'vc_position': null, 'custom_field_data': {'software_version': '21.4R3', 'contact': {'id': 5, 'name': 'Jo'}}}",
        "dcim.device 2 {'name': null, 'device_type': 1, 'role': 1, 'tenant': 1, 'owner': null, 'platform': null, 'serial': '', 'asset_tag': null, 'site': 1, 'location': null, 'status': 'active', 'primary_ip4': null, 'primary_ip6': null, 'virtual_chassis': 1, 'vc_position': 2, 'custom_field_data': {}}",
        "dcim.device 3 {'name': 'spare', 'device_type': 1, 'role': 1, 'tenant': null, 'owner': null, 'platform': null, 'serial': '', 'asset_tag': null, 'site': 1, 'location': null, 'status': 'inventory', 'primary_ip4': null, 'primary_ip6': null, 'virtual_chassis': null, 'vc_position': null, 'custom_field_data': {}}",
        "dcim.device 4 {'name': '=SUM(A1)', 'device_type': 1, 'role': 1, 'tenant': null, 'owner': null, 'platform': null, 'serial': '', 'asset_tag': null, 'site': 1, 'location': null, 'status': 'active', 'primary_ip4': null, 'primary_ip6': null, 'virtual_chassis': null, 'vc_position': null, 'custom_field_data': {}}",
        "dcim.interface 1 {'device': 1, 'name': 'xe-0/0/0', 'type': 'virtual', 'primary_mac_address': 2}",
        "dcim.interface 2 {'device': 1, 'name': 'lo0.0', 'type': 'virtual', 'primary_mac_address': null}",
        "dcim.interface 3 {'device': 2, 'name': 'xe-1/0/0', 'type': 'virtual', 'primary_mac_address': null}",
        "dcim.macaddress 1 {'mac_address': '00:1B:21:00:00:01', 'assigned_object_type': 1, 'assigned_object_id': 1}",
        "dcim.macaddress 2 {'mac_address': '00:1B:21:00:00:02', 'assigned_object_type': 1, 'assigned_object_id': 1}",
        "dcim.macaddress 3 {'mac_address': '00:1B:21:00:00:03', 'assigned_object_type': 1, 'assigned_object_id': 3}",
        "ipam.ipaddress 1 {'address': '10.0.0.1/24', 'vrf': null, 'tenant': null, 'owner': null, 'status': 'active', 'role': '', 'assigned_object_type': 1, 'assigned_object_id': 1, 'custom_field_data': {}}",
        "ipam.ipaddress 2 {'address': '10.255.0.1/32', 'vrf': 1, 'tenant': 1, 'owner': null, 'status': 'active', 'role': 'loopback', 'assigned_object_type': 1, 'assigned_object_id': 2, 'custom_field_data': {}}",
        "ipam.ipaddress 3 {'address': '10.0.0.254/24', 'vrf': null, 'tenant': 1, 'owner': null, 'status': 'active', 'role': 'vrrp', 'assigned_object_type': 1, 'assigned_object_id': 1, 'custom_field_data': {}}",
        "ipam.ipaddress 4 {'address': '10.9.0.1/24', 'vrf': 2, 'tenant': 1, 'owner': null, 'status': 'deprecated', 'role': '', 'assigned_object_type': null, 'assigned_object_id': null, 'custom_field_data': {}}",
        "ipam.ipaddress 5 {'address': '2001:db8::5/64', 'vrf': null, 'tenant': 1, 'owner': 1, 'status': 'active', 'role': '', 'assigned_object_type': ['virtualization', 'vminterface'], 'assigned_object_id': 1, 'custom_field_data': {'service': 'shop', 'environment': {'value': 'prod', 'label': 'Production'}}}",
        "ipam.prefix 1 {'prefix': '10.0.0.0/24', 'vrf': null, 'site': 1, 'tenant': 1, 'owner': 1, 'status': 'active', 'role': 1, 'custom_field_data': {'service': 'web'}}",
        "ipam.prefix 2 {'prefix': '10.9.0.0/24', 'vrf': 2, 'site': null, 'tenant': null, 'owner': null, 'status': 'active', 'role': 1, 'custom_field_data': {}}",
        "ipam.prefix 3 {'prefix': '10.9.0.0/24', 'vrf': 3, 'site': null, 'tenant': null, 'owner': null, 'status': 'active', 'role': null, 'custom_field_data': {}}",
        "ipam.prefix 4 {'prefix': '10.0.0.0/24', 'vrf': null, 'site': null, 'tenant': null, 'owner': null, 'status': 'active', 'role': null, 'custom_field_data': {'service': 'other'}}",
        "extras.tag 1 {'name': 'service:dns'}",
        "extras.tag 2 {'name': 'do-not-poll'}",
        "extras.taggeditem 1 {'content_type': 2, 'object_id': 3, 'tag': 1}",
        "extras.taggeditem 2 {'content_type': 2, 'object_id': 3, 'tag': 2}",
        "virtualization.virtualmachine 1 {'name': 'shop-1', 'role': 1, 'tenant': 1, 'owner': null, 'platform': null, 'site': 1, 'status': 'active', 'primary_ip4': null, 'primary_ip6': null}",
        "virtualization.vminterface 1 {'virtual_machine': 1, 'name': 'eth0', 'primary_mac_address': null}"
    };

    private SmallDump() {}

    static String text() {
        StringBuilder text = new StringBuilder("[");
        for (String object : OBJECTS) {
            String[] words = object.split(" ", 3);
            text.append(text.length() > 1 ? ",\n" : "\n");
            text.append("{\"model\": \"").append(words[0]).append("\", \"pk\": ").append(words[1]);
            text.append(", \"fields\": ").append(words[2].replace('\'', '"')).append('}');
        }
        return text + "\n]\n";
    }

    static byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
