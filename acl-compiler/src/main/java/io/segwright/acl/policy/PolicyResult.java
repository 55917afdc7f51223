package io.segwright.acl.policy;

import java.util.List;

/// What came of reading a policy.
public sealed interface PolicyResult {
    /// A policy that can be compiled.
    ///
    /// @param findings warnings only, in the order of the text
    record Read(Policy policy, List<Finding> findings) implements PolicyResult {
        public Read {
            findings = List.copyOf(findings);
        }
    }

    /// Not a policy.
    ///
    /// @param errors at least one, in the order in which they were met; the first 50
    record Refused(List<Finding> errors) implements PolicyResult {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
