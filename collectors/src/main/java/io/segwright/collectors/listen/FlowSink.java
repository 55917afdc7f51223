package io.segwright.collectors.listen;

import io.segwright.inventory.flow.FlowRecord;
import java.util.List;

/// Takes flow records, a datagram's worth at a time.
@FunctionalInterface
public interface FlowSink {
    /// Called on the listener's thread, never at once from two: what takes long here makes the kernel drop datagrams.
    ///
    /// @param flows at least one, in the order of the datagram; the sink's to keep
    void accept(List<FlowRecord> flows);
}
