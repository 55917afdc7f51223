package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.InventoryChange.AllocationAdded;
import io.segwright.inventory.reconcile.InventoryChange.AllocationChanged;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationImportTest {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Provenance IMPORT =
            new Provenance("import:allocations.csv", IpAddress.of("127.0.0.1"), APRIL);

    @Test
    void anImportAddsAndNeverDeletes() {
        Allocation known = allocation("10.1.0.0/16", "shop", JANUARY, Instant.MAX, "a.csv:1");
        Allocation fresh = allocation("10.2.0.0/16", "crm", APRIL, Instant.MAX, "b.csv:1");
        Reconciliation result = take(List.of(known), fresh);
        assertThat(result.changes()).containsExactly(new AllocationAdded(fresh, IMPORT));
        assertThat(result.next().allocations()).containsExactly(known, fresh);
    }

    @Test
    void theSameLinesAgainChangeNothingWhereverTheyStand() {
        Allocation known = allocation("10.1.0.0/16", "shop", JANUARY, Instant.MAX, "a.csv:1");
        Allocation moved = allocation("10.1.0.0/16", "shop", APRIL, Instant.MAX, "a.csv:99");
        Reconciliation result = take(List.of(known), moved);
        assertThat(result.changes()).isEmpty();
        assertThat(result.next().allocations()).containsExactly(known);
    }

    @Test
    void newTagsFromALaterMomentKeepThePast() {
        Allocation known = allocation("10.1.0.0/16", "shop", JANUARY, Instant.MAX, "a.csv:1");
        Allocation fresh = allocation("10.1.0.0/16", "crm", APRIL, Instant.MAX, "a.csv:1");
        Allocation closed = allocation("10.1.0.0/16", "shop", JANUARY, APRIL, "a.csv:1");
        Reconciliation result = take(List.of(known), fresh);
        assertThat(result.changes())
                .containsExactly(
                        new AllocationChanged(known, closed, IMPORT),
                        new AllocationAdded(fresh, IMPORT));
        assertThat(take(result.next().allocations(), fresh).changes()).isEmpty();
    }

    @Test
    void newTagsFromTheSameMomentAreACorrection() {
        Allocation known = allocation("10.1.0.0/16", "shop", JANUARY, Instant.MAX, "a.csv:1");
        Allocation fresh = allocation("10.1.0.0/16", "crm", JANUARY, Instant.MAX, "a.csv:1");
        assertThat(take(List.of(known), fresh).changes())
                .containsExactly(new AllocationChanged(known, fresh, IMPORT));
    }

    @Test
    void linesOfOneImportThatDisagreeAreAConflictAndNeitherIsTaken() {
        Allocation one = allocation("10.1.0.0/16", "shop", JANUARY, Instant.MAX, "a.csv:1");
        Allocation other = allocation("10.1.0.0/16", "crm", APRIL, Instant.MAX, "a.csv:2");
        Reconciliation result = take(List.of(), one, other);
        assertThat(result.changes()).isEmpty();
        assertThat(result.next().allocations()).isEmpty();
        assertThat(result.conflicts())
                .containsExactly(
                        new Conflict(
                                "10.1.0.0/16 in default",
                                "whose is it? two lines of one import disagree; keep one",
                                List.of(
                                        "a.csv:1: service 'shop', owner 'ana', valid from 2026-01-01T00:00:00Z to "
                                                + Instant.MAX,
                                        "a.csv:2: service 'crm', owner 'ana', valid from 2026-04-01T00:00:00Z to "
                                                + Instant.MAX)));
    }

    private static Reconciliation take(List<Allocation> known, Allocation... imported) {
        return Reconciler.reconcileAllocations(
                new InventorySnapshot(List.of(), List.of(), known),
                List.of(imported),
                IMPORT);
    }

    private static Allocation allocation(
            String prefix, String service, Instant from, Instant to, String source) {
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.of(prefix),
                new Tags(service, "", "", "", "ana"),
                from,
                to,
                Polling.ALLOWED,
                source);
    }
}
