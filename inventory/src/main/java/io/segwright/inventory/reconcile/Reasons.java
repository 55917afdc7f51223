package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Why each device is as it is after a run, and from where that is known.
final class Reasons {
    private final Map<DeviceId, List<String>> evidence = new HashMap<>();
    private final Map<DeviceId, Provenance> provenances = new HashMap<>();
    private final Provenance otherwise;

    /// @param otherwise of what follows from the run as a whole
    Reasons(Provenance otherwise) {
        this.otherwise = otherwise;
    }

    /// Of what one observation says.
    void put(DeviceId id, List<String> reasons, Provenance provenance) {
        evidence.put(id, reasons);
        provenances.put(id, provenance);
    }

    /// Of what follows besides.
    void add(DeviceId id, List<String> reasons) {
        List<String> all = new ArrayList<>(of(id));
        all.addAll(reasons);
        evidence.put(id, all);
    }

    List<String> of(DeviceId id) {
        return evidence.getOrDefault(id, List.of());
    }

    Provenance provenance(DeviceId id) {
        return provenances.getOrDefault(id, otherwise);
    }
}
