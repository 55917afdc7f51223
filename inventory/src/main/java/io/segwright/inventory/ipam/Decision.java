package io.segwright.inventory.ipam;

import java.util.List;

/// An answer, and what makes it so.
///
/// @param changes to be applied together; empty where nothing alters
public record Decision(Answer answer, List<Change> changes) {
    public Decision {
        changes = List.copyOf(changes);
    }

    static Decision refused(Refusal.Code code, String message) {
        return refused(Refusal.of(code, message));
    }

    static Decision refused(Refusal refusal) {
        return new Decision(new Answer.Refused(refusal), List.of());
    }
}
