package io.segwright.acl.dialect;

import io.segwright.acl.policy.Finding;
import java.util.ArrayList;
import java.util.List;

/// Collects syntax errors of one text.
final class Errors {
    private static final int ERRORS_MAX = 50; // a text with more is not of this dialect

    private final String file;
    private final List<Finding> found = new ArrayList<>();

    Errors(String file) {
        this.file = file;
    }

    void add(SyntaxException e) {
        if (found.size() < ERRORS_MAX) {
            found.add(Finding.error(file + ":" + e.line() + ":" + e.column(), e.text()));
        }
    }

    boolean isFull() {
        return found.size() >= ERRORS_MAX;
    }

    Parsing orParsed(List<BoundList> lists) {
        return found.isEmpty() ? new Parsing.Parsed(lists) : new Parsing.ParseErrors(found);
    }

    /// A word of the text for a message: short and printable.
    static String shown(String word) {
        String flat = word.replaceAll("[^ -~]", "?");
        return "'" + (flat.length() > 60 ? flat.substring(0, 60) + "..." : flat) + "'";
    }
}
