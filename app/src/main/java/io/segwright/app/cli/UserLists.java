package io.segwright.app.cli;

import io.segwright.collectors.understand.Understanding;
import java.util.Optional;

/// The public lists that a user may give, looked at before anybody is asked: without them devices would be told
/// other models than with them, and nobody would know why.
final class UserLists {
    private UserLists() {}

    static void check() throws CommandFailure {
        Optional<String> complaint = Understanding.complaint();
        if (complaint.isPresent()) {
            throw CommandFailure.badInput(complaint.get());
        }
    }
}
