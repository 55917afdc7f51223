package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.rotator.audit.RecordCheck.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads what events say. Whoever reads is recorded first, in the trail that is passed in, or reads nothing.
public final class AuditReader {
    private AuditReader() {}

    /// Hands over every event of a log in its order, up to the first bad record.
    ///
    /// Streams: one record in memory at a time. The log may be the trail's own, which then ends with this reading.
    ///
    /// @param log the log to read
    /// @param payloadKey the 0600 file that it was encrypted with
    /// @param trail where the reading is recorded; it is the log in use, `log` may be an older one
    /// @param actor who reads, e.g. `user:anna`
    /// @param reason why
    /// @return whether the chain held up to where it was read; signatures and anchors are the verifier's part
    /// @throws AuditUnavailableException the reading could not be recorded, or the key cannot be read
    /// @throws IOException the log cannot be read
    public static AuditVerdict read(
            Path log,
            Path payloadKey,
            AuditLog trail,
            String actor,
            String reason,
            Consumer<AuditEntry> entries)
            throws AuditUnavailableException, IOException {
        trail.record(
                new AuditEvent(trail.now(), actor, "audit.read", log.toString(), reason, Map.of()));
        PayloadKey key = PayloadKey.read(payloadKey);
        boolean own = log.toAbsolutePath().normalize().equals(trail.paths().log());
        ChainCheck chain = new ChainCheck(Optional.empty());
        RecordCheck decrypt = (next, line) -> hand(next, line, key, entries);
        try (LineReader lines =
                own ? new LineReader(log, trail.durableBytes()) : new LineReader(log)) {
            Optional<Finding> finding = AuditVerifier.scan(lines, List.of(chain, decrypt));
            AuditTally tally = chain.tally(0);
            return finding.<AuditVerdict>map(found -> found.with(tally))
                    .orElseGet(() ->
                            new AuditVerdict.Intact(tally, AuditVerdict.Signatures.NOT_CHECKED));
        }
    }

    private static Optional<Finding> hand(
            StoredRecord next, long line, PayloadKey key, Consumer<AuditEntry> entries) {
        if (!(next.content() instanceof StoredRecord.Content.Event(String body))) {
            return Optional.empty();
        }
        Optional<AuditEvent> event = key.open(body, next.bound()).flatMap(EventJson::read);
        if (event.isEmpty()) {
            return Finding.log(line, AuditFault.SEALED, "the key of this log", "another key");
        }
        entries.accept(new AuditEntry(next.sequence(), next.at(), event.get()));
        return Optional.empty();
    }
}
