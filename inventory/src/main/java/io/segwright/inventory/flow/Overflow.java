package io.segwright.inventory.flow;

import java.time.Instant;

/// The flows of a time bucket for which there was no room as conversations of their own.
///
/// @param bucket start of the time bucket; [Instant#MIN] for flows of any bucket, once there are too many buckets too
public record Overflow(Instant bucket, long flows, long bytes, long packets) {}
