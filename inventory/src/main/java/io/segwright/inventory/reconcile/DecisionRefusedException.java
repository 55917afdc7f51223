package io.segwright.inventory.reconcile;

/// A person asked for a merge or a split that makes no sense. The message says why and what would.
public final class DecisionRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public DecisionRefusedException(String message) {
        super(message);
    }
}
