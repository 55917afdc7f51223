package io.segwright.app.cli;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.TagDirectory;
import io.segwright.inventory.ipam.TagProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Allocations that still hold and name somebody who left or something that is retired. What nobody ever imported is
/// not held against them: it is a gap of the audit report, not a mistake of the file.
///
/// @param errors the first ones, located
record DepartedTags(List<String> errors, int total) {
    private static final int ERRORS_MAX = 50; // what a person reads

    DepartedTags {
        errors = List.copyOf(errors);
    }

    static DepartedTags of(TagDirectory directory, List<Allocation> allocations, Instant now) {
        Map<Tags, List<TagProblem>> known = new HashMap<>(); // as many as there are tags
        List<String> errors = new ArrayList<>();
        int total = 0;
        for (Allocation allocation : allocations) {
            if (!allocation.validTo().isAfter(now)) {
                continue; // who had it then may well be gone
            }
            for (TagProblem problem :
                    known.computeIfAbsent(allocation.tags(), tags -> departed(directory, tags))) {
                total++;
                if (errors.size() < ERRORS_MAX) {
                    errors.add(
                            "%s: %s: %s; name a live one, end the allocation by valid_to, or take it with --take-departed"
                                    .formatted(
                                            allocation.source(),
                                            allocation.prefix(),
                                            problem.text()));
                }
            }
        }
        return new DepartedTags(errors, total);
    }

    private static List<TagProblem> departed(TagDirectory directory, Tags tags) {
        return directory.problems(tags, Set.of()).stream()
                .filter(problem ->
                        switch (problem.reason()) {
                            case LEFT, RETIRED -> true;
                            case MISSING, UNKNOWN, ELSEWHERE -> false;
                        })
                .toList();
    }
}
