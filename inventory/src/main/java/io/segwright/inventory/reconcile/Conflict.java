package io.segwright.inventory.reconcile;

import java.util.List;

/// Two claims that disagree, or identity evidence that contradicts itself; for a person, never guessed away.
///
/// @param subject the device or key that it is about
/// @param question what has to be decided
/// @param evidence both sides, one line each
public record Conflict(String subject, String question, List<String> evidence) {
    public Conflict {
        evidence = List.copyOf(evidence);
    }
}
