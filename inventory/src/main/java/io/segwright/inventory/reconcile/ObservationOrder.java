package io.segwright.inventory.reconcile;

import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.Comparator;

/// The order in which observations are folded: stable whatever order they came in. The text of what they say settles
/// those of one moment.
final class ObservationOrder {
    static final Comparator<Observation> BY_TIME =
            Comparator.comparing((Observation o) -> o.provenance().at())
                    .thenComparing(o -> o.provenance().exporter())
                    .thenComparing(o -> o.provenance().source())
                    .thenComparing(ObservationOrder::detail);

    private ObservationOrder() {}

    private static String detail(Observation observation) {
        return switch (observation) {
            case DevicePolled poll ->
                    poll.system().name()
                            + poll.keys().stream().map(IdentityKey::toString).sorted().toList()
                            + poll.addresses()
                            + poll.interfaces();
            case Observation.DeviceSilent silent ->
                    silent.target() + silent.reason().name() + silent.detail();
            case Observation.ExporterSeen exporter -> exporter.protocol() + exporter.domain();
            case Observation.TelemetrySeen seen -> seen.kind().name() + seen.messages();
            case DeviceImported imported ->
                    imported.nativeKey() + imported.attributes() + imported.addresses();
        };
    }
}
