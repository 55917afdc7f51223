package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.space.Block;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Giving out: request, policy, approval, allocation; and giving the same elsewhere.
final class GrantRules extends Rules {
    GrantRules(Allocator allocator, Setting setting) {
        super(allocator, setting);
    }

    Decision allocate(Command.Allocate command) {
        Wish wish = command.wish();
        Optional<Request> earlier = allocator.requestByKey(wish.key());
        if (earlier.isPresent()) {
            return again(wish, earlier.get());
        }
        try {
            Space.Pool pool = pool(wish.pool());
            Granted granted = grant(pool, wish.ask(), wish.tags(), wish.lease());
            Step asked = step(Step.Act.REQUESTED, command.reason());
            int id = allocator.nextId();
            Request request =
                    isAutomatic(pool, wish.ask())
                            ? new Request(
                                    id,
                                    wish,
                                    Request.State.ALLOCATED,
                                    granted.holding(),
                                    nextRevision(),
                                    List.of(
                                            asked,
                                            step(Step.Act.ALLOCATED, "policy of " + pool.name())))
                            : new Request(
                                    id,
                                    wish,
                                    Request.State.PENDING,
                                    null,
                                    nextRevision(),
                                    List.of(asked));
            return done(List.of(request), List.of(request));
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    /// A retry gets the answer of the first time, also when it was lost on the way; another wish under the same key is
    /// a mistake of the caller.
    private static Decision again(Wish wish, Request earlier) {
        if (earlier.wish().equals(wish)) {
            return new Decision(new Answer.Requests(List.of(earlier)), List.of());
        }
        return Decision.refused(
                Refusal.Code.KEY_REUSED,
                "key '"
                        + wish.key()
                        + "' was used for request "
                        + earlier.id()
                        + " ("
                        + earlier.wish().ask()
                        + " of pool '"
                        + earlier.wish().pool()
                        + "'): want a new key for another wish");
    }

    private static boolean isAutomatic(Space.Pool pool, int length) {
        return length >= pool.policy().approval().automaticFromLength();
    }

    private boolean isAutomatic(Space.Pool pool, Ask ask) {
        return isAutomatic(pool, new Finder(allocator, pool).length(ask));
    }

    private Space.Pool pool(String name) throws RefusedException {
        Optional<Space.Pool> pool = allocator.pool(name);
        if (pool.isPresent()) {
            return pool.get();
        }
        List<String> near =
                NearNames.of(name, allocator.pools().stream().map(Space.Pool::name).iterator());
        throw new RefusedException(
                Refusal.of(
                        Refusal.Code.UNKNOWN,
                        "pool '"
                                + name
                                + "' is not there"
                                + (near.isEmpty()
                                        ? ": list them with segwright allocate pool list"
                                        : ": did you mean " + String.join(", ", near) + "?")));
    }

    private record Granted(Request.Holding holding) {}

    /// All that must be right for something to be given: the caller, the size, the lease, the tags, and room.
    private Granted grant(Space.Pool pool, Ask ask, Tags own, Duration lease)
            throws RefusedException {
        Decision notAdmitted = notAdmitted(pool);
        if (notAdmitted != null && notAdmitted.answer() instanceof Answer.Refused(Refusal why)) {
            throw new RefusedException(why);
        }
        return granted(pool, ask, own, lease);
    }

    private Granted granted(Space.Pool pool, Ask ask, Tags own, Duration lease)
            throws RefusedException {
        refuseIf(wrongFamily(pool, ask));
        Finder finder = new Finder(allocator, pool);
        refuseIf(wrongSize(pool, finder.length(ask)));
        refuseIf(wrongLease(lease, pool));
        Tags tags = own.inheriting(inherited(pool));
        refuseIf(wrongTags(tags, pool.policy().required()));
        return switch (finder.find(ask)) {
            case Finder.Found.Not(Refusal why) -> throw new RefusedException(why);
            case Finder.Found.At(Block block) ->
                    new Granted(
                            new Request.Holding(
                                    new Place(pool.place().vrf(), block, nextRevision()),
                                    tags,
                                    end(lease)));
        };
    }

    private static void refuseIf(@Nullable Refusal refusal) throws RefusedException {
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
    }

    /// Null where the family is the pool's.
    private static @Nullable Refusal wrongFamily(Space.Pool pool, Ask ask) {
        return ask instanceof Ask.Exactly(Block block) && block.family() != pool.prefix().family()
                ? Refusal.of(
                        Refusal.Code.OUTSIDE,
                        block
                                + " is not in pool '"
                                + pool.name()
                                + "': want something in "
                                + pool.prefix())
                : null;
    }

    /// Null where the pool gives out such sizes.
    private static @Nullable Refusal wrongSize(Space.Pool pool, int length) {
        PoolPolicy.Limits limits = pool.policy().limits();
        boolean right = length >= limits.shortestLength() && length <= limits.longestLength();
        return right
                ? null
                : Refusal.of(
                        Refusal.Code.POLICY,
                        "pool '"
                                + pool.name()
                                + "' gives out lengths "
                                + limits.shortestLength()
                                + ".."
                                + limits.longestLength()
                                + ", not "
                                + length);
    }

    Decision approve(Command.Approve command) {
        try {
            Request request = inState(command.id(), Request.State.PENDING);
            Space.Pool pool = pool(request.wish().pool());
            refuseIf(notApprover(pool, request));
            Wish wish = request.wish();
            Granted granted = granted(pool, wish.ask(), wish.tags(), wish.lease());
            Request approved =
                    request.to(
                            Request.State.PENDING,
                            null,
                            nextRevision(),
                            step(Step.Act.APPROVED, command.reason()));
            Request given =
                    approved.to(
                            Request.State.ALLOCATED,
                            granted.holding(),
                            nextRevision(),
                            step(Step.Act.ALLOCATED, "approved"));
            return done(List.of(given), List.of(given));
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    /// Null where the caller may approve: nobody approves what he asked for himself.
    private @Nullable Refusal notApprover(Space.Pool pool, Request request) {
        Set<String> approvers = pool.policy().approval().approvers();
        String who = setting.actor();
        if (!approvers.isEmpty() && !approvers.contains(who)) {
            return Refusal.of(
                    Refusal.Code.NOT_ALLOWED,
                    who
                            + " does not approve for pool '"
                            + pool.name()
                            + "': ask "
                            + String.join(", ", approvers.stream().sorted().limit(5).toList()));
        }
        return request.history().getFirst().actor().equals(who)
                ? Refusal.of(
                        Refusal.Code.NOT_ALLOWED,
                        who
                                + " asked for request "
                                + request.id()
                                + ": want somebody else to approve it")
                : null;
    }

    /// The new place is a request of its own, so that both places keep their history; each names the other.
    Decision move(Command.Move command) {
        try {
            Request old = inState(command.id(), Request.State.ALLOCATED);
            Request.Holding held = old.held().orElseThrow();
            Decision notAdmitted = notAdmitted(poolAround(old));
            if (notAdmitted != null) {
                return notAdmitted;
            }
            if (allocator.usage(old).children() > 0) {
                return Decision.refused(
                        Refusal.Code.STATE,
                        Texts.of(old) + " and has something inside: move that first");
            }
            Space.Pool pool = pool(command.pool());
            Duration lease =
                    held.until().equals(java.time.Instant.MAX)
                            ? Duration.ZERO
                            : Duration.between(setting.now(), held.until());
            Granted granted = grant(pool, command.ask(), held.tags(), lease);
            Wish wish = new Wish(pool.name(), command.ask(), old.wish().tags(), lease, "");
            int id = allocator.nextId();
            Block there = granted.holding().place().block();
            List<Step> history = new ArrayList<>();
            history.add(
                    step(
                            Step.Act.MOVED,
                            command.reason()
                                    + "; from request "
                                    + old.id()
                                    + ", "
                                    + held.place().block()));
            Request fresh =
                    new Request(
                            id,
                            wish,
                            Request.State.ALLOCATED,
                            granted.holding(),
                            nextRevision(),
                            history);
            Request left =
                    ended(
                            old,
                            step(
                                    Step.Act.MOVED,
                                    command.reason() + "; to request " + id + ", " + there));
            return done(List.of(fresh, left), List.of(left, fresh));
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    private static Decision done(List<Request> answer, List<Request> puts) {
        return new Decision(
                new Answer.Requests(answer),
                puts.stream().<Change>map(Change.RequestPut::new).toList());
    }
}
