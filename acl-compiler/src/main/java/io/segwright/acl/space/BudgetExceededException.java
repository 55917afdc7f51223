package io.segwright.acl.space;

/// A set of packets needs more nodes, or more work, than its space may spend. The space stays usable: what was built
/// before is whole.
public final class BudgetExceededException extends Exception {
    private static final long serialVersionUID = 1L;

    BudgetExceededException(String message) {
        super(message);
    }
}
