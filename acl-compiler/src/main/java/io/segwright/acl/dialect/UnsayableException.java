package io.segwright.acl.dialect;

/// A line that a dialect has no words for; becomes [Rendering.Unrenderable] at the dialect's door.
final class UnsayableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsayableException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
