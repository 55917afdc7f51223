package io.segwright.acl.verify;

import io.segwright.acl.list.Action;
import io.segwright.acl.list.Packet;
import java.util.List;

/// Whether an access list does what an intent says.
public sealed interface Verdict {
    /// On every possible packet of both families, list and intent agree.
    record Proved(Effort effort) implements Verdict {}

    /// They do not, and here is a packet to try.
    ///
    /// @param decidingLine index of the line that decides the packet; the number of lines for the implicit deny
    /// @param lineText that line for people, with where it comes from
    /// @param intentWhy the policy's reasons, best first, never empty
    record Refuted(
            Packet packet,
            Action listSays,
            Action intentSays,
            int decidingLine,
            String lineText,
            List<String> intentWhy)
            implements Verdict {
        public Refuted {
            intentWhy = List.copyOf(intentWhy);
        }

        /// One line, e.g. `10.0.0.1:40000 -> 10.1.2.3:22 tcp (opening, new): list permits by line 3: permit ..., intent
        /// denies: no grant matches`. Lines are counted from 1.
        public String explain() {
            return packet
                    + ": list "
                    + MatchText.of(listSays)
                    + " by line "
                    + (decidingLine + 1)
                    + ": "
                    + lineText
                    + "; intent "
                    + MatchText.of(intentSays)
                    + ": "
                    + intentWhy.getFirst();
        }
    }

    /// Neither proved nor refuted: the sets did not fit the budget. Treat as not proved.
    record GaveUp(String why) implements Verdict {}
}
