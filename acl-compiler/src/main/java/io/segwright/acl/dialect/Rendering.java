package io.segwright.acl.dialect;

/// What came of writing lists.
public sealed interface Rendering {
    /// @param text the whole file, ending in a newline; the same lists give the same text
    record Rendered(String text) implements Rendering {}

    /// The platform has no words for it; nothing was written.
    ///
    /// @param list the list's name
    /// @param line from 1; 0 where the list as a whole is meant
    /// @param reason what cannot be said, and what can
    record Unrenderable(String list, int line, String reason) implements Rendering {
        /// `l1_br0_in line 3: ...`.
        @Override
        public String toString() {
            return list + (line == 0 ? "" : " line " + line) + ": " + reason;
        }
    }
}
