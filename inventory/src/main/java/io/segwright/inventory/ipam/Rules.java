package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What several commands ask: who may, which tags hold, how long something rests.
abstract class Rules {
    final Allocator allocator;
    final Setting setting;

    Rules(Allocator allocator, Setting setting) {
        this.allocator = allocator;
        this.setting = setting;
    }

    final long nextRevision() {
        return allocator.revision() + 1;
    }

    final Step step(Step.Act act, String reason) {
        return new Step(setting.now(), setting.actor(), act, reason);
    }

    /// The pool around something that is in place, the innermost; null where only an aggregate is.
    final Space.@Nullable Pool poolAround(Occupant inside) {
        Space.Pool around = null;
        for (Occupant occupant : allocator.covering(inside.place().vrf(), inside.place().block())) {
            if (occupant.id() == inside.id()) {
                break;
            }
            if (occupant instanceof Space.Pool pool) {
                around = pool;
            }
        }
        return around;
    }

    /// The tags that a pool hands down: its own, and those of what it lies in.
    final Tags inherited(Space.Pool pool) {
        Tags tags = Tags.NONE;
        for (Occupant occupant : allocator.covering(pool.place().vrf(), pool.place().block())) {
            switch (occupant) {
                case Space.Pool outer -> tags = outer.tags().inheriting(tags);
                case Request request -> tags = request.held().orElseThrow().tags().inheriting(tags);
                case Space.Aggregate _, Space.Reservation _ -> {} // have none
            }
            if (occupant.id() == pool.id()) {
                break;
            }
        }
        return tags;
    }

    /// Null where the caller may.
    final @Nullable Decision notAdmitted(Space.@Nullable Pool pool) {
        if (pool == null || pool.team().admits(setting.actor())) {
            return null;
        }
        return Decision.refused(
                Refusal.Code.NOT_ALLOWED,
                "pool '"
                        + pool.name()
                        + "' was delegated to "
                        + pool.team().name()
                        + ": "
                        + setting.actor()
                        + " is no member of it; ask one of "
                        + String.join(
                                ", ", pool.team().members().stream().sorted().limit(5).toList()));
    }

    /// Null where the tags do.
    final @Nullable Refusal wrongTags(Tags tags, Set<TagKind> required) {
        List<TagProblem> problems = setting.tags().problems(tags, required);
        return problems.isEmpty()
                ? null
                : new Refusal(Refusal.Code.TAGS, Refusal.text(problems), problems, tags);
    }

    /// Null where a lease is as the pool wants it.
    static @Nullable Refusal wrongLease(Duration lease, Space.Pool pool) {
        Duration max = pool.policy().limits().leaseMax();
        if (max.isZero() || (!lease.isZero() && lease.compareTo(max) <= 0)) {
            return null;
        }
        return Refusal.of(
                Refusal.Code.POLICY,
                "pool '"
                        + pool.name()
                        + "' gives out on lease only: want a lease of at most "
                        + days(max)
                        + (lease.isZero() ? "" : ", not " + days(lease)));
    }

    private static String days(Duration duration) {
        return duration.toDays() > 0 && duration.toSecondsPart() == 0 && duration.toHoursPart() == 0
                ? duration.toDays() + " days"
                : duration.toString();
    }

    final Instant end(Duration lease) {
        return lease.isZero() ? Instant.MAX : setting.now().plus(lease);
    }

    /// The request as it is once it gives back what it has: it rests, or is closed at once where the pool wants no rest.
    final Request ended(Request request, Step step) {
        Request.Holding held = request.held().orElseThrow();
        Space.Pool pool = poolAround(request);
        Duration rest = pool == null ? Duration.ZERO : pool.policy().limits().quarantine();
        Request.State next = rest.isZero() ? Request.State.CLOSED : Request.State.RESTING;
        Instant until = step.at().plus(rest);
        return request.to(
                next, new Request.Holding(held.place(), held.tags(), until), nextRevision(), step);
    }

    /// A request that must be there and in a state.
    final Request inState(int id, Request.State wanted) throws RefusedException {
        Request request =
                allocator
                        .request(id)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.of(
                                                Refusal.Code.UNKNOWN,
                                                "request " + id + " is not there")));
        if (request.state() != wanted) {
            throw new RefusedException(
                    Refusal.of(
                            Refusal.Code.STATE,
                            "request "
                                    + id
                                    + " is "
                                    + request.state().word()
                                    + ": want one that is "
                                    + wanted.word()));
        }
        return request;
    }

    /// A way out of a decision, inside of it.
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        final transient Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }
    }
}
