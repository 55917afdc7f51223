package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Witness;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What others tell of things, sorted into two: which lists show an inventoried device, and evidence of things that
/// nobody has polled. Both come from the same facts through the same sieve, or the lists would not be samples of one
/// population.
final class Sightings {
    private final Map<DeviceId, Set<Witness>> witnesses = new HashMap<>();
    private final Set<TraceEvidence> evidence = new TreeSet<>(TraceEvidence.ORDER);

    /// A list shows the device.
    void show(DeviceId thing, Witness list) {
        witnesses.computeIfAbsent(thing, _ -> EnumSet.noneOf(Witness.class)).add(list);
    }

    /// `observer` told of `thing`; of itself it is no witness.
    void show(Optional<DeviceId> thing, Device observer, Witness list) {
        thing.filter(id -> !id.equals(observer.id())).ifPresent(id -> show(id, list));
    }

    /// Evidence of something that is no inventoried device.
    void add(TraceEvidence line) {
        evidence.add(line);
    }

    Set<TraceEvidence> evidence() {
        return evidence;
    }

    Set<Witness> of(DeviceId device) {
        return witnesses.getOrDefault(device, Set.of());
    }

    static String placeOf(Device device) {
        return device.name().isEmpty() ? device.id().text() : device.name();
    }

    static String placeOf(Device device, String port) {
        return placeOf(device) + " port " + port;
    }
}
