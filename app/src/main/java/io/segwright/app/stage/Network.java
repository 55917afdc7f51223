package io.segwright.app.stage;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.FilesThen;
import io.segwright.graph.fact.AsOf;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.topology.Topology;
import io.segwright.inventory.topology.TopologyBuilder;
import java.time.Instant;
import java.util.List;

/// The inventory at a moment with what follows from it: the ranges that were declared and the topology.
/// @param live addresses in use at the last collection
public record Network(
        InventorySnapshot snapshot,
        DeclaredRanges ranges,
        List<LiveAddress> live,
        Topology topology,
        Instant at) {
    public Network {
        live = List.copyOf(live);
    }

    /// @param at when it was true
    /// @param asOf what we believed then
    public static Network read(DataDirectory data, Instant at, Instant asOf)
            throws StoreUnavailableException, ConfigException {
        return read(data, at, asOf, data.files().at(at.isBefore(asOf) ? at : asOf));
    }

    /// @param files as they were then
    public static Network read(DataDirectory data, Instant at, Instant asOf, FilesThen files)
            throws StoreUnavailableException, ConfigException {
        InventorySnapshot snapshot = data.graph().snapshot(new AsOf(at, asOf));
        DeclaredRanges ranges = files.ranges().declared(Collecting.doNotPoll(snapshot, at));
        List<LiveAddress> live = files.liveAddresses();
        return new Network(snapshot, ranges, live, TopologyBuilder.of(snapshot, ranges, live), at);
    }
}
