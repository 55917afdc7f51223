/// What every listener for devices' own messages (traps, syslog) shares: a bounded queue that counts its losses by
/// sender, and the rule that decides when a message makes us ask its sender again.
///
/// Start at [SenderQueue] and [PromptRule].
@NullMarked
package io.segwright.collectors.intake;

import org.jspecify.annotations.NullMarked;
