package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who answered last at each address.
final class LatestPolls {
    private LatestPolls() {}

    private record Latest(DeviceId device, DevicePolled poll) {}

    static Map<IpAddress, DeviceId> answered(Map<DeviceId, List<DevicePolled>> polled) {
        Map<IpAddress, Latest> latest = new HashMap<>();
        polled.forEach((id, polls) ->
                polls.forEach(poll ->
                        latest.merge(
                                poll.provenance().exporter(),
                                new Latest(id, poll),
                                (one, other) ->
                                        ObservationOrder.BY_TIME.compare(one.poll(), other.poll())
                                                        < 0
                                                ? other
                                                : one)));
        Map<IpAddress, DeviceId> answered = new HashMap<>();
        latest.forEach((address, last) -> answered.put(address, last.device()));
        return answered;
    }
}
