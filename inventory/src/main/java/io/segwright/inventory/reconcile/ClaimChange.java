package io.segwright.inventory.reconcile;

import io.segwright.inventory.claim.ClaimSet;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.ImportRun;
import io.segwright.inventory.observe.Provenance;

/// A change of what is claimed or decided. What follows from it for a device is a change of its own.
public sealed interface ClaimChange extends InventoryChange {
    /// A source says something new of a device, or does not say something any more.
    record ClaimsSaid(ClaimSet claims, Provenance provenance) implements ClaimChange {}

    /// A source does not know the device any more; or the device became part of another.
    record ClaimsEnded(ClaimSet claims, Provenance provenance) implements ClaimChange {}

    /// A person decided; an earlier decision about the same is over.
    record DecisionMade(Decision decision, Provenance provenance) implements ClaimChange {}

    /// The device became part of another.
    record DecisionEnded(Decision decision, Provenance provenance) implements ClaimChange {}

    /// A list was read whole; what it says holds anew.
    record ImportRead(ImportRun run, Provenance provenance) implements ClaimChange {}
}
