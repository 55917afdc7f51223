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

    /// Does not hear a share of the datagrams.
    ///
    /// @param chance 0..1
    record Loss(double chance) implements Fault {
        public Loss {
            checkChance("loss", chance);
        }
    }

    /// Sends a share of the answers twice.
    ///
    /// @param chance 0..1
    record Duplicate(double chance) implements Fault {
        public Duplicate {
            checkChance("duplicate", chance);
        }
    }

    /// Holds a share of the answers back, so that later ones overtake them.
    ///
    /// @param chance 0..1
    record Reorder(double chance, Duration by) implements Fault {
        public Reorder {
            checkChance("reorder", chance);
        }
    }

    /// Sends only the beginning of a share of the answers, cut anywhere.
    ///
    /// @param chance 0..1
    record Cut(double chance) implements Fault {
        public Cut {
            checkChance("cut", chance);
        }
    }

    /// The SNMPv3 engine starts again at every nth datagram: boots go up, time begins at 0.
    record RebootEvery(int nth) implements Fault {
        public RebootEvery {
            if (nth < 1) {
                throw new IllegalArgumentException("reboot every " + nth + ": want >= 1");
            }
        }
    }

    private static void checkChance(String what, double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException(what + " " + chance + ": want 0..1");
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
