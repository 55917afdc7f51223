package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.RouteFact;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the whole estate says of one device's role: first what it told its LLDP neighbours, then whether others route
/// through it, then its own sysServices. Evidence that is missing takes nothing back.
final class RoleEvidence {
    private final Map<MacAddress, Set<String>> capabilitiesByMac = new HashMap<>();
    private final Map<IpAddress, Set<String>> capabilitiesByAddress = new HashMap<>();
    private final Set<IpAddress> nextHops = new HashSet<>();

    private RoleEvidence() {}

    record Finding(Role role, String reason) {}

    static RoleEvidence of(Collection<Device> devices, Collection<List<DevicePolled>> polled) {
        RoleEvidence evidence = new RoleEvidence();
        for (Device device : devices) {
            for (NeighborFact neighbor : device.neighbors()) {
                neighbor.chassisMac()
                        .filter(mac -> !mac.isShared())
                        .ifPresent(mac -> add(evidence.capabilitiesByMac, mac, neighbor));
                neighbor.managementAddresses()
                        .forEach(a -> add(evidence.capabilitiesByAddress, a, neighbor));
            }
        }
        for (List<DevicePolled> polls : polled) {
            polls.forEach(poll ->
                    poll.routes().stream()
                            .map(RouteFact::nextHop)
                            .filter(Claimant::isOwn)
                            .forEach(evidence.nextHops::add));
        }
        return evidence;
    }

    private static <K> void add(Map<K, Set<String>> map, K key, NeighborFact neighbor) {
        map.computeIfAbsent(key, _ -> new HashSet<>()).addAll(neighbor.capabilities());
    }

    /// @param wasKnown whether the device's role was found in an earlier run
    Finding roleOf(Device device, List<DevicePolled> polls, boolean wasKnown) {
        Optional<Role> told = Role.ofCapabilities(capabilities(device));
        if (told.isPresent()) {
            return new Finding(
                    told.get(), "role: " + told.get() + ", its LLDP neighbours were told");
        }
        Optional<IpAddress> hop =
                device.addresses().stream().filter(nextHops::contains).findFirst();
        if (hop.isPresent()) {
            return new Finding(Role.ROUTER, "role: ROUTER, others route through " + hop.get());
        }
        if (wasKnown && (device.role() != Role.HOST || polls.isEmpty())) {
            return new Finding(device.role(), "role: as known");
        }
        Optional<Role> services =
                polls.stream()
                        .flatMap(poll -> Role.ofServices(poll.system().services()).stream())
                        .min(Role::compareTo);
        return services.map(role -> new Finding(role, "role: " + role + ", by sysServices"))
                .orElseGet(() -> byKeys(device));
    }

    private static Finding byKeys(Device device) {
        boolean bridge = device.keys().stream().anyMatch(k -> k instanceof IdentityKey.BridgeMac);
        boolean vendor =
                device.platform() != Platform.LINUX && device.platform() != Platform.UNKNOWN;
        return bridge || vendor
                ? new Finding(Role.SWITCH, "role: SWITCH, by its bridge or its vendor")
                : new Finding(Role.HOST, "role: HOST, nothing says that it forwards");
    }

    private Set<String> capabilities(Device device) {
        Set<String> all = new HashSet<>();
        for (IdentityKey key : device.keys()) {
            switch (key) {
                case IdentityKey.ChassisMac(MacAddress mac) ->
                        all.addAll(capabilitiesByMac.getOrDefault(mac, Set.of()));
                case IdentityKey.BridgeMac(MacAddress mac) ->
                        all.addAll(capabilitiesByMac.getOrDefault(mac, Set.of()));
                case IdentityKey.ManufacturerSerial _,
                        IdentityKey.EngineId _,
                        IdentityKey.LoopbackAddress _ -> {}
            }
        }
        device.interfaces()
                .forEach(i ->
                        i.mac()
                                .ifPresent(mac ->
                                        all.addAll(capabilitiesByMac.getOrDefault(mac, Set.of()))));
        device.addresses()
                .forEach(a -> all.addAll(capabilitiesByAddress.getOrDefault(a, Set.of())));
        return all;
    }
}
