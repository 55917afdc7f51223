package io.segwright.graph;

import io.segwright.graph.fact.AsOf;
import io.segwright.graph.fact.IdentityEvidence;
import io.segwright.graph.fact.PollRecord;
import io.segwright.graph.read.ConversationReader;
import io.segwright.graph.read.EvidenceReader;
import io.segwright.graph.read.MergeReader;
import io.segwright.graph.read.SnapshotReader;
import io.segwright.graph.store.Failures;
import io.segwright.graph.store.GraphStore;
import io.segwright.graph.store.OpenReport;
import io.segwright.graph.store.StoreLimits;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.graph.write.GraphWriter;
import io.segwright.graph.write.WriteStatistics;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.flow.Conversation;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.PastMerge;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.strategy.verification.ReadOnlyStrategy;
import org.janusgraph.core.JanusGraphException;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.TransactionBuilder;
import org.janusgraph.graphdb.tinkerpop.optimize.strategy.JanusGraphMixedIndexCountStrategy;

/// The inventory and its conversations, durable, with their whole history.
///
/// ```java
/// try (InventoryGraph graph = InventoryGraph.open(dir, InstantSource.system())) {
///     graph.apply(changes);                                   // returns when it would survive a kill -9
///     InventorySnapshot now = graph.snapshot();
///     InventorySnapshot then = graph.snapshot(new AsOf(validAt, knownAt));
///     List<Object> names = graph.ask(g -> g.V().has("address", "address", "10.1.2.3")
///             .in("hasAddress").in("hasInterface").out("hasState").has("open").values("name").toList());
/// }
/// ```
///
/// Safe for use by many threads. A snapshot sees each commit whole or not at all. Close it once nobody uses it;
/// closing twice is fine.
public final class InventoryGraph implements AutoCloseable {
    private static final int VERTEX_CACHE = 100_000; // vertices a bulk read keeps, about 1 kB each

    private final GraphStore store;
    private final GraphWriter writer;
    private final ReentrantReadWriteLock commits;

    private InventoryGraph(GraphStore store, GraphWriter writer, ReentrantReadWriteLock commits) {
        this.store = store;
        this.writer = writer;
        this.commits = commits;
    }

    /// Opens the graph in a directory, which is created where needed. Takes one to two seconds.
    ///
    /// @param clock gives the transaction time; it never runs backwards in the graph, even where the clock does
    /// @throws io.segwright.graph.store.StoreInUseException another process has it open
    /// @throws StoreUnavailableException unreadable, full, or of a newer version
    public static InventoryGraph open(Path dir, InstantSource clock)
            throws StoreUnavailableException {
        return open(dir, clock, StoreLimits.DEFAULT);
    }

    /// As [#open(Path, InstantSource)], with a limit of one's own.
    public static InventoryGraph open(Path dir, InstantSource clock, StoreLimits limits)
            throws StoreUnavailableException {
        GraphStore store = GraphStore.open(dir, clock, limits);
        ReentrantReadWriteLock commits =
                new ReentrantReadWriteLock(true); // fair: readers cannot starve it
        GraphWriter writer = new GraphWriter(store, clock, commits.writeLock());
        writer.start();
        return new InventoryGraph(store, writer, commits);
    }

    /// How the store was found: print its line.
    public OpenReport openReport() {
        return store.report();
    }

    /// Ends when searches by text find everything, with the number of entries that had to be written anew: at once
    /// for a store that was left whole.
    public CompletableFuture<Integer> textFinished() {
        return store.textRepair().finished();
    }

    /// Writes changes and returns when they are durable. What says nothing new is not written. The valid time is
    /// the change's provenance instant, or an allocation's own validity.
    ///
    /// @throws StoreUnavailableException the disk is full or failing; nothing acknowledged is lost
    public void apply(List<InventoryChange> changes) throws StoreUnavailableException {
        refuseInsideQuestion();
        writer.apply(changes);
    }

    /// Notes polls that found nothing new: one small edge each.
    ///
    /// @throws io.segwright.graph.write.UnknownDeviceException for a device that was never added
    /// @throws StoreUnavailableException as [#apply]
    public void recordPolls(List<PollRecord> polls) throws StoreUnavailableException {
        refuseInsideQuestion();
        writer.recordPolls(polls);
    }

    /// Writes conversations. The same client, server, service and bucket again replaces the earlier figures.
    ///
    /// @throws IllegalArgumentException a bucket before 1970 or after 2243
    /// @throws StoreUnavailableException as [#apply]
    public void writeConversations(List<Conversation> conversations)
            throws StoreUnavailableException {
        refuseInsideQuestion();
        writer.writeConversations(conversations);
    }

    /// What we believe now: exactly what was applied.
    public InventorySnapshot snapshot() throws StoreUnavailableException {
        return read(transaction -> new SnapshotReader(transaction).latest());
    }

    /// What was true then, as we believed at another then. Of the allocations, those valid then.
    public InventorySnapshot snapshot(AsOf asOf) throws StoreUnavailableException {
        return read(transaction -> new SnapshotReader(transaction).asOf(asOf));
    }

    /// Every allocation that was believed then, whatever its validity: for questions about any number of times.
    public List<Allocation> allocations(Instant knownAt) throws StoreUnavailableException {
        return read(transaction -> new SnapshotReader(transaction).allocations(knownAt));
    }

    /// Why a device is taken for one device, as we believed then; the newest first, at most 50.
    public List<IdentityEvidence> identityEvidence(DeviceId device, AsOf asOf)
            throws StoreUnavailableException {
        return read(transaction -> EvidenceReader.of(transaction, device, asOf));
    }

    /// Which devices were ever merged into this one, the latest first.
    public List<DeviceId> absorbedBy(DeviceId into) throws StoreUnavailableException {
        return read(transaction -> new MergeReader(transaction).absorbedBy(into));
    }

    /// The last merge of the two: how each was believed to be before, and the one since. Empty where there was none.
    public Optional<PastMerge> pastMerge(DeviceId into, DeviceId absorbed)
            throws StoreUnavailableException {
        return read(transaction -> new MergeReader(transaction).last(into, absorbed));
    }

    /// Conversations whose bucket starts in `[from, to)`, by bucket, client, server, protocol, port.
    public List<Conversation> conversations(Instant from, Instant to)
            throws StoreUnavailableException {
        return read(transaction -> new ConversationReader(transaction).between(from, to));
    }

    private <T> T read(Function<JanusGraphTransaction, T> reading)
            throws StoreUnavailableException {
        return inTransaction(
                store.graph()
                        .buildTransaction()
                        .readOnly()
                        .propertyPrefetching(false)
                        .vertexCacheSize(VERTEX_CACHE),
                reading);
    }

    /// Answers a question in Gremlin, in a read-only transaction of its own. Commits wait meanwhile: an open
    /// BerkeleyDB cursor holds a lock that a commit may need. So a question is bounded by its author, and must not
    /// write to this graph.
    ///
    /// @param question must return a value, not a lazy traversal
    /// @throws StoreUnavailableException the store cannot be read
    public <T> T ask(Function<GraphTraversalSource, T> question) throws StoreUnavailableException {
        return inTransaction(
                store.graph().buildTransaction().readOnly(),
                transaction -> question.apply(readOnly(transaction.traversal())));
    }

    private <T> T inTransaction(
            TransactionBuilder builder, Function<JanusGraphTransaction, T> reading)
            throws StoreUnavailableException {
        commits.readLock().lock();
        try {
            JanusGraphTransaction transaction = builder.start();
            try {
                return reading.apply(transaction);
            } finally {
                transaction.rollback();
            }
        } catch (JanusGraphException e) {
            throw Failures.reading(store.path(), e);
        } finally {
            commits.readLock().unlock();
        }
    }

    private void refuseInsideQuestion() {
        if (commits.getReadHoldCount() > 0) {
            throw new IllegalStateException(
                    store.path()
                            + ": a question may not write: apply changes after it has returned");
        }
    }

    @SuppressWarnings("unchecked") // an array of one class, made by the varargs call
    private static GraphTraversalSource readOnly(GraphTraversalSource source) {
        // That strategy counts by the text index, whose counts are wrong beyond a thousand hits.
        return source.withStrategies(ReadOnlyStrategy.instance())
                .withoutStrategies(JanusGraphMixedIndexCountStrategy.class);
    }

    /// What has been written since it was opened.
    public WriteStatistics statistics() {
        return writer.statistics();
    }

    /// Writes what is queued, then leaves the store clean.
    @Override
    public void close() throws StoreUnavailableException {
        writer.close();
        store.close();
    }
}
