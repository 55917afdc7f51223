package io.segwright.inventory.ipam;

import java.util.List;

/// What came of a command.
public sealed interface Answer {
    /// @param requests as they are now
    record Requests(List<Request> requests) implements Answer {
        public Requests {
            requests = List.copyOf(requests);
        }
    }

    /// @param space as it is now, or as it was before it was removed
    record Spaces(Space space) implements Answer {}

    record Refused(Refusal refusal) implements Answer {}

    /// Nothing to show.
    record Done() implements Answer {}
}
