package io.segwright.lab.agent;

import java.time.Duration;

/// How an agent misbehaves. Each is something that a real one was seen to do.
public sealed interface Fault {
    /// Answers nothing.
    record Silent() implements Fault {}

    /// Answers late.
    record Delay(Duration by) implements Fault {}

    /// Does not answer every nth datagram.
    record DropEvery(int nth) implements Fault {
        public DropEvery {
            if (nth < 1) {
                throw new IllegalArgumentException("drop every " + nth + ": want >= 1");
            }
        }
    }

    /// Answers `tooBig` to what would take more varbinds.
    record TooBigAbove(int varbinds) implements Fault {}

    /// Sends only the first bytes of each answer.
    record Truncated(int bytes) implements Fault {}

    /// After the subtree's last row comes its first one again: OIDs that do not increase.
    record Looping(Oid subtree) implements Fault {}

    /// The successor of a row in the subtree is that row itself.
    record Repeating(Oid subtree) implements Fault {}

    /// The subtree never ends: row after row, always increasing.
    record Endless(Oid subtree) implements Fault {}

    /// The answer's request-id is not the request's.
    record WrongRequestId() implements Fault {}

    /// Falls silent after so many answers, until [Agent#inject] is called again.
    record SilentAfter(int answers) implements Fault {}

    /// Answers with no error and an empty varbind list.
    record EmptyVarbinds() implements Fault {}

    /// Answers from the agent's other address, as multi-homed devices do. Needs an agent with two.
    record OtherSource() implements Fault {}
}
