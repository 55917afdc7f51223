package io.segwright.rotator.audit;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds the chain together: own hash, sequence, predecessor, checkpoints when due, signatures when there is a key.
///
/// The order of the questions gives the fault its name: a record whose own hash is right but whose place is wrong
/// was moved; one whose own hash is wrong was altered.
final class ChainCheck implements RecordCheck {
    private final Optional<AuditPublicKey> key;
    private String chain = "";
    private String keyName = "";
    private int every;
    private long records;
    private long events;
    private long checkpoints;
    private long unsigned;
    private long bytes;
    private String head = StoredRecord.FIRST_PREVIOUS;
    private @Nullable Instant first; // null before the first record
    private @Nullable Instant last;
    private @Nullable StoredRecord lastCheckpoint;
    private @Nullable StoredRecord checkpointBefore;

    ChainCheck(Optional<AuditPublicKey> key) {
        this.key = key;
    }

    @Override
    public Optional<Finding> check(StoredRecord next, long line) {
        Optional<Finding> finding = place(next, line).or(() -> content(next, line));
        if (finding.isEmpty()) {
            take(next);
        }
        return finding;
    }

    private Optional<Finding> place(StoredRecord next, long line) {
        String computed = next.computedHash();
        if (!computed.equals(next.hash())) {
            return Finding.log(line, AuditFault.ALTERED, "hash " + next.hash(), "hash " + computed);
        }
        if (next.sequence() != records + 1) {
            AuditFault fault = next.sequence() > records ? AuditFault.DROPPED : AuditFault.REPEATED;
            return Finding.log(line, fault, "record " + (records + 1), "record " + next.sequence());
        }
        if (!next.previous().equals(head)) {
            return Finding.log(
                    line, AuditFault.BROKEN_CHAIN, "after " + head, "after " + next.previous());
        }
        return Optional.empty();
    }

    private Optional<Finding> content(StoredRecord next, long line) {
        return switch (next.content()) {
            case StoredRecord.Content.Genesis genesis -> genesis(genesis, line);
            case StoredRecord.Content.Event _ -> {
                if (records == 0) {
                    yield Finding.log(
                            line, AuditFault.BROKEN_CHAIN, "a genesis record first", "an event");
                }
                if (records == 1 || unsigned >= every) {
                    yield Finding.log(
                            line,
                            AuditFault.MISSING_CHECKPOINT,
                            "a checkpoint at record " + (records + 1),
                            "an event");
                }
                yield Optional.empty();
            }
            case StoredRecord.Content.Checkpoint point -> checkpoint(next, point, line);
        };
    }

    private Optional<Finding> genesis(StoredRecord.Content.Genesis genesis, long line) {
        if (records != 0) {
            return Finding.log(
                    line, AuditFault.REPEATED, "one genesis record, at line 1", "a second one");
        }
        if (genesis.every() > AuditSettings.CHECKPOINT_EVERY_MAX) {
            String most =
                    "a checkpoint every "
                            + AuditSettings.CHECKPOINT_EVERY_MAX
                            + " records or more often";
            return Finding.log(line, AuditFault.MALFORMED, most, "every " + genesis.every());
        }
        String wanted = key.map(AuditPublicKey::fingerprint).orElse(genesis.key());
        if (!wanted.equals(genesis.key())) {
            return Finding.log(line, AuditFault.WRONG_KEY, "key " + wanted, "key " + genesis.key());
        }
        return Optional.empty();
    }

    private Optional<Finding> checkpoint(
            StoredRecord next, StoredRecord.Content.Checkpoint point, long line) {
        if (records == 0) {
            return Finding.log(
                    line, AuditFault.BROKEN_CHAIN, "a genesis record first", "a checkpoint");
        }
        if (!point.chain().equals(chain) || !point.key().equals(keyName)) {
            return Finding.log(
                    line,
                    AuditFault.FORGED_CHECKPOINT,
                    "chain " + chain + " key " + keyName,
                    "chain " + point.chain() + " key " + point.key());
        }
        if (key.isPresent() && !signedBy(key.get(), next, point)) {
            return Finding.log(
                    line,
                    AuditFault.FORGED_CHECKPOINT,
                    "a signature by key " + keyName,
                    "one that does not verify");
        }
        return Optional.empty();
    }

    static boolean signedBy(
            AuditPublicKey key, StoredRecord next, StoredRecord.Content.Checkpoint point) {
        return key.signed(next.bound(), Base64.getDecoder().decode(point.signature()));
    }

    private void take(StoredRecord next) {
        records++;
        unsigned++;
        bytes += next.text().length() + 1L;
        head = next.hash();
        last = next.at();
        switch (next.content()) {
            case StoredRecord.Content.Genesis genesis -> {
                chain = genesis.chain();
                keyName = genesis.key();
                every = genesis.every();
                first = next.at();
            }
            case StoredRecord.Content.Event _ -> events++;
            case StoredRecord.Content.Checkpoint _ -> {
                checkpoints++;
                unsigned = 0;
                checkpointBefore = lastCheckpoint;
                lastCheckpoint = next;
            }
        }
    }

    int every() {
        return every;
    }

    Optional<StoredRecord> lastCheckpoint() {
        return Optional.ofNullable(lastCheckpoint);
    }

    /// Whether an anchor that ends with `anchored` may be ours: a crash can cost it the last checkpoint, not two.
    boolean mayEndAt(long anchored) {
        return isAt(lastCheckpoint, anchored) || isAt(checkpointBefore, anchored);
    }

    private static boolean isAt(@Nullable StoredRecord point, long sequence) {
        return point != null && point.sequence() == sequence;
    }

    AuditTally tally(long anchored) {
        return new AuditTally(
                chain,
                records,
                events,
                checkpoints,
                Optional.ofNullable(first),
                Optional.ofNullable(last),
                head,
                unsigned,
                anchored,
                bytes);
    }
}
