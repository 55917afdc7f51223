package io.segwright.graph.store;

import io.segwright.graph.schema.Keys;
import io.segwright.graph.schema.Labels;
import io.segwright.graph.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.janusgraph.core.JanusGraph;
import org.janusgraph.core.JanusGraphFactory;
import org.janusgraph.core.JanusGraphTransaction;
import org.janusgraph.core.JanusGraphVertex;
import org.janusgraph.core.schema.JanusGraphManagement;
import org.janusgraph.diskstorage.BackendException;
import org.janusgraph.graphdb.database.StandardJanusGraph;

/// JanusGraph embedded in this process, on one data directory.
///
/// Opening it is safe after any kind of stop: BerkeleyDB recovers by itself to the last commit, the text index is
/// mended here. Safe for use by many threads; closing it twice is fine.
public final class GraphStore implements AutoCloseable {
    /// The anchor of the vertex that carries the schema's version and what the writer must remember.
    public static final String STORE_ANCHOR = "store";

    /// Rows up to this many bytes stand in the tree's own pages: a bulk read is then one read a page, not one a row,
    /// and the store takes a third less disk. Most facts are below it.
    private static final String ROW_BYTES_IN_TREE = "512";

    private final StoreDirectory directory;
    private final StandardJanusGraph graph;
    private final StoreLimits limits;
    private final OpenReport report;
    private final TextRepair textRepair;
    private volatile boolean dirty;

    private GraphStore(
            StoreDirectory directory,
            StandardJanusGraph graph,
            StoreLimits limits,
            OpenReport report,
            TextRepair textRepair) {
        this.directory = directory;
        this.graph = graph;
        this.limits = limits;
        this.report = report;
        this.textRepair = textRepair;
    }

    /// @throws StoreUnavailableException in use, unreadable, or written by a newer version
    public static GraphStore open(Path dir, InstantSource clock, StoreLimits limits)
            throws StoreUnavailableException {
        Instant start = clock.instant();
        StoreDirectory directory = StoreDirectory.lock(dir.toAbsolutePath().normalize());
        try {
            boolean existed = Files.isDirectory(directory.graph());
            boolean hadText = Files.isDirectory(directory.index());
            if (!existed) {
                directory.requireSpace(limits);
            }
            StandardJanusGraph graph = openGraph(directory);
            try {
                Prepared prepared = prepare(directory, graph, existed, hadText);
                Duration took = Duration.between(start, clock.instant());
                OpenReport report = new OpenReport(prepared.state, prepared.entries, took);
                TextRepair repair = TextRepair.open(directory, graph);
                return new GraphStore(directory, graph, limits, report, repair);
            } catch (StoreUnavailableException | RuntimeException e) {
                closeAfter(e, graph);
                throw e;
            }
        } catch (StoreUnavailableException e) {
            directory.close();
            throw e;
        } catch (RuntimeException e) { // the store's libraries throw nothing more precise
            directory.close();
            throw Failures.reading(directory.path(), e);
        }
    }

    private static void closeAfter(Exception reason, StandardJanusGraph graph) {
        try {
            graph.close();
        } catch (RuntimeException e) { // the store's libraries throw nothing more precise
            reason.addSuppressed(e);
        }
    }

    private record Prepared(OpenReport.State state, int entries) {}

    private static StandardJanusGraph openGraph(StoreDirectory directory) {
        JanusGraph graph =
                JanusGraphFactory.build()
                        .set("storage.backend", "berkeleyje")
                        .set("storage.directory", directory.graph().toString())
                        .set(
                                "index." + Schema.TEXT_BACKEND + ".backend",
                                WatchedLuceneIndex.class.getName())
                        .set(
                                "index." + Schema.TEXT_BACKEND + ".directory",
                                directory.index().toString())
                        .set("schema.default", "none") // a misspelt label is an error
                        // A killed process leaves its name behind; the lock shows that it is gone.
                        .set("graph.unique-instance-id", "segwright")
                        .set("graph.replace-instance-if-exists", true)
                        .set("ids.block-size", 1_000_000)
                        // One process hands out ids, so it need not wait 300 ms for a rival's
                        // claim.
                        .set("ids.authority.wait-time", Duration.ofMillis(1))
                        .set("ids.num-partitions", 1)
                        .set("storage.berkeleyje.cache-percentage", 30)
                        .set("storage.berkeleyje.isolation-level", "READ_COMMITTED")
                        // JE would refuse to write below 5 GB free; our own limit is a share of the
                        // disk.
                        .set("storage.berkeleyje.ext.je-freeDisk", "16777216")
                        .set("storage.berkeleyje.ext.je-lock-timeout", "10 s")
                        .set("storage.berkeleyje.ext.je-stats-collect", "false")
                        .set("storage.berkeleyje.ext.je-tree-maxEmbeddedLN", ROW_BYTES_IN_TREE)
                        .open();
        return (StandardJanusGraph) graph;
    }

    private static Prepared prepare(
            StoreDirectory directory, StandardJanusGraph graph, boolean existed, boolean hadText)
            throws StoreUnavailableException {
        boolean created = declareOnce(graph);
        int version = version(graph);
        if (version != Schema.VERSION) {
            throw new StoreUnavailableException(
                    directory.path()
                            + ": data has schema version "
                            + version
                            + ", this program reads "
                            + Schema.VERSION
                            + ": use the program that wrote it or choose another with --data DIR");
        }
        boolean clean = directory.takeCleanMarker();
        if (created || !existed) {
            return new Prepared(OpenReport.State.CREATED, 0);
        }
        try {
            if (!hadText) {
                directory.markTextRepair(0);
            }
            TextIndex.probe(graph);
            if (directory.textRepair().isPresent()) {
                TextIndex.restore(graph, lastTouched(graph));
                return new Prepared(OpenReport.State.TEXT_REPAIRING, 0);
            }
            return clean
                    ? new Prepared(OpenReport.State.CLEAN, 0)
                    : new Prepared(
                            OpenReport.State.AFTER_CRASH,
                            TextIndex.restore(graph, lastTouched(graph)));
        } catch (BackendException e) {
            throw Failures.reading(directory.path(), e);
        }
    }

    /// @return whether the schema, or the vertex that says so, had to be written
    private static boolean declareOnce(StandardJanusGraph graph) {
        JanusGraphManagement management = graph.openManagement();
        if (Schema.isDeclared(management)) {
            management.rollback();
        } else {
            Schema.declare(management);
            management.commit();
        }
        // A separate commit: a process that dies between the two leaves a whole schema and no
        // version.
        JanusGraphTransaction transaction = graph.newTransaction();
        if (transaction.query().has(Keys.ANCHOR, STORE_ANCHOR).vertices().iterator().hasNext()) {
            transaction.rollback();
            return false;
        }
        JanusGraphVertex store = transaction.addVertex(Labels.STORE);
        store.property(Keys.ANCHOR, STORE_ANCHOR);
        store.property(Keys.SCHEMA_VERSION, Schema.VERSION);
        store.property(Keys.RECORDED_AT, Instant.EPOCH);
        store.property(Keys.SEQUENCE, 0L);
        transaction.commit();
        return true;
    }

    private static int version(StandardJanusGraph graph) {
        JanusGraphTransaction transaction = graph.buildTransaction().readOnly().start();
        try {
            return storeVertex(transaction).value(Keys.SCHEMA_VERSION);
        } finally {
            transaction.rollback();
        }
    }

    private static long[] lastTouched(StandardJanusGraph graph) {
        JanusGraphTransaction transaction = graph.buildTransaction().readOnly().start();
        try {
            return storeVertex(transaction).<long[]>property(Keys.TEXT_TOUCHED).orElse(new long[0]);
        } finally {
            transaction.rollback();
        }
    }

    /// The store's own vertex in that transaction.
    public static JanusGraphVertex storeVertex(JanusGraphTransaction transaction) {
        return transaction.query().has(Keys.ANCHOR, STORE_ANCHOR).vertices().iterator().next();
    }

    public JanusGraph graph() {
        return graph;
    }

    public Path path() {
        return directory.path();
    }

    public OpenReport report() {
        return report;
    }

    /// What is left to do on the text index; the writer's thread does it between its jobs.
    public TextRepair textRepair() {
        return textRepair;
    }

    /// @throws StoreUnavailableException less than the limit of the disk is free
    public void requireSpace() throws StoreUnavailableException {
        directory.requireSpace(limits);
    }

    /// A failed write of the text index, which a commit does not report.
    public Optional<Exception> textFailure() {
        WatchedLuceneIndex index =
                (WatchedLuceneIndex)
                        graph.getBackend().getIndexInformation().get(Schema.TEXT_BACKEND);
        return index == null ? Optional.empty() : index.failure();
    }

    /// After a failed write: closing will not call the store clean.
    public void markDirty() {
        dirty = true;
    }

    @Override
    public void close() throws StoreUnavailableException {
        if (!graph.isOpen()) {
            directory.close();
            return;
        }
        try {
            graph.close();
            if (!dirty) {
                directory.leaveCleanMarker();
            }
        } catch (RuntimeException e) { // the store's libraries throw nothing more precise
            throw Failures.writing(directory.path(), e);
        } finally {
            directory.close();
        }
    }
}
