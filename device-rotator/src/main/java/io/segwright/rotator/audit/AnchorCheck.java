package io.segwright.rotator.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a log against one anchor: every checkpoint that the anchor has of this chain must be in the log, word for
/// word, at its place. Both files are read once, side by side.
///
/// An anchor may hold older chains too (a log that was set aside); they are skipped.
final class AnchorCheck implements RecordCheck, Closeable {
    private final LineReader reader;
    private final Optional<AuditPublicKey> key;
    private String chain = "";
    private String lastChain = "";
    private @Nullable StoredRecord awaited; // null when the anchor has no more of this chain
    private long line;
    private long goodBytes;
    private long confirmed;
    private long lastConfirmed;

    AnchorCheck(Path anchor, Optional<AuditPublicKey> key) throws IOException {
        this.reader = new LineReader(anchor);
        this.key = key;
    }

    @Override
    public Optional<Finding> check(StoredRecord next, long logLine) throws IOException {
        if (next.content() instanceof StoredRecord.Content.Genesis genesis) {
            chain = genesis.chain();
            return advance();
        }
        StoredRecord wanted = awaited;
        if (wanted == null || wanted.sequence() > next.sequence()) {
            return Optional.empty();
        }
        if (!wanted.text().equals(next.text())) {
            return Finding.log(
                    logLine,
                    AuditFault.ANCHOR_MISMATCH,
                    "checkpoint " + wanted.sequence() + " with hash " + wanted.hash(),
                    "record " + next.sequence() + " with hash " + next.hash());
        }
        confirmed++;
        lastConfirmed = next.sequence();
        return advance();
    }

    /// After the log's last record: nothing may be left to confirm.
    Optional<Finding> finish(AuditTally tally) throws IOException {
        StoredRecord wanted = awaited;
        if (wanted != null) {
            return Finding.log(
                    tally.records() + 1,
                    AuditFault.TRUNCATED,
                    "record "
                            + wanted.sequence()
                            + " with hash "
                            + wanted.hash()
                            + " as anchored "
                            + wanted.at(),
                    "an end after record " + tally.records());
        }
        if (confirmed == 0 && !lastChain.isEmpty()) {
            return Finding.anchor(
                    line,
                    AuditFault.ANCHOR_MISMATCH,
                    "checkpoints of chain " + tally.chain(),
                    "only of " + lastChain);
        }
        return Optional.empty();
    }

    /// Reads on to the next checkpoint of this chain.
    private Optional<Finding> advance() throws IOException {
        StoredRecord before = awaited;
        while (true) {
            awaited = null;
            switch (reader.next()) {
                case LineReader.Line.End _, LineReader.Line.Torn _ -> {
                    return Optional.empty(); // a torn end was never acknowledged
                }
                case LineReader.Line.TooLong _ -> {
                    line++;
                    return Finding.anchor(
                            line, AuditFault.BAD_ANCHOR, "a checkpoint line", "an endless line");
                }
                case LineReader.Line.Full(String text) -> {
                    line++;
                    goodBytes += text.length() + 1L;
                    Optional<StoredRecord> parsed = StoredRecord.parse(text);
                    if (parsed.isEmpty()
                            || !(parsed.get().content()
                                    instanceof StoredRecord.Content.Checkpoint point)
                            || !parsed.get().computedHash().equals(parsed.get().hash())) {
                        return Finding.anchor(
                                line, AuditFault.BAD_ANCHOR, "a checkpoint line", "something else");
                    }
                    lastChain = point.chain();
                    if (point.chain().equals(chain)) {
                        return await(before, parsed.get(), point);
                    }
                }
            }
        }
    }

    private Optional<Finding> await(
            @Nullable StoredRecord before,
            StoredRecord next,
            StoredRecord.Content.Checkpoint point) {
        if (before != null && next.sequence() <= before.sequence()) {
            return Finding.anchor(
                    line,
                    AuditFault.BAD_ANCHOR,
                    "a checkpoint after record " + before.sequence(),
                    "one at record " + next.sequence());
        }
        if (key.isPresent() && !ChainCheck.signedBy(key.get(), next, point)) {
            return Finding.anchor(
                    line,
                    AuditFault.BAD_ANCHOR,
                    "a signature by the key",
                    "one that does not verify");
        }
        awaited = next;
        return Optional.empty();
    }

    long confirmed() {
        return confirmed;
    }

    /// Sequence number of the last checkpoint that it confirmed; 0 before the first.
    long lastConfirmed() {
        return lastConfirmed;
    }

    /// The chain that the anchor saw last; empty when it never saw one.
    String lastChain() {
        return lastChain;
    }

    /// Length of its whole lines; what follows is torn.
    long goodBytes() {
        return goodBytes;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
