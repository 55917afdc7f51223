package io.segwright.lab.estate;

import io.segwright.lab.exporter.FlowProtocol;
import java.util.List;

/// What one exporter will send.
///
/// @param deviceId true id of the device, or of the silent device
/// @param address the source address of its datagrams
/// @param domain source id or observation domain
/// @param samplingInterval one packet of so many is metered
public record ExporterPlan(
        String deviceId,
        String address,
        FlowProtocol protocol,
        int domain,
        int samplingInterval,
        List<PlannedFlow> flows) {
    public ExporterPlan {
        flows = List.copyOf(flows);
    }
}
