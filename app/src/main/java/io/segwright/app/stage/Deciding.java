package io.segwright.app.stage;

import io.segwright.app.config.AuthorityFile;
import io.segwright.app.config.Caller;
import io.segwright.app.config.DataDirectory;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.audit.AuditUnavailableException;
import io.segwright.inventory.claim.Decision;
import io.segwright.inventory.claim.Decision.Choice;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.reconcile.Decisions;
import io.segwright.inventory.reconcile.Reconciliation;
import java.time.Instant;
import java.util.Map;

/// A person's decision into the graph: recorded, then written.
public final class Deciding {
    private Deciding() {}

    /// @param book of now
    /// @param expires until when; [Instant#MAX] for no end
    /// @throws IllegalArgumentException a value, reason or end that cannot be
    public static Reconciliation decide(
            DataDirectory data,
            DeviceBook book,
            Device device,
            Attribute attribute,
            Choice choice,
            String reason,
            Instant expires)
            throws StoreUnavailableException, AuditUnavailableException {
        Decision decision =
                new Decision(
                        device.id(),
                        attribute,
                        choice,
                        Caller.name(),
                        reason,
                        book.asOf().validAt(),
                        expires,
                        Decision.sides(book.beliefs().claims(device, attribute)));
        Reconciliation reconciliation =
                Decisions.decide(book.snapshot(), decision, book.policy().authority());
        data.record(
                "inventory.decide",
                device.id() + " " + AuthorityFile.name(attribute),
                reason,
                Map.of(
                        "device",
                        device.name(),
                        switch (choice) {
                            case Choice.Value _ -> "value";
                            case Choice.Source _ -> "source";
                        },
                        choice.text(),
                        "until",
                        expires.equals(Instant.MAX) ? "" : expires.toString(),
                        "about",
                        decision.about().toString()));
        data.graph().apply(reconciliation.changes());
        return reconciliation;
    }
}
