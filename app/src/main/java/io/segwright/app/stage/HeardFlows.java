package io.segwright.app.stage;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.ExporterSeen;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.Heard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which devices sent flows. An address that two devices have tells of neither.
final class HeardFlows {
    private HeardFlows() {}

    /// @param known of all ways, from before
    /// @return `known`, with each exporter that is a device's; the same list where nobody exported
    static List<Heard> after(
            List<Heard> known, Collection<Observation> observations, Collection<Device> devices) {
        Map<IpAddress, Instant> exporters = new TreeMap<>();
        for (Observation observation : observations) {
            if (observation instanceof ExporterSeen seen) {
                exporters.merge(
                        seen.provenance().exporter(),
                        seen.provenance().at(),
                        (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        if (exporters.isEmpty()) {
            return known;
        }
        Map<DeviceId, Heard> flows = new TreeMap<>();
        List<Heard> all = new ArrayList<>();
        for (Heard heard : known) {
            if (heard.kind() == Telemetry.FLOW) {
                flows.put(heard.device(), heard);
            } else {
                all.add(heard);
            }
        }
        Map<IpAddress, DeviceId> owners = owners(exporters.keySet(), devices);
        exporters.forEach((address, at) -> {
            DeviceId device = owners.get(address);
            if (device != null) {
                flows.merge(device, new Heard(device, Telemetry.FLOW, at, 1), HeardFlows::later);
            }
        });
        all.addAll(flows.values());
        return all;
    }

    private static Heard later(Heard one, Heard other) {
        return new Heard(
                one.device(),
                one.kind(),
                one.last().isAfter(other.last()) ? one.last() : other.last(),
                one.messages() + other.messages());
    }

    private static Map<IpAddress, DeviceId> owners(
            Set<IpAddress> exporters, Collection<Device> devices) {
        Map<IpAddress, DeviceId> owners = new HashMap<>();
        Set<IpAddress> shared = new HashSet<>();
        for (Device device : devices) {
            if (device.membership().isEmpty()) {
                for (IpAddress address : device.addresses()) {
                    if (exporters.contains(address)
                            && owners.putIfAbsent(address, device.id()) != null) {
                        shared.add(address);
                    }
                }
            }
        }
        owners.keySet().removeAll(shared);
        return owners;
    }
}
