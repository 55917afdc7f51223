package io.segwright.app.config;

import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.AgentMemoryFormatException;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.CredentialMemoryFormatException;
import io.segwright.graph.InventoryGraph;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.imports.SourceRecord;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.telemetry.Heard;
import io.segwright.rotator.audit.AuditLog;
import io.segwright.rotator.audit.AuditPaths;
import io.segwright.rotator.audit.AuditSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where state lives: `graph/` (the inventory), `audit/` (the log and its keys), `credentials.memory` (which
/// credential was refused where; no secret), `agents.memory` (how to ask each agent; no secret), `ranges` (what was
/// declared), `authority` (which source is believed, where a person says so), `live` (addresses in use at the last
/// collection), `seen` (on which day each was last), `owners` (who can answer for things), `imports/` (what each import's source said last), `published/`
/// (ranges of providers), `allocations/` (what was given out: a journal), `tags` (what tags may name), `heard` (when each device last sent something), `logs/` (what it was).
///
/// One process at a time has it open. Opened here, handed to the stages, closed here.
public final class DataDirectory implements AutoCloseable {
    /// Where checkpoints of the audit log are copied to, best on another disk: environment variable.
    public static final String ANCHOR_VARIABLE = "SEGWRIGHT_AUDIT_ANCHOR";

    private final Path directory;
    private final AuditLog audit;
    private final @Nullable InventoryGraph graph; // null where only the audit log was opened
    private final InstantSource clock;

    private DataDirectory(
            Path directory, AuditLog audit, @Nullable InventoryGraph graph, InstantSource clock) {
        this.directory = directory;
        this.audit = audit;
        this.graph = graph;
        this.clock = clock;
    }

    /// Opens everything, creating it on first use.
    ///
    /// @throws StoreUnavailableException in use by another process, unreadable, full
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
        return audit.paths();
    }

    public AuditLog audit() {
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
        audit.record(
                new AuditEvent(clock.instant(), Caller.name(), action, subject, reason, details));
    }

    /// Which credentials answered and which were refused, from earlier runs.
    ///
    /// @throws ConfigException the file was damaged; it says which line to delete
    public CredentialMemory credentialMemory() throws ConfigException {
        Path file = memoryFile();
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return CredentialMemory.load(lines, clock);
        } catch (CredentialMemoryFormatException e) {
            throw new ConfigException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage());
        }
    }

    /// Keeps what was learnt for the next run.
    public void save(CredentialMemory memory) throws IOException {
        replace(memoryFile(), memory.lines());
    }

    /// How each agent wants to be asked, and where its change stamps stood, from earlier runs.
    ///
    /// @throws ConfigException the file was damaged; it says which line to delete
    public AgentMemory agentMemory() throws ConfigException {
        Path file = agentsFile();
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return AgentMemory.load(lines, clock);
        } catch (AgentMemoryFormatException e) {
            throw new ConfigException(file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e.getMessage());
        }
    }

    public void save(AgentMemory memory) throws IOException {
        replace(agentsFile(), memory.lines());
    }

    private static void replace(Path file, List<String> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The ranges declared so far.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public RangesFile ranges() throws ConfigException {
        return RangesFile.read(directory.resolve("ranges"));
    }

    public void save(RangesFile ranges) throws IOException {
        ranges.write(directory.resolve("ranges"));
    }

    /// Which source is believed for what, and how long a device counts as there.
    ///
    /// @throws ConfigException the file is wrong; it says which line
    public AuthorityFile authority() throws ConfigException {
        return AuthorityFile.read(directory.resolve("authority"));
    }

    /// The addresses that were in use at the last collection.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public List<LiveAddress> liveAddresses() throws ConfigException {
        return LiveFile.read(directory.resolve("live"));
    }

    /// Keeps them, and on which day each was seen last.
    public void save(List<LiveAddress> live) throws IOException {
        LiveFile.write(directory.resolve("live"), live);
        try {
            seen().plus(live, clock.instant()).write(directory.resolve("seen"));
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// On which day each address was last in use.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public SeenFile seen() throws ConfigException {
        return SeenFile.read(directory.resolve("seen"));
    }

    /// Who can answer for things; no directory until owners are imported.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public OwnerDirectory ownerDirectory() throws ConfigException {
        return OwnersFile.read(directory.resolve("owners"));
    }

    /// The owners imported so far.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public List<Owner> owners() throws ConfigException {
        return OwnersFile.owners(directory.resolve("owners"));
    }

    public void saveOwners(Collection<Owner> owners) throws IOException {
        OwnersFile.write(directory.resolve("owners"), owners);
    }

    /// What tags may name: services, subscriptions, VMs and environments that were imported, and the owners.
    ///
    /// @throws ConfigException a file was damaged; it says which line
    public TagDirectory tagDirectory() throws ConfigException {
        List<TagDirectory.Entry> all = new ArrayList<>(tags());
        owners().forEach(owner -> all.add(TagDirectory.entry(owner)));
        return TagDirectory.of(all);
    }

    /// The same without the owners.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public List<TagDirectory.Entry> tags() throws ConfigException {
        return TagsFile.read(directory.resolve("tags"));
    }

    public void saveTags(Collection<TagDirectory.Entry> tags) throws IOException {
        TagsFile.write(directory.resolve("tags"), tags);
    }

    /// Where the allocator's journal is.
    public Path allocations() {
        return directory.resolve("allocations");
    }

    /// What an import's source said last.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public SourceRecord sourceRecord(String source) throws ConfigException {
        return SourceRecordFile.read(SourceRecordFile.of(directory.resolve("imports"), source));
    }

    public void save(String source, SourceRecord record) throws IOException {
        SourceRecordFile.write(SourceRecordFile.of(directory.resolve("imports"), source), record);
    }

    /// The ranges that providers publish.
    ///
    /// @throws ConfigException a file was damaged; it says which line
    public List<PublishedRange> publishedRanges() throws ConfigException {
        return PublishedFile.readAll(directory.resolve("published"));
    }

    /// Those of one provider.
    public List<PublishedRange> publishedRanges(String provider) throws ConfigException {
        return PublishedFile.read(PublishedFile.of(directory.resolve("published"), provider));
    }

    public void save(String provider, List<PublishedRange> ranges) throws IOException {
        PublishedFile.write(PublishedFile.of(directory.resolve("published"), provider), ranges);
    }

    private Path agentsFile() {
        return directory.resolve("agents.memory");
    }

    /// When each device was last heard of its own accord.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public List<Heard> heard() throws ConfigException {
        return HeardFile.read(directory.resolve("heard"));
    }

    public void saveHeard(List<Heard> heard) throws IOException {
        HeardFile.write(directory.resolve("heard"), heard);
    }

    /// Where devices' own messages are kept.
    public Path logs() {
        return directory.resolve("logs");
    }

    private Path memoryFile() {
        return directory.resolve("credentials.memory");
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
            audit.close();
        }
    }
}
