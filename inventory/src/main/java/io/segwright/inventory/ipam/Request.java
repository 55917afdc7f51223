package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request and all that became of it, as one object: asked, approved, allocated, renewed, released.
///
/// ```
/// PENDING --approve--> ALLOCATED --release, expiry, move--> RESTING --quarantine over--> CLOSED
///    '-----refuse--> REFUSED    '--split, merge------------------------------------------^
/// ```
///
/// @param holding what it was given; null until then
/// @param revision the allocator's when it changed last
/// @param history the first and the latest steps; at most [#STEPS_MAX]
public record Request(
        int id,
        Wish wish,
        State state,
        @Nullable Holding holding,
        long revision,
        List<Step> history)
        implements Occupant {
    public static final int STEPS_MAX =
            64; // a monthly renewal for five years; the audit log has all
    private static final int FIRST_STEPS = 4; // asked, approved, allocated, first renewed

    /// Where a request stands.
    public enum State {
        PENDING,
        ALLOCATED,
        RESTING,
        CLOSED,
        REFUSED;

        /// As people write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isInTree() {
            return this == ALLOCATED || this == RESTING;
        }
    }

    /// @param tags with what was inherited when it was given
    /// @param until when the lease, or the rest after it, ends; [Instant#MAX] for never
    public record Holding(Place place, Tags tags, Instant until) {
        public Holding {
            until = until.equals(Instant.MAX) ? until : until.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    public Request {
        history = List.copyOf(history);
        if (holding == null && state.isInTree()) {
            throw new IllegalArgumentException(
                    "request " + id + " is " + state + " and has nothing");
        }
    }

    @Override
    public Place place() {
        return held().orElseThrow(
                        () -> new IllegalStateException("request " + id + " was given nothing"))
                .place();
    }

    /// What it has, or had.
    public Optional<Holding> held() {
        return Optional.ofNullable(holding);
    }

    /// The same, one step further.
    Request to(State next, @Nullable Holding held, long atRevision, Step step) {
        List<Step> steps = new ArrayList<>(history);
        if (steps.size() >= STEPS_MAX) {
            steps.remove(FIRST_STEPS);
        }
        steps.add(step);
        return new Request(id, wish, next, held, atRevision, steps);
    }
}
