package io.segwright.inventory.ipam;

import java.time.Instant;

/// In what circumstances a command is given.
///
/// @param actor who gives it, e.g. `user:anna`
/// @param tags what is live now
public record Setting(Instant now, String actor, TagDirectory tags) {}
