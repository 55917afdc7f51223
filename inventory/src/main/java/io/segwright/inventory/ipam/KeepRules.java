package io.segwright.inventory.ipam;

import io.segwright.inventory.space.SpaceTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to a request after it was made: refused, renewed, released, over.
final class KeepRules extends Rules {
    private static final Duration KEPT_LONGER = Duration.ofDays(1); // then it is looked at again
    private static final String SELF = "segwright";

    KeepRules(Allocator allocator, Setting setting) {
        super(allocator, setting);
    }

    Decision refuse(Command.Refuse command) {
        try {
            Request request = inState(command.id(), Request.State.PENDING);
            return put(
                    request.to(
                            Request.State.REFUSED,
                            null,
                            nextRevision(),
                            step(Step.Act.REFUSED, command.reason())));
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    Decision release(Command.Release command) {
        try {
            Request request = inState(command.id(), Request.State.ALLOCATED);
            Decision notAdmitted = notAdmitted(poolAround(request));
            if (notAdmitted != null) {
                return notAdmitted;
            }
            if (hasInside(request)) {
                return Decision.refused(
                        Refusal.Code.STATE,
                        Texts.of(request) + " and has something inside: release that first");
            }
            return put(ended(request, step(Step.Act.RELEASED, command.reason())));
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    private boolean hasInside(Request request) {
        SpaceTree tree = allocator.tree(request.place());
        return request.place().block().prefixes().stream()
                .anyMatch(p -> tree.usage(new SpaceTree.Placed(p, request.id())).children() > 0);
    }

    /// What is renewed must be as good as what is new: its tags are looked at again.
    Decision renew(Command.Renew command) {
        try {
            Request request = inState(command.id(), Request.State.ALLOCATED);
            Request.Holding held = request.held().orElseThrow();
            Space.Pool pool = poolAround(request);
            Decision notAdmitted = notAdmitted(pool);
            if (notAdmitted != null) {
                return notAdmitted;
            }
            @Nullable Refusal refusal = null;
            if (pool != null) {
                refusal = wrongLease(command.lease(), pool);
                if (refusal == null) {
                    refusal = wrongTags(held.tags(), pool.policy().required());
                }
            }
            if (refusal != null) {
                return Decision.refused(refusal);
            }
            return put(
                    request.to(
                            Request.State.ALLOCATED,
                            new Request.Holding(held.place(), held.tags(), end(command.lease())),
                            nextRevision(),
                            step(Step.Act.RENEWED, command.reason())));
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    /// @param due ids whose time is over
    /// @param closed in the order of their closing
    List<Change> overdue(int[] due, Collection<Integer> closed, int max) {
        List<Change> changes = new ArrayList<>();
        for (int id : due) {
            allocator
                    .request(id)
                    .ifPresent(request -> changes.add(new Change.RequestPut(over(request))));
        }
        closed.stream()
                .limit(Math.clamp(closed.size() - (long) Allocator.CLOSED_MAX, 0, max))
                .forEach(id -> changes.add(new Change.RequestForgotten(id)));
        return changes;
    }

    private Request over(Request request) {
        if (request.state() == Request.State.RESTING) {
            Step freed = new Step(setting.now(), SELF, Step.Act.FREED, "rested long enough");
            return request.to(
                    Request.State.CLOSED, request.held().orElseThrow(), nextRevision(), freed);
        }
        if (hasInside(request)) {
            Request.Holding held = request.held().orElseThrow();
            Instant later = setting.now().plus(KEPT_LONGER);
            return request.to(
                    Request.State.ALLOCATED,
                    new Request.Holding(held.place(), held.tags(), later),
                    nextRevision(),
                    new Step(
                            setting.now(),
                            SELF,
                            Step.Act.KEPT,
                            "lease is over, but there is something inside"));
        }
        // It ended when its lease did, however much later somebody noticed.
        Instant end = request.held().orElseThrow().until();
        return ended(request, new Step(end, SELF, Step.Act.EXPIRED, "lease is over"));
    }

    private static Decision put(Request request) {
        return new Decision(
                new Answer.Requests(List.of(request)), List.of(new Change.RequestPut(request)));
    }
}
