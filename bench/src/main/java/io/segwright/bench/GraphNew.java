package io.segwright.bench;

import io.segwright.graph.fact.DevicePart;
import io.segwright.graph.fact.DeviceParts;
import io.segwright.graph.fact.FactTimes;
import io.segwright.graph.fact.Part;
import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Marks;
import io.segwright.graph.store.GraphStore;
import io.segwright.graph.store.StoreLimits;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.graph.write.GraphWriter;
import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;

/// New facts into the graph, beside a bare batch insert loop into the same JanusGraph in the same run.
///
/// Both write switches of 48 ports, taken in turns of 50. The bare loop adds the same vertices, properties and edges
/// from the same values in batch transactions of as many elements, with a map from key to vertex id; it knows that
/// all is new, keeps no history, links no neighbours that came earlier, and records no poll.
final class GraphNew {
    private static final int SLICE = 50; // devices
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 10;
    private static final int ELEMENTS_PER_COMMIT = 1_000;
    private static final int BARE_OFFSET = 1_000_000; // its devices are others

    private GraphNew() {}

    static List<Measurement> run() throws BenchException {
        return run(ROUNDS, WARM_UP);
    }

    static List<Measurement> run(int rounds, int warmUp) throws BenchException {
        try (TemporaryDirectory directory = TemporaryDirectory.make();
                GraphStore store =
                        GraphStore.open(
                                directory.path(), InstantSource.system(), StoreLimits.DEFAULT);
                GraphWriter writer =
                        new GraphWriter(store, InstantSource.system(), new ReentrantLock())) {
            writer.start();
            BareLoop bare = new BareLoop(store);
            double[] ours = new double[rounds];
            double[] peer = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                WriteStatistics before = writer.statistics();
                long start = Cpu.nanos();
                writer.apply(changes(round * SLICE));
                long middle = Cpu.nanos();
                WriteStatistics after = writer.statistics();
                long elements =
                        after.vertices() - before.vertices() + after.edges() - before.edges();
                long bareStart = Cpu.nanos();
                long bareElements = bare.write(devices(BARE_OFFSET + round * SLICE));
                long end = Cpu.nanos();
                ours[round] = elements * 1e9 / (middle - start);
                peer[round] = bareElements * 1e9 / (end - bareStart);
            }
            double mine = median(ours, warmUp);
            double his = median(peer, warmUp);
            return List.of(
                    new Measurement(
                            "graph-new",
                            mine,
                            "bare batch insert loop, same JanusGraph",
                            his,
                            mine / his,
                            "elements/CPU-second"));
        } catch (StoreUnavailableException e) {
            throw new BenchException("graph: " + e.getMessage());
        }
    }

    private static double median(double[] values, int warmUp) {
        double[] warm = Arrays.copyOfRange(values, warmUp, values.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static List<Device> devices(int first) {
        List<Device> devices = new ArrayList<>();
        for (int n = first; n < first + SLICE; n++) {
            devices.add(GraphEstate.device(n));
        }
        return devices;
    }

    private static List<InventoryChange> changes(int first) {
        List<InventoryChange> changes = new ArrayList<>();
        for (Device device : devices(first)) {
            Provenance provenance =
                    new Provenance(
                            "snmp", device.managementAddresses().getFirst(), GraphEstate.START);
            changes.add(
                    new InventoryChange.DeviceAdded(
                            device, List.of("new: no device matches"), provenance));
        }
        return changes;
    }

    /// What somebody would write who only wants it in.
    private static final class BareLoop {
        private final GraphStore store;
        private final Map<String, Object> ids = new HashMap<>();
        private final Map<String, JanusGraphVertex> here = new HashMap<>();
        private JanusGraphTransaction transaction;
        private long elements;
        private long inTransaction;

        BareLoop(GraphStore store) {
            this.store = store;
            this.transaction = begin();
        }

        private JanusGraphTransaction begin() {
            return store.graph().buildTransaction().enableBatchLoading().start();
        }

        long write(List<Device> devices) {
            long before = elements;
            transaction = begin();
            for (Device device : devices) {
                write(device);
                if (inTransaction >= ELEMENTS_PER_COMMIT) {
                    commit();
                    transaction = begin();
                }
            }
            commit();
            return elements - before;
        }

        private void commit() {
            transaction.commit();
            here.forEach((key, vertex) -> ids.put(key, vertex.id()));
            here.clear();
            inTransaction = 0;
        }

        private void write(Device device) {
            String entity = device.id().text();
            Instant now = Instant.now();
            JanusGraphVertex anchor =
                    anchor(Labels.DEVICE, entity, v -> v.property(Keys.DEVICE_ID, entity));
            for (Part part : DeviceParts.of(device)) {
                JanusGraphVertex fact = vertex(part.label());
                String mark = Marks.of(part.label(), entity);
                fact.property(Keys.ENTITY, entity);
                fact.property(Keys.EVER, mark);
                fact.property(Keys.OPEN, mark);
                FactTimes.open(GraphEstate.START, now).writeTo(fact);
                fact.property(Keys.SOURCE, "snmp");
                fact.property(Keys.EXPORTER, device.managementAddresses().getFirst().toString());
                part.writeTo(fact);
                connect(anchor, part, fact);
            }
        }

        private void connect(JanusGraphVertex anchor, Part part, JanusGraphVertex fact) {
            switch (part) {
                case DevicePart.State state -> {
                    edge(anchor, Labels.HAS_STATE, fact);
                    for (IdentityKey key : state.keys()) {
                        edge(anchor, Labels.KNOWN_BY, identity(key));
                    }
                }
                case DevicePart.Port port -> {
                    edge(anchor, Labels.HAS_INTERFACE, fact);
                    for (AddressFact own : port.value().addresses()) {
                        var has = fact.addEdge(Labels.HAS_ADDRESS, counted(address(own.address())));
                        has.property(Keys.PREFIX_LENGTH, own.prefixLength());
                        has.property(Keys.VRF, own.vrf().name());
                        edge(fact, Labels.ATTACHED_TO, prefix(own));
                    }
                }
                case DevicePart.Neighbor neighbor -> {
                    edge(anchor, Labels.HAS_NEIGHBOR, fact);
                    NeighborFact seen = neighbor.value();
                    seen.chassisMac()
                            .ifPresent(mac ->
                                    edge(
                                            fact,
                                            Labels.SEES,
                                            identity(new IdentityKey.ChassisMac(mac))));
                    seen.managementAddresses().forEach(a -> edge(fact, Labels.SEES, address(a)));
                }
                default -> throw new IllegalStateException("no part of a switch: " + part);
            }
        }

        private JanusGraphVertex identity(IdentityKey key) {
            String text = key.toString();
            return anchor(Labels.IDENTITY, text, v -> v.property(Keys.IDENTITY, text));
        }

        private JanusGraphVertex address(IpAddress address) {
            String text = address.toString();
            return anchor(Labels.ADDRESS, text, v -> v.property(Keys.ADDRESS, text));
        }

        private JanusGraphVertex prefix(AddressFact own) {
            String text = own.prefix().toString();
            return anchor(
                    Labels.PREFIX,
                    own.vrf() + " " + text,
                    v -> {
                        v.property(Keys.VRF, own.vrf().name());
                        v.property(Keys.PREFIX, text);
                    });
        }

        private JanusGraphVertex anchor(String label, String name, Consumer<Vertex> fill) {
            String key = "bare " + label + ":" + name;
            JanusGraphVertex known = here.get(key);
            if (known == null) {
                Object id = ids.get(key);
                known = id == null ? vertex(label) : transaction.getVertex(id);
                if (id == null) {
                    known.property(Keys.ANCHOR, key);
                    fill.accept(known);
                }
                here.put(key, known);
            }
            return known;
        }

        private JanusGraphVertex vertex(String label) {
            elements++;
            inTransaction++;
            return transaction.addVertex(label);
        }

        private JanusGraphVertex counted(JanusGraphVertex vertex) {
            elements++;
            inTransaction++;
            return vertex;
        }

        private void edge(JanusGraphVertex from, String label, JanusGraphVertex to) {
            from.addEdge(label, counted(to));
        }
    }
}
