package io.segwright.app.view;

/// The forms in which every reading command can print its answer.
public enum Format {
    TABLE,
    JSON,
    JSONL,
    CSV
}
