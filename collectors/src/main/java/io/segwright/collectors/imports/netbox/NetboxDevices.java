package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.DeviceDraft;
import io.segwright.collectors.imports.NotTaken;
import io.segwright.collectors.imports.NotTaken.Cause;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// NetBox's devices as observations. A patch panel is one too: it is there, it has an owner and a serial.
///
/// Planned devices and those in store are not in the network and are left out. An address with a shared role (VRRP,
/// anycast ...) belongs to no one device and never says that two are one. Members of a virtual chassis are devices of
/// their own inside one that is the chassis ([NetboxStacks]); one without a name is called as NetBox shows it,
/// `CHASSIS:POSITION`.
final class NetboxDevices {
    private static final Set<String> ABSENT = Set.of("planned", "inventory");
    private static final Set<String> SHARED =
            Set.of("anycast", "vip", "vrrp", "hsrp", "glbp", "carp");
    private static final String LOOPBACK = "(?i)lo(opback)?[ -]?[0-9]{0,6}([.:][0-9]{1,6})?";

    private final NetboxTables tables;
    private final NetboxVrfs vrfs;
    private final NetboxMapping mapping;
    private final Provenance provenance;
    private final NetboxStacks stacks;
    private final Map<String, DeviceDraft> drafts = new LinkedHashMap<>();
    private final Set<String> present = new HashSet<>();
    private final List<NotTaken> notTaken = new ArrayList<>();
    private final Map<String, List<NetboxObject>> ports = new HashMap<>(); // by the device's key
    private final Map<String, List<NetboxObject>> addresses = new HashMap<>(); // by the port's key
    private final Map<String, NetboxObject> macs = new HashMap<>(); // by the port's key, the first

    NetboxDevices(
            NetboxTables tables, NetboxVrfs vrfs, NetboxMapping mapping, Provenance provenance) {
        this.tables = tables;
        this.vrfs = vrfs;
        this.mapping = mapping;
        this.provenance = provenance;
        this.stacks = new NetboxStacks(tables);
    }

    List<DeviceImported> devices() {
        return drafts.values().stream().map(draft -> draft.build(provenance)).toList();
    }

    Set<String> present() {
        return present;
    }

    List<NotTaken> notTaken() {
        return notTaken;
    }

    /// @param included VMs are counted and left out unless they are asked for
    void read(Set<NetboxRequest.Inclusion> included) {
        index(NetboxModel.INTERFACE, "device", NetboxModel.DEVICE);
        index(NetboxModel.VM_INTERFACE, "virtual_machine", NetboxModel.VIRTUAL_MACHINE);
        for (NetboxObject address : tables.all(NetboxModel.IP_ADDRESS)) {
            tables.assigned(address)
                    .ifPresent(port ->
                            addresses
                                    .computeIfAbsent(port.key(), _ -> new ArrayList<>())
                                    .add(address));
        }
        for (NetboxObject mac : tables.all(NetboxModel.MAC_ADDRESS)) {
            tables.assigned(mac).ifPresent(port -> macs.putIfAbsent(port.key(), mac));
        }
        tables.all(NetboxModel.DEVICE).forEach(this::take);
        if (included.contains(NetboxRequest.Inclusion.VMS)) {
            tables.all(NetboxModel.VIRTUAL_MACHINE).forEach(this::take);
        } else if (!tables.all(NetboxModel.VIRTUAL_MACHINE).isEmpty()) {
            notTaken.add(
                    new NotTaken(
                            NetboxModel.VIRTUAL_MACHINE.label(),
                            Cause.LEFT_OUT,
                            "%d virtual machines are workloads, not network devices; --include vms takes them"
                                    .formatted(tables.all(NetboxModel.VIRTUAL_MACHINE).size())));
        }
        stacks.build(drafts, present, notTaken);
    }

    private void index(NetboxModel ofPorts, String field, NetboxModel ofDevices) {
        for (NetboxObject port : tables.all(ofPorts)) {
            tables.reference(port, field, ofDevices)
                    .ifPresent(device ->
                            ports.computeIfAbsent(device.key(), _ -> new ArrayList<>()).add(port));
        }
    }

    private void take(NetboxObject device) {
        String status = device.text("status");
        if (ABSENT.contains(status)) {
            leave(device, Cause.LEFT_OUT, "status " + status + ": not in the network");
            return;
        }
        present.add(device.key());
        DeviceDraft draft = new DeviceDraft(device.key());
        Optional<String> fault =
                attributes(device, draft)
                        .or(() -> ports(device, draft))
                        .or(() -> primaries(device, draft));
        if (fault.isPresent()) {
            leave(device, Cause.WRONG, fault.get());
        } else {
            drafts.put(device.key(), draft);
            stacks.take(device, draft);
        }
    }

    private void leave(NetboxObject object, Cause cause, String reason) {
        notTaken.add(new NotTaken(object.key(), cause, reason));
    }

    /// @return what is wrong, empty where all is right
    private Optional<String> attributes(NetboxObject device, DeviceDraft draft) {
        Optional<NetboxObject> type =
                tables.reference(device, "device_type", NetboxModel.DEVICE_TYPE);
        String vendor =
                type.map(t -> tables.name(t, "manufacturer", NetboxModel.MANUFACTURER)).orElse("");
        String role = tables.name(device, "role", NetboxModel.DEVICE_ROLE);
        String earlierRole = tables.name(device, "device_role", NetboxModel.DEVICE_ROLE);
        List<Optional<String>> faults =
                List.of(
                        draft.attribute(Attribute.NAME, name(device), "name"),
                        draft.attribute(Attribute.VENDOR, vendor, "device_type.manufacturer"),
                        draft.attribute(
                                Attribute.MODEL,
                                type.map(t -> t.text("model")).orElse(""),
                                "device_type.model"),
                        draft.attribute(Attribute.SERIAL, device.text("serial"), "serial"),
                        draft.attribute(
                                Attribute.OS,
                                tables.name(device, "platform", NetboxModel.PLATFORM),
                                "platform"),
                        draft.attribute(
                                Attribute.VERSION,
                                mapping.ofDevice("version", device, tables),
                                "custom field"),
                        draft.attribute(
                                Attribute.SITE,
                                tables.name(device, "site", NetboxModel.SITE),
                                "site"),
                        draft.attribute(
                                Attribute.LOCATION,
                                tables.name(device, "location", NetboxModel.LOCATION),
                                "location"),
                        draft.attribute(
                                Attribute.CONTACT,
                                mapping.ofDevice("contact", device, tables),
                                "custom field"),
                        draft.attribute(
                                Attribute.ROLE, role.isEmpty() ? earlierRole : role, "role"),
                        draft.attribute(
                                Attribute.OWNER,
                                mapping.ofDevice("owner", device, tables),
                                "owner or tenant"),
                        draft.attribute(
                                Attribute.ASSET_TAG, device.text("asset_tag"), "asset_tag"));
        return faults.stream().flatMap(Optional::stream).findFirst();
    }

    private String name(NetboxObject device) {
        String name = device.text("name");
        String chassis = tables.name(device, "virtual_chassis", NetboxModel.VIRTUAL_CHASSIS);
        String position = device.text("vc_position");
        return name.isEmpty() && !chassis.isEmpty() && !position.isEmpty()
                ? chassis + ":" + position
                : name;
    }

    private Optional<String> ports(NetboxObject device, DeviceDraft draft) {
        for (NetboxObject port : ports.getOrDefault(device.key(), List.of())) {
            Optional<String> fault = port(port, draft);
            if (fault.isPresent()) {
                return fault.map(reason -> port.key() + ": " + reason);
            }
            for (NetboxObject address : addresses.getOrDefault(port.key(), List.of())) {
                Optional<String> wrong = address(address, port.text("name"), draft);
                if (wrong.isPresent()) {
                    return wrong.map(reason -> address.key() + ": " + reason);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> port(NetboxObject port, DeviceDraft draft) {
        String mac = mac(port);
        if (mac.isEmpty()) {
            return draft.interfaceNamed(port.text("name"));
        }
        try {
            return draft.interfaceNamed(port.text("name"), MacAddress.parse(mac));
        } catch (AddressFormatException _) {
            return Optional.of("'" + PlainText.shown(mac) + "' is no MAC address");
        }
    }

    /// Until 4.1 a text; from 4.2 on objects, of which one may be the primary.
    private String mac(NetboxObject port) {
        String text = port.text("mac_address");
        if (!text.isEmpty()) {
            return text;
        }
        return tables.reference(port, "primary_mac_address", NetboxModel.MAC_ADDRESS)
                .or(() -> tables.firstOf(port, "mac_addresses", NetboxModel.MAC_ADDRESS))
                .or(() -> Optional.ofNullable(macs.get(port.key())))
                .map(mac -> mac.text("mac_address"))
                .orElse("");
    }

    private Optional<String> primaries(NetboxObject device, DeviceDraft draft) {
        for (String field : List.of("primary_ip4", "primary_ip6", "oob_ip")) {
            Optional<String> fault =
                    tables.reference(device, field, NetboxModel.IP_ADDRESS)
                            .flatMap(address -> address(address, "", draft))
                            .map(reason -> field + ": " + reason);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> address(NetboxObject object, String port, DeviceDraft draft) {
        if (SHARED.contains(object.text("role"))) {
            leave(
                    object,
                    Cause.LEFT_OUT,
                    "role " + object.text("role") + ": shared, so no one device's own address");
            return Optional.empty();
        }
        try {
            String text = object.text("address");
            int slash = text.indexOf('/');
            IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
            int length =
                    slash < 0
                            ? address.family().bits()
                            : NetboxAllocations.length(text.substring(slash + 1), address);
            Vrf vrf = vrfs.of(object, tables);
            draft.address(address, length, vrf);
            if (length == address.family().bits() && port.matches(LOOPBACK)) {
                draft.loopback(address, vrf);
            }
            return Optional.empty();
        } catch (AddressFormatException e) {
            return e.getMessage() == null ? Optional.of("no address") : Optional.of(e.getMessage());
        }
    }
}
