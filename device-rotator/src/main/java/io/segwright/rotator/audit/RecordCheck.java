package io.segwright.rotator.audit;

import java.io.IOException;
import java.util.Optional;

/// Looks at the records of a log one after the other and says what is wrong with the first bad one.
@FunctionalInterface
interface RecordCheck {
    Optional<Finding> check(StoredRecord next, long line) throws IOException;

    /// What is wrong, before it is joined with the counts.
    ///
    /// @param file `log` or `anchor`
    record Finding(String file, long line, AuditFault fault, String wanted, String got) {
        static Optional<Finding> log(long line, AuditFault fault, String wanted, String got) {
            return Optional.of(new Finding("log", line, fault, wanted, got));
        }

        static Optional<Finding> anchor(long line, AuditFault fault, String wanted, String got) {
            return Optional.of(new Finding("anchor", line, fault, wanted, got));
        }

        AuditVerdict.Broken with(AuditTally tally) {
            return new AuditVerdict.Broken(tally, line, file, fault, wanted, got);
        }
    }
}
