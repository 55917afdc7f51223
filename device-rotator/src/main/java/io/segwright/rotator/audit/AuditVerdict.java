package io.segwright.rotator.audit;

/// What the verifier found: the log is as it was written, or where it first is not.
public sealed interface AuditVerdict {
    /// Counts over the good records.
    AuditTally tally();

    /// One line for a person.
    String message();

    /// Every record is in place. `signatures` says whether that rests on a key or on the chain alone.
    record Intact(AuditTally tally, Signatures signatures) implements AuditVerdict {
        @Override
        public String message() {
            return "intact: %d records, %d events, %d checkpoints (%s), %d after the last one, head %s"
                    .formatted(
                            tally.records(),
                            tally.events(),
                            tally.checkpoints(),
                            signatures == Signatures.CHECKED
                                    ? "signatures good"
                                    : "signatures not checked",
                            tally.unsigned(),
                            tally.head());
        }
    }

    /// The first bad record.
    ///
    /// @param line line number in `file`, from 1
    /// @param file `log` or `anchor`
    record Broken(
            AuditTally tally, long line, String file, AuditFault fault, String wanted, String got)
            implements AuditVerdict {
        @Override
        public String message() {
            return "%s line %d: %s: got %s, want %s"
                    .formatted(file, line, fault.meaning(), got, wanted);
        }
    }

    /// Whether checkpoints were held against a public key.
    enum Signatures {
        CHECKED,
        NOT_CHECKED
    }
}
