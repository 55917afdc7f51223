package io.segwright.acl.dialect;

import io.segwright.acl.policy.Finding;
import java.util.List;

/// What came of reading a text.
public sealed interface Parsing {
    /// @param lists in the order of the text; their lines have no `why`
    record Parsed(List<BoundList> lists) implements Parsing {
        public Parsed {
            lists = List.copyOf(lists);
        }
    }

    /// @param errors at least one, at most 50, each `file:line:column: ...`
    record ParseErrors(List<Finding> errors) implements Parsing {
        public ParseErrors {
            errors = List.copyOf(errors);
        }
    }
}
