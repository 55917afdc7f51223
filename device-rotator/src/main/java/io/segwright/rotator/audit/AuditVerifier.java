package io.segwright.rotator.audit;

import io.segwright.rotator.audit.RecordCheck.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Checks a log without its encryption key: for auditors, on any machine.
///
/// What each piece of evidence adds: the log alone shows altered, dropped, reordered and inserted records; the public
/// key shows a chain that was rewritten from some record on; an anchor or an expected head shows a tail that is gone,
/// and a log that was swapped for another. Records after the last checkpoint can be rewritten by whoever owns the
/// machine; [AuditTally#unsigned] counts them. Verify a copy of a log that is being written: its last line may be
/// half there.
///
/// One pass over each file, constant memory; a record costs one SHA-256, a checkpoint one Ed25519 verification.
public final class AuditVerifier {
    private AuditVerifier() {}

    /// Verifies a log against what is known about it.
    ///
    /// @param anchor where its checkpoints were copied to
    /// @param key the `.pub` file's key, best got from the operator on another way than the log
    /// @throws IOException a file cannot be read
    public static AuditVerdict verify(Path log, Optional<Path> anchor, Optional<AuditPublicKey> key)
            throws IOException {
        return verify(log, anchor, key, Optional.empty());
    }

    /// The same for an auditor who wrote down the head (64 hex digits) the last time: it must still be in the chain.
    public static AuditVerdict verify(
            Path log,
            Optional<Path> anchor,
            Optional<AuditPublicKey> key,
            Optional<String> knownHead)
            throws IOException {
        try (LineReader lines = new LineReader(log)) {
            ChainCheck chain = new ChainCheck(key);
            HeadCheck head = new HeadCheck(knownHead);
            if (anchor.isEmpty()) {
                return verdict(lines, chain, Optional.empty(), head, key);
            }
            try (AnchorCheck anchored = new AnchorCheck(anchor.get(), key)) {
                return verdict(lines, chain, Optional.of(anchored), head, key);
            }
        }
    }

    private static AuditVerdict verdict(
            LineReader lines,
            ChainCheck chain,
            Optional<AnchorCheck> anchor,
            HeadCheck head,
            Optional<AuditPublicKey> key)
            throws IOException {
        List<RecordCheck> checks =
                anchor.<List<RecordCheck>>map(found -> List.of(chain, found, head))
                        .orElseGet(() -> List.of(chain, head));
        Optional<Finding> finding = scan(lines, checks);
        AuditTally tally = chain.tally(anchor.map(AnchorCheck::confirmed).orElse(0L));
        if (finding.isEmpty() && anchor.isPresent()) {
            finding = anchor.get().finish(tally);
        }
        if (finding.isEmpty()) {
            finding = head.finish(tally);
        }
        if (finding.isPresent()) {
            return finding.get().with(tally);
        }
        return new AuditVerdict.Intact(
                tally,
                key.isPresent()
                        ? AuditVerdict.Signatures.CHECKED
                        : AuditVerdict.Signatures.NOT_CHECKED);
    }

    /// Puts every line before every check, until one objects.
    static Optional<Finding> scan(LineReader lines, List<RecordCheck> checks) throws IOException {
        for (long line = 1; ; line++) {
            switch (lines.next()) {
                case LineReader.Line.End _ -> {
                    return line == 1
                            ? Finding.log(1, AuditFault.EMPTY, "a genesis record", "an empty file")
                            : Optional.empty();
                }
                case LineReader.Line.Torn(String text) -> {
                    return Finding.log(
                            line,
                            AuditFault.TORN,
                            "a line feed",
                            text.length() + " bytes without one");
                }
                case LineReader.Line.TooLong _ -> {
                    return Finding.log(
                            line,
                            AuditFault.TOO_LONG,
                            "<= " + StoredRecord.LINE_BYTES_MAX + " bytes",
                            "more without a line feed");
                }
                case LineReader.Line.Full(String text) -> {
                    Optional<StoredRecord> parsed = StoredRecord.parse(text);
                    if (parsed.isEmpty()) {
                        return Finding.log(
                                line,
                                AuditFault.MALFORMED,
                                "a record",
                                text.length() + " other bytes");
                    }
                    for (RecordCheck check : checks) {
                        Optional<Finding> finding = check.check(parsed.get(), line);
                        if (finding.isPresent()) {
                            return finding;
                        }
                    }
                }
            }
        }
    }

    /// Looks for a hash that was once the head.
    private static final class HeadCheck implements RecordCheck {
        private final Optional<String> wanted;
        private boolean seen;

        HeadCheck(Optional<String> wanted) {
            this.wanted = wanted;
        }

        @Override
        public Optional<Finding> check(StoredRecord next, long line) {
            seen |= wanted.isPresent() && next.hash().equals(wanted.get());
            return Optional.empty();
        }

        Optional<Finding> finish(AuditTally tally) {
            if (wanted.isEmpty() || seen) {
                return Optional.empty();
            }
            return Finding.log(
                    tally.records() + 1,
                    AuditFault.TRUNCATED,
                    "a record with the known head " + wanted.get(),
                    "an end at head " + tally.head());
        }
    }
}
