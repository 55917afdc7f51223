package io.segwright.inventory.kpi;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.TagKind;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One allocation in force, and whether the tags that it needs name live objects.
///
/// @param allocation as it was declared
/// @param tags with what it inherits
/// @param required by the policy of its pool
/// @param problems what is wrong with its tags, e.g. `service-missing`; empty where they are complete
public record AllocationRow(
        Allocation allocation, Tags tags, Set<TagKind> required, List<String> problems)
        implements Comparable<AllocationRow> {
    private static final Comparator<AllocationRow> ORDER =
            Comparator.comparing((AllocationRow row) -> row.allocation.vrf())
                    .thenComparing(row -> row.allocation.prefix())
                    .thenComparing(row -> row.allocation.validFrom())
                    .thenComparing(row -> row.allocation.source())
                    .thenComparing(row -> row.tags.toString());

    public AllocationRow {
        required = Set.copyOf(required);
        problems = List.copyOf(problems);
        for (TagKind kind : EnumSet.allOf(TagKind.class)) {
            if (problems.isEmpty() && required.contains(kind) && kind.of(tags).isEmpty()) {
                throw new IllegalArgumentException(
                        allocation.prefix()
                                + " counts as complete without its required "
                                + kind.word()
                                + ": want a problem, or the tag");
            }
        }
    }

    public boolean isComplete() {
        return problems.isEmpty();
    }

    @Override
    public int compareTo(AllocationRow other) {
        return ORDER.compare(this, other);
    }
}
