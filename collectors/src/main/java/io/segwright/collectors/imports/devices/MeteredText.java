package io.segwright.collectors.imports.devices;

/// A text that a regular expression may look at so often and no more: some expressions take ages on some texts, and
/// the text comes from outside.
final class MeteredText implements CharSequence {
    private static final int LOOKS_MAX = 1_000_000; // some milliseconds

    /// The expression looked too often.
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private SpentException() {
            super("looked at " + LOOKS_MAX + " characters", null, false, false);
        }
    }

    private final String text;
    private int looks;

    MeteredText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > LOOKS_MAX) {
            throw new SpentException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
