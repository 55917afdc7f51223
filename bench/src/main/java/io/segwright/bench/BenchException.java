package io.segwright.bench;

/// A benchmark that cannot run, with what to do about it in one line.
final class BenchException extends Exception {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }
}
