package io.segwright.bench;

import io.segwright.graph.InventoryGraph;
import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Observation;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import io.segwright.inventory.reconcile.Reconciliation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A re-poll of a whole estate that finds nothing new: from observations to the small records in the graph.
///
/// Counted are the facts of the polls, their ARP and bridge rows included; what is written is one edge a device, which
/// is checked.
final class GraphUnchanged {
    private static final int DEVICES = 1_000;
    private static final int ROUNDS = 12;
    private static final int WARM_UP = 4;

    private GraphUnchanged() {}

    static List<Measurement> run() throws BenchException {
        return run(DEVICES, ROUNDS, WARM_UP);
    }

    static List<Measurement> run(int devices, int rounds, int warmUp) throws BenchException {
        DeclaredRanges ranges = DeclaredRanges.NONE;
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                InventoryGraph graph =
                        InventoryGraph.open(directory.path(), InstantSource.system())) {
            Reconciliation first =
                    Reconciler.reconcile(
                            InventorySnapshot.EMPTY, polls(devices, GraphEstate.START), ranges);
            graph.apply(first.changes());
            InventorySnapshot current = first.next();
            double[] rates = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                List<Observation> polls =
                        polls(devices, GraphEstate.START.plusSeconds(300L * (round + 1)));
                long facts = 0;
                for (Observation poll : polls) {
                    facts += GraphEstate.facts((DevicePolled) poll);
                }
                WriteStatistics before = graph.statistics();
                long start = Cpu.nanos();
                Reconciliation again = Reconciler.reconcile(current, polls, ranges);
                graph.recordPolls(records(again, polls));
                long end = Cpu.nanos();
                requireUnchanged(again, before, graph.statistics(), devices);
                current = again.next();
                rates[round] = facts * 1e9 / (end - start);
            }
            double[] warm = Arrays.copyOfRange(rates, warmUp, rounds);
            Arrays.sort(warm);
            return List.of(
                    Measurement.alone(
                            "graph-unchanged", warm[warm.length / 2], "facts/CPU-second"));
        } catch (StoreUnavailableException e) {
            throw new BenchException("graph: " + e.getMessage());
        }
    }

    private static List<Observation> polls(int devices, Instant at) {
        List<Observation> polls = new ArrayList<>();
        for (int n = 0; n < devices; n++) {
            polls.add(GraphEstate.poll(n, at));
        }
        return polls;
    }

    private static List<PollRecord> records(Reconciliation after, List<Observation> polls) {
        Map<IpAddress, Device> owners = new HashMap<>();
        for (Device device : after.next().devices()) {
            device.managementAddresses().forEach(a -> owners.put(a, device));
        }
        List<PollRecord> records = new ArrayList<>();
        for (Observation poll : polls) {
            Device device = owners.get(poll.provenance().exporter());
            if (device != null) {
                records.add(new PollRecord(device.id(), poll.provenance(), 0));
            }
        }
        return records;
    }

    private static void requireUnchanged(
            Reconciliation again, WriteStatistics before, WriteStatistics after, int devices)
            throws BenchException {
        if (!again.changes().isEmpty()) {
            throw new BenchException(
                    "graph-unchanged: "
                            + again.changes().size()
                            + " changes, want none; the first: "
                            + again.changes().getFirst());
        }
        long vertices = after.vertices() - before.vertices();
        long edges = after.edges() - before.edges();
        if (vertices != 0 || edges != devices) {
            throw new BenchException(
                    "graph-unchanged: "
                            + vertices
                            + " vertices and "
                            + edges
                            + " edges written, want 0 and "
                            + devices);
        }
    }
}
