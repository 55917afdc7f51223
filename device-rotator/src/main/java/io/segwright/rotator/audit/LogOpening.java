package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.rotator.audit.Inspection.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides whether a log may be written to: a new one, one that is in order, or one that a person adopts.
/// The caller holds the [LogLock].
final class LogOpening {
    static final String SELF = "segwright:audit-log";

    /// A fresh chain is two records, written in one rename; only then may an anchor not exist yet.
    private static final int RECORDS_OF_A_NEW_LOG = 2;

    private static final String CURE =
            "; find out what happened, then adopt the log, which is recorded";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final AuditPaths paths;
    private final AuditSettings settings;
    private final InstantSource clock;

    LogOpening(AuditPaths paths, AuditSettings settings, InstantSource clock) {
        this.paths = paths;
        this.settings = settings;
        this.clock = clock;
    }

    /// Opens the log, creating it on first use.
    LogWriter open() throws AuditUnavailableException {
        try {
            requireAnchorDirectory();
            if (Files.notExists(paths.log())) {
                for (Path anchor : paths.anchors()) {
                    if (Inspection.presence(anchor) == Presence.PRESENT) {
                        throw refused(
                                "is missing although "
                                        + anchor
                                        + " knows of it; restore it from its backup");
                    }
                }
                return create();
            }
            return openPresent();
        } catch (IOException e) {
            throw refused("cannot be opened: " + Reason.of(e), e);
        }
    }

    private LogWriter openPresent() throws AuditUnavailableException, IOException {
        LogWriter.Keys keys =
                new LogWriter.Keys(
                        PayloadKey.read(paths.payloadKey()), SigningKey.read(paths.signingKey()));
        Inspection found = Inspection.of(paths, keys.signing().publicKey());
        if (found.finding().isPresent()) {
            throw refused(message(found));
        }
        Optional<Inspection.AnchorState> silent = found.silentAnchor();
        if (silent.isPresent() && found.chain().tally(0).records() > RECORDS_OF_A_NEW_LOG) {
            throw refused(
                    "has records, but its anchor "
                            + silent.get().path()
                            + " is missing or empty; restore it");
        }
        return resume(keys, found);
    }

    /// A person takes what is there as it is. A log that is in order is kept; any other is set aside under a name
    /// that nothing overwrites, and a new chain begins that says so.
    LogWriter adopt(String actor, String reason) throws AuditUnavailableException {
        try {
            requireAnchorDirectory();
            LogWriter.Keys keys = keys();
            String was = "no log was there";
            if (Files.exists(paths.log())) {
                Inspection found = Inspection.of(paths, keys.signing().publicKey());
                was = found.finding().isPresent() ? message(found) : "the log was in order";
                if (found.finding().isPresent()) {
                    setAside(paths.log());
                } else {
                    return adopted(resume(keys, found), actor, reason, was);
                }
                if (found.finding().get().fault() == AuditFault.BAD_ANCHOR) {
                    setAsideAnchors();
                }
            }
            return adopted(create(), actor, reason, was);
        } catch (IOException e) {
            throw refused("cannot be adopted: " + Reason.of(e), e);
        }
    }

    private LogWriter adopted(LogWriter writer, String actor, String reason, String was)
            throws AuditUnavailableException {
        writer.append(
                EventJson.write(
                        new AuditEvent(
                                clock.instant(),
                                actor,
                                "audit.adopt",
                                paths.log().toString(),
                                reason,
                                Map.of("was", was))));
        writer.checkpoint();
        return writer;
    }

    private LogWriter create() throws AuditUnavailableException, IOException {
        LogWriter.Keys keys = keys();
        byte[] name = new byte[16];
        new SecureRandom().nextBytes(name);
        String chain = HexFormat.of().formatHex(name);
        List<StoredRecord> first =
                LogWriter.firstRecords(chain, settings.checkpointEvery(), keys.signing(), clock);
        Path fresh = paths.beside("new");
        Files.deleteIfExists(fresh); // an earlier creation that was killed; no event was ever in it
        NewFile.write(
                fresh,
                first.stream().map(record -> record.text() + "\n").collect(Collectors.joining()),
                PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, paths.log(), StandardCopyOption.ATOMIC_MOVE);
        NewFile.syncDirectoryOf(paths.log());
        for (Path anchor : paths.anchors()) {
            announce(anchor, first.getLast());
        }
        return openPresent();
    }

    /// Lets an anchor know of a new chain; it may hold older ones.
    private static void announce(Path anchor, StoredRecord checkpoint)
            throws AuditUnavailableException, IOException {
        if (Inspection.presence(anchor) == Presence.MISSING) {
            NewFile.write(anchor, "", PosixFilePermissions.fromString("rw-r--r--"));
        }
        try (AppendFile file = AppendFile.open(anchor, LineReader.wholeLines(anchor))) {
            file.append(checkpoint.text());
        }
    }

    private LogWriter.Keys keys() throws AuditUnavailableException {
        LogWriter.Keys keys =
                new LogWriter.Keys(
                        PayloadKey.readOrCreate(paths.payloadKey()),
                        SigningKey.readOrCreate(paths.signingKey()));
        keys.signing().export(paths.publicKey());
        return keys;
    }

    private LogWriter resume(LogWriter.Keys keys, Inspection found)
            throws AuditUnavailableException, IOException {
        AuditTally tally = found.chain().tally(0);
        AppendFile log = AppendFile.open(paths.log(), tally.bytes());
        List<AppendFile> anchors = new ArrayList<>();
        for (Inspection.AnchorState state : found.anchors()) {
            if (state.presence() == Presence.MISSING) {
                NewFile.write(state.path(), "", PosixFilePermissions.fromString("rw-r--r--"));
            }
            anchors.add(AppendFile.open(state.path(), state.goodBytes()));
        }
        int every = Math.min(found.chain().every(), settings.checkpointEvery());
        var end = new LogWriter.End(tally.chain(), tally.records(), tally.head(), tally.unsigned());
        LogWriter writer = new LogWriter(log, anchors, keys, every, clock, end);
        found.chain()
                .lastCheckpoint()
                .ifPresent(point -> {
                    for (int i = 0; i < anchors.size(); i++) {
                        if (found.anchors().get(i).lastConfirmed() != point.sequence()) {
                            writer.anchorLater(anchors.get(i), point.text());
                        }
                    }
                });
        if (found.tornBytes() > 0) {
            Map<String, String> details = Map.of("cutBytes", Long.toString(found.tornBytes()));
            writer.append(
                    EventJson.write(
                            new AuditEvent(
                                    clock.instant(),
                                    SELF,
                                    "audit.torn",
                                    paths.log().toString(),
                                    "the last line had no end: its write was cut short and never acknowledged",
                                    details)));
        }
        return writer;
    }

    private void setAside(Path file) throws IOException {
        Path aside =
                file.resolveSibling(
                        file.getFileName() + ".set-aside-" + STAMP.format(clock.instant()));
        Files.createLink(aside, file); // fails when the name is taken, which a rename would not
        Files.delete(file);
        NewFile.syncDirectoryOf(file);
    }

    private void setAsideAnchors() throws IOException {
        for (Path anchor : paths.anchors()) {
            if (Files.exists(anchor)) {
                setAside(anchor);
            }
        }
    }

    private void requireAnchorDirectory() throws AuditUnavailableException {
        for (Path anchor : paths.anchors()) {
            Path directory = anchor.getParent();
            if (directory != null && !Files.isDirectory(directory)) {
                throw refused(
                        "has its anchor in "
                                + directory
                                + ", which is not there; mount or create it");
            }
        }
    }

    private static String message(Inspection found) {
        AuditTally tally = found.chain().tally(0);
        return found.finding().map(finding -> finding.with(tally).message()).orElse("in order");
    }

    private AuditUnavailableException refused(String what) {
        return new AuditUnavailableException("audit log " + paths.log() + " " + what + CURE);
    }

    private AuditUnavailableException refused(String what, IOException cause) {
        return new AuditUnavailableException("audit log " + paths.log() + " " + what, cause);
    }
}
