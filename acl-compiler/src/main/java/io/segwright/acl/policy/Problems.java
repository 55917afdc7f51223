package io.segwright.acl.policy;

import io.segwright.acl.yaml.Position;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong, so that one run tells a person everything.
final class Problems {
    private static final int ERRORS_MAX = 50; // more than a person fixes before the next run
    private static final int WARNINGS_MAX = 1_000; // e.g. expired rules

    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private int errorsLeftOut;

    void error(Position at, String text) {
        if (errors.size() < ERRORS_MAX) {
            errors.add(Finding.error(at.toString(), text));
        } else {
            errorsLeftOut++;
        }
    }

    void warning(Position at, String text) {
        if (warnings.size() < WARNINGS_MAX) {
            warnings.add(Finding.warning(at.toString(), text));
        }
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    List<Finding> errors(String file) {
        List<Finding> all = new ArrayList<>(errors);
        if (errorsLeftOut > 0) {
            all.add(
                    Finding.error(
                            file, "and " + errorsLeftOut + " more errors: fix the first ones"));
        }
        return all;
    }

    List<Finding> warnings() {
        return List.copyOf(warnings);
    }
}
