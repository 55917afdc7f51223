package io.segwright.inventory.ipam;

import java.util.List;

/// Why one tag of a request does not do.
///
/// @param value as it was given or inherited; empty where it is missing
/// @param parent where the object belongs, for [Reason#ELSEWHERE]; else empty
/// @param near live names that were perhaps meant, the nearest first
public record TagProblem(
        TagKind kind, String value, Reason reason, String parent, List<String> near) {
    /// What is wrong with a tag.
    public enum Reason {
        MISSING("missing"),
        UNKNOWN("unknown"),
        RETIRED("retired"),
        LEFT("left"),
        /// A subscription of another service, a VM of another subscription.
        ELSEWHERE("wrong-parent");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /// For programs.
        public String word() {
            return word;
        }
    }

    public TagProblem {
        near = List.copyOf(near);
    }

    /// E.g. `service 'wbe' is unknown: did you mean web?`.
    public String text() {
        String hint = near.isEmpty() ? "" : ": did you mean " + String.join(", ", near) + "?";
        return switch (reason) {
            case MISSING -> kind.word() + " is missing: give --" + kind.word() + hint;
            case UNKNOWN -> kind.word() + " '" + value + "' is unknown" + hint;
            case RETIRED -> kind.word() + " '" + value + "' is retired" + hint;
            case LEFT -> kind.word() + " '" + value + "' has left" + hint;
            case ELSEWHERE -> kind.word() + " '" + value + "' belongs to '" + parent + "'" + hint;
        };
    }
}
