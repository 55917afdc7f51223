package io.segwright.rotator.audit;

import java.time.Instant;
import java.util.Optional;

/// What was counted in a log, up to its end or to its first bad record.
///
/// @param chain the log's own random name, 32 hex digits; empty before the first record
/// @param records good records of every kind; also the last sequence number
/// @param events records that carry an event
/// @param checkpoints signed records
/// @param first when the first record was written
/// @param last when the last one was
/// @param head hash of the last good record, 64 hex digits
/// @param unsigned records after the last checkpoint: those only the chain protects
/// @param anchored checkpoints that an anchor confirmed
/// @param bytes length of the good records
public record AuditTally(
        String chain,
        long records,
        long events,
        long checkpoints,
        Optional<Instant> first,
        Optional<Instant> last,
        String head,
        long unsigned,
        long anchored,
        long bytes) {}
