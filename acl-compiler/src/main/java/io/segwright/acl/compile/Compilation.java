package io.segwright.acl.compile;

import io.segwright.acl.policy.Finding;
import java.util.List;

/// What came of compiling.
///
/// @param lists by device, then management plane, then interfaces; list names are unique
/// @param findings with an ERROR among them, nothing of this may be pushed
public record Compilation(List<CompiledList> lists, List<Finding> findings) {
    public Compilation {
        lists = List.copyOf(lists);
        findings = List.copyOf(findings);
    }
}
