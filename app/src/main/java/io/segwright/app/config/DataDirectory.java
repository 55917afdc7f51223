package io.segwright.app.config;

import io.segwright.graph.InventoryGraph;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.rotator.audit.AuditLog;
import io.segwright.rotator.audit.AuditPaths;
import io.segwright.rotator.audit.AuditSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where state lives: `graph/` (the inventory), `audit/` (the log and its keys), and the files of [DataFiles].
///
/// One process at a time has it open; one that goes on for long takes [Turns]. Opened here, handed to the stages,
/// closed here.
public final class DataDirectory implements AutoCloseable {
    /// Where checkpoints of the audit log are copied to, best on another disk: environment variable.
    public static final String ANCHOR_VARIABLE = "SEGWRIGHT_AUDIT_ANCHOR";

    private final Path directory;
    private final @Nullable AuditLog audit; // null where only the graph was opened
    private final @Nullable InventoryGraph graph; // null where only the audit log was opened
    private final InstantSource clock;
    private final DataFiles files;

    private DataDirectory(
            Path directory,
            @Nullable AuditLog audit,
            @Nullable InventoryGraph graph,
            InstantSource clock) {
        this.directory = directory;
        this.audit = audit;
        this.graph = graph;
        this.clock = clock;
        this.files = new DataFiles(directory, clock);
    }

    /// Opens everything, creating it on first use.
    ///
    /// @throws io.segwright.graph.store.StoreInUseException another process has it open
    /// @throws StoreUnavailableException unreadable, full
    /// @throws AuditUnavailableException the log is missing, cut, altered or cannot be written
    public static DataDirectory open(Path directory)
            throws StoreUnavailableException, AuditUnavailableException {
        InstantSource clock = InstantSource.system();
        create(directory);
        return exists(directory) ? reopen(directory, clock) : begin(directory, clock);
    }

    /// The log comes first: where there is a graph, a missing log was therefore taken away.
    private static DataDirectory begin(Path directory, InstantSource clock)
            throws StoreUnavailableException, AuditUnavailableException {
        createAuditFolder(directory);
        AuditLog audit = openLog(directory, clock);
        try {
            InventoryGraph graph = InventoryGraph.open(directory.resolve("graph"), clock);
            return new DataDirectory(directory, audit, graph, clock);
        } catch (StoreUnavailableException e) {
            audit.close();
            throw e;
        }
    }

    private static DataDirectory reopen(Path directory, InstantSource clock)
            throws StoreUnavailableException, AuditUnavailableException {
        requireLog(directory);
        InventoryGraph graph = InventoryGraph.open(directory.resolve("graph"), clock);
        try {
            return new DataDirectory(directory, openLog(directory, clock), graph, clock);
        } catch (AuditUnavailableException e) {
            graph.close();
            throw e;
        }
    }

    /// Opens the graph alone, for what was decided, and recorded, before. Nothing can be recorded then.
    ///
    /// @throws StoreUnavailableException as [#open]
    /// @throws AuditUnavailableException the log is missing: nothing may be changed then
    static DataDirectory openGraph(Path directory)
            throws StoreUnavailableException, AuditUnavailableException {
        requireLog(directory);
        InstantSource clock = InstantSource.system();
        InventoryGraph graph = InventoryGraph.open(directory.resolve("graph"), clock);
        return new DataDirectory(directory, null, graph, clock);
    }

    /// Opens the audit log alone.
    public static DataDirectory openAudit(Path directory) throws AuditUnavailableException {
        requireDirectory(directory);
        requireLog(directory);
        InstantSource clock = InstantSource.system();
        return new DataDirectory(directory, openLog(directory, clock), null, clock);
    }

    /// Accepts what is left of the log on a person's word, and gives its new head.
    public static String adoptLog(Path directory, String reason) throws AuditUnavailableException {
        requireDirectory(directory);
        createAuditFolder(directory);
        try (AuditLog log =
                AuditLog.adopt(
                        auditPaths(directory),
                        AuditSettings.shipped(),
                        InstantSource.system(),
                        Caller.name(),
                        reason)) {
            return log.head();
        }
    }

    private static void requireDirectory(Path directory) throws AuditUnavailableException {
        if (!exists(directory)) {
            throw new AuditUnavailableException(
                    directory + " holds no inventory: choose a data directory with --data DIR");
        }
    }

    private static void requireLog(Path directory) throws AuditUnavailableException {
        Path log = auditPaths(directory).log();
        if (!Files.exists(log)) {
            throw new AuditUnavailableException(
                    "audit log "
                            + log
                            + " is missing although the inventory is there: restore it from its backup, or accept the"
                            + " loss with segwright audit log adopt --reason TEXT");
        }
    }

    private static AuditLog openLog(Path directory, InstantSource clock)
            throws AuditUnavailableException {
        return AuditLog.open(auditPaths(directory), AuditSettings.shipped(), clock);
    }

    /// True where something was collected or imported before.
    public static boolean exists(Path directory) {
        return Files.isDirectory(directory.resolve("graph"));
    }

    /// Where the audit log of a data directory is.
    public static AuditPaths auditPaths(Path directory) {
        AuditPaths paths = AuditPaths.in(directory.resolve("audit"));
        String anchor = System.getenv(ANCHOR_VARIABLE);
        return anchor == null || anchor.isEmpty() ? paths : paths.anchoredAt(Path.of(anchor));
    }

    private static void create(Path directory) throws StoreUnavailableException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new StoreUnavailableException(
                    e.getMessage() + " is a file: choose another data directory with --data DIR",
                    e);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    directory
                            + ": data directory cannot be created: "
                            + e.getMessage()
                            + "; choose another with --data DIR",
                    e);
        }
    }

    private static void createAuditFolder(Path directory) throws AuditUnavailableException {
        Path folder = directory.resolve("audit");
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    folder + " cannot be created: " + e.getMessage(), e);
        }
    }

    public AuditPaths auditPaths() {
        return auditPaths(directory);
    }

    /// @throws IllegalStateException when only the graph was opened
    public AuditLog audit() {
        if (audit == null) {
            throw new IllegalStateException("only the graph of " + directory + " is open");
        }
        return audit;
    }

    /// @throws IllegalStateException when only the audit log was opened
    public InventoryGraph graph() {
        if (graph == null) {
            throw new IllegalStateException("only the audit log of " + directory + " is open");
        }
        return graph;
    }

    public InstantSource clock() {
        return clock;
    }

    /// Records what is about to be done. When it throws, it must not be done.
    ///
    /// @param action dotted, e.g. `inventory.import`
    public void record(String action, String subject, String reason, Map<String, String> details)
            throws AuditUnavailableException {
        audit().record(
                        new AuditEvent(
                                clock.instant(), Caller.name(), action, subject, reason, details));
    }

    /// What is kept beside the graph and the log.
    public DataFiles files() {
        return files;
    }

    @Override
    public void close() throws AuditUnavailableException {
        try {
            if (graph != null) {
                graph.close();
            }
        } catch (StoreUnavailableException e) {
            throw new AuditUnavailableException("while closing: " + e.getMessage(), e);
        } finally {
            if (audit != null) {
                audit.close();
            }
        }
    }
}
