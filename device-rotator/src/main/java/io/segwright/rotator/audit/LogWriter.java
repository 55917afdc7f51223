package io.segwright.rotator.audit;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The end of the chain, and the files that it is written to. Owned by one thread; see [AuditLog].
final class LogWriter implements Closeable {
    /// The keys that a log is written with.
    record Keys(PayloadKey payload, SigningKey signing) {}

    /// The end of a chain: the last record's place and hash, and how many records no signature covers yet.
    record End(String chain, long sequence, String head, long unsigned) {}

    private final AppendFile log;
    private final List<AppendFile> anchors;
    private final Keys keys;
    private final int every;
    private final InstantSource clock;
    private final Deque<Anchoring> unanchored =
            new ArrayDeque<>(); // at most one an anchor: nothing is written before it is empty
    private volatile End end;
    private volatile long durableBytes;

    /// A checkpoint that is in the log and not yet in one anchor.
    private record Anchoring(AppendFile anchor, String line) {}

    LogWriter(
            AppendFile log,
            List<AppendFile> anchors,
            Keys keys,
            int every,
            InstantSource clock,
            End end) {
        this.log = log;
        this.anchors = List.copyOf(anchors);
        this.keys = keys;
        this.every = every;
        this.clock = clock;
        this.end = end;
        this.durableBytes = log.size();
    }

    /// The first two lines of a new log: genesis and the checkpoint that signs it.
    static List<StoredRecord> firstRecords(
            String chain, int every, SigningKey signing, InstantSource clock) {
        String key = signing.publicKey().fingerprint();
        String fields = StoredRecord.genesisFields(chain, every, key);
        StoredRecord genesis =
                StoredRecord.seal(
                        StoredRecord.start(1, clock.instant(), fields, StoredRecord.FIRST_PREVIOUS),
                        StoredRecord.FIRST_PREVIOUS);
        return List.of(genesis, signed(new End(chain, 1, genesis.hash(), 1), signing, clock));
    }

    private static StoredRecord signed(End end, SigningKey signing, InstantSource clock) {
        String fields =
                StoredRecord.checkpointFields(end.chain(), signing.publicKey().fingerprint());
        String bound = start(end, fields, clock);
        String signature = signing.sign(bound.getBytes(StandardCharsets.ISO_8859_1));
        return StoredRecord.seal(bound + ",\"sig\":\"" + signature + "\"", end.head());
    }

    private static String start(End end, String fields, InstantSource clock) {
        return StoredRecord.start(
                end.sequence() + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                fields,
                end.head());
    }

    /// Appends an event durably and says its sequence number; a checkpoint that is due goes first.
    long append(byte[] event) throws AuditUnavailableException {
        anchorPending();
        if (end.unsigned() >= every) {
            checkpoint();
        }
        String bound = start(end, StoredRecord.eventFields(), clock);
        String body = keys.payload().seal(event, bound.getBytes(StandardCharsets.ISO_8859_1));
        StoredRecord next = StoredRecord.seal(bound + ",\"body\":\"" + body + "\"", end.head());
        log.append(next.text());
        durableBytes = log.size();
        end = new End(end.chain(), next.sequence(), next.hash(), end.unsigned() + 1);
        return next.sequence();
    }

    /// Signs the head and anchors the signature, unless the last record did.
    void checkpoint() throws AuditUnavailableException {
        anchorPending();
        if (end.unsigned() == 0) {
            return;
        }
        StoredRecord next = signed(end, keys.signing(), clock);
        log.append(next.text());
        durableBytes = log.size();
        end = new End(end.chain(), next.sequence(), next.hash(), 0);
        anchors.forEach(anchor -> unanchored.add(new Anchoring(anchor, next.text())));
        anchorPending();
    }

    /// Brings an anchor up to a checkpoint that it lacks.
    void anchorLater(AppendFile anchor, String line) {
        unanchored.add(new Anchoring(anchor, line));
    }

    private void anchorPending() throws AuditUnavailableException {
        for (Anchoring next = unanchored.peek(); next != null; next = unanchored.peek()) {
            next.anchor().append(next.line());
            unanchored.remove();
        }
    }

    End end() {
        return end;
    }

    long durableBytes() {
        return durableBytes;
    }

    @Override
    public void close() {
        log.close();
        anchors.forEach(AppendFile::close);
    }
}
