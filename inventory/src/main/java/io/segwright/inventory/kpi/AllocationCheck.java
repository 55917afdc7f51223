package io.segwright.inventory.kpi;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.GapKind;
import io.segwright.inventory.coverage.OwnerDirectory;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.ipam.TagProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Whether the tags of allocations are complete.
///
/// A tag of a kind that the directory knows nothing at all of cannot be looked up: that it is there is enough then.
public final class AllocationCheck {
    /// What is required of an allocation that lies in no pool: that without which nobody answers for an address.
    public static final Set<TagKind> REQUIRED_OUTSIDE = Set.of(TagKind.SERVICE, TagKind.OWNER);

    private final TagDirectory directory;
    private final Set<TagKind> known;
    private final Function<Allocation, Set<TagKind>> required;

    /// @param required by the pool in which it lies, else [#REQUIRED_OUTSIDE]
    public AllocationCheck(TagDirectory directory, Function<Allocation, Set<TagKind>> required) {
        this.directory = directory;
        this.known = EnumSet.noneOf(TagKind.class);
        directory.entries().forEach(entry -> known.add(entry.kind()));
        this.required = required;
    }

    /// The kinds of tags whose names can be looked up.
    public Set<TagKind> known() {
        return Set.copyOf(known);
    }

    /// @param allocations those in force at `at`
    /// @param index over them
    /// @return sorted
    public List<AllocationRow> rows(
            Collection<Allocation> allocations, AttributionIndex index, Instant at) {
        List<AllocationRow> rows = new ArrayList<>(allocations.size());
        for (Allocation allocation : allocations) {
            Tags outer = outer(allocation, index, at);
            Tags tags = allocation.tags().inheriting(outer);
            Set<TagKind> wanted = required.apply(allocation);
            rows.add(new AllocationRow(allocation, tags, wanted, problems(tags, wanted)));
        }
        rows.sort(null);
        return rows;
    }

    /// What lies around a prefix; others of the same prefix are not.
    private static Tags outer(Allocation allocation, AttributionIndex index, Instant at) {
        Tags tags = Tags.NONE;
        for (Allocation around :
                index.lookup(allocation.vrf(), allocation.prefix().network(), at).chain()) {
            if (around.prefix().length() < allocation.prefix().length()) {
                tags = tags.inheriting(around.tags());
            }
        }
        return tags;
    }

    private List<String> problems(Tags tags, Set<TagKind> wanted) {
        List<String> problems = new ArrayList<>(0);
        for (TagProblem problem : directory.problems(tags, wanted)) {
            boolean lookedUp =
                    known.contains(problem.kind()) || problem.reason() != TagProblem.Reason.UNKNOWN;
            if (lookedUp) {
                problems.add(problem.kind().word() + "-" + problem.reason().word());
            }
        }
        return problems;
    }

    /// One for each that is not complete.
    public static List<Gap> gaps(List<AllocationRow> rows) {
        List<Gap> gaps = new ArrayList<>();
        for (AllocationRow row : rows) {
            if (!row.isComplete()) {
                Allocation allocation = row.allocation();
                gaps.add(
                        new Gap(
                                GapKind.ALLOCATION_INCOMPLETE,
                                allocation.prefix().toString(),
                                "",
                                List.of(
                                        String.join(", ", row.problems()),
                                        "declared by " + allocation.source()),
                                "",
                                "complete the tags of "
                                        + allocation.prefix()
                                        + " in "
                                        + allocation.vrf()));
            }
        }
        return gaps;
    }

    /// Each owner whom the rows name, once, by name.
    public static List<OwnerRow> owners(List<AllocationRow> rows, OwnerDirectory owners) {
        Map<String, Long> named = new TreeMap<>();
        for (AllocationRow row : rows) {
            if (!row.tags().owner().isEmpty()) {
                named.merge(row.tags().owner(), 1L, Long::sum);
            }
        }
        List<OwnerRow> found = new ArrayList<>();
        named.forEach((name, count) -> found.add(new OwnerRow(name, owners.verdict(name), count)));
        return found;
    }
}
