package io.segwright.app.config;

import io.segwright.collectors.snmp.AgentMemory;
import io.segwright.collectors.snmp.AgentMemoryFormatException;
import io.segwright.collectors.snmp.CredentialMemory;
import io.segwright.collectors.snmp.CredentialMemoryFormatException;
import io.segwright.inventory.attribute.PublishedRange;
import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.coverage.OwnerDirectory.Owner;
import io.segwright.inventory.endpoint.NatBinding;
import io.segwright.inventory.imports.SourceRecord;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.telemetry.Heard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The small files of a data directory: `credentials.memory` (which credential was refused where; no secret),
/// `agents.memory` (how to ask each agent; no secret), `ranges` (what was declared), `authority` (which source is
/// believed, where a person says so), `live` (addresses in use at the last collection), `seen` (on which day each was
/// last), `owners` (who can answer for things), `tags` (what tags may name), `nat` (translations), `allocations/` (what was given out: a
/// journal), `imports/` (what each import's source said last), `published/` (ranges of providers), `heard` (when each
/// device last sent something), `logs/` (what it was), `history/` (what some of these held before), `kpi/` (the figures of audits).
///
/// Only who has the directory open writes them, but for the two memories, `heard` and `logs/`: those are whoever's
/// collects, and only one collects ([FollowLock]).
public final class DataFiles {
    private final Path directory;
    private final InstantSource clock;

    /// @param directory the data directory
    public DataFiles(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    public InstantSource clock() {
        return clock;
    }

    /// The files that have a history, as they were then: owners, tags, declared ranges, addresses in use.
    public FilesThen at(Instant then) {
        return new FilesThen(directory, then);
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
            throw ConfigException.unreadable(file, e);
        }
    }

    /// Keeps what was learnt for the next run.
    public void save(CredentialMemory memory) throws IOException {
        LineFile.replace(memoryFile(), memory.lines());
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
            throw ConfigException.unreadable(file, e);
        }
    }

    public void save(AgentMemory memory) throws IOException {
        LineFile.replace(agentsFile(), memory.lines());
    }

    /// The ranges declared so far.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public RangesFile ranges() throws ConfigException {
        return RangesFile.read(directory.resolve("ranges"));
    }

    public void save(RangesFile ranges) throws IOException {
        ranges.write(directory.resolve("ranges"), clock.instant());
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
        LiveFile.write(directory.resolve("live"), live, clock.instant());
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
        OwnersFile.write(directory.resolve("owners"), owners, clock.instant());
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
        TagsFile.write(directory.resolve("tags"), tags, clock.instant());
    }

    /// Whose ports of public addresses were.
    ///
    /// @throws ConfigException the file was damaged; it says which line
    public List<NatBinding> natBindings() throws ConfigException {
        return NatFile.read(directory.resolve("nat"));
    }

    public void saveNat(Collection<NatBinding> bindings) throws IOException {
        NatFile.write(directory.resolve("nat"), bindings);
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

    /// The files that an audit reads beside the graph; not all need be there.
    public List<Path> reportInputs() {
        return List.of("authority", "heard", "live", "owners", "ranges", "tags").stream()
                .map(directory::resolve)
                .toList();
    }

    /// Where the figures of audits are kept.
    public Path kpiHistory() {
        return directory.resolve("kpi").resolve("history.jsonl");
    }

    /// Where devices' own messages are kept.
    public Path logs() {
        return directory.resolve("logs");
    }

    private Path memoryFile() {
        return directory.resolve("credentials.memory");
    }
}
