package io.segwright.inventory.ipam;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.Depth;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One allocation made several, and several made one. What lies inside stays where it is.
final class SplitRules extends Rules {
    private static final int PIECES_MAX = 4_096; // a /20 into addresses; each is written in one go
    private static final int PAGE = 1_000;

    SplitRules(Allocator allocator, Setting setting) {
        super(allocator, setting);
    }

    Decision split(Command.Split command) {
        try {
            Request whole = inState(command.id(), Request.State.ALLOCATED);
            Decision notAdmitted = notAdmitted(poolAround(whole));
            if (notAdmitted != null) {
                return notAdmitted;
            }
            Prefix prefix = prefixOf(whole);
            List<Prefix> pieces = pieces(prefix, command.length());
            requireUncut(whole, prefix, command.length());
            List<Request> fresh = new ArrayList<>();
            for (Prefix piece : pieces) {
                fresh.add(
                        successor(
                                allocator.nextId() + fresh.size(),
                                whole,
                                Block.of(piece),
                                Step.Act.SPLIT,
                                command.reason() + "; from request " + whole.id()));
            }
            Request closed =
                    closed(
                            whole,
                            step(
                                    Step.Act.SPLIT,
                                    command.reason()
                                            + "; into requests "
                                            + fresh.getFirst().id()
                                            + " to "
                                            + fresh.getLast().id()));
            return done(List.of(closed), fresh);
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    private static Prefix prefixOf(Request request) throws RefusedException {
        Block block = request.place().block();
        return block.asPrefix()
                .orElseThrow(
                        () -> refused(Refusal.Code.POLICY, block + " is a range: want a prefix"));
    }

    private static List<Prefix> pieces(Prefix prefix, int length) throws RefusedException {
        int bits = prefix.family().bits();
        if (length <= prefix.length()
                || length > bits
                || length - prefix.length() > Integer.numberOfTrailingZeros(PIECES_MAX)) {
            throw refused(
                    Refusal.Code.POLICY,
                    prefix
                            + " into /"
                            + length
                            + ": want a length of "
                            + (prefix.length() + 1)
                            + ".."
                            + Math.min(
                                    bits,
                                    prefix.length() + Integer.numberOfTrailingZeros(PIECES_MAX)));
        }
        List<Prefix> pieces = new ArrayList<>();
        IpAddress next = prefix.network();
        for (int i = 0; i < 1 << (length - prefix.length()); i++) {
            Prefix piece = Prefix.covering(next, length);
            pieces.add(piece);
            next = Blocks.after(piece.last());
        }
        return pieces;
    }

    /// Nothing inside may be larger than a piece, or it would lie in two.
    private void requireUncut(Request whole, Prefix prefix, int length) throws RefusedException {
        SpaceTree tree = allocator.tree(whole.place());
        Placed in = new Placed(prefix, whole.id());
        Placed after = null;
        while (true) {
            List<Placed> page = tree.inside(in, after, Depth.CHILDREN, PAGE);
            for (Placed inside : page) {
                Occupant occupant = allocator.occupant(inside.item());
                if (occupant.place().block().size()
                                > Math.scalb(1.0, prefix.family().bits() - length)
                        || Blocks.length(occupant.place().block()) < length) {
                    throw refused(
                            Refusal.Code.STATE,
                            Texts.of(occupant) + " and would be cut: want pieces that hold it");
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            after = page.getLast();
        }
    }

    Decision merge(Command.Merge command) {
        try {
            List<Request> parts = new ArrayList<>();
            for (int id : command.ids().stream().distinct().limit(PIECES_MAX + 1L).toList()) {
                parts.add(inState(id, Request.State.ALLOCATED));
            }
            if (parts.size() < 2 || parts.size() > PIECES_MAX) {
                throw refused(
                        Refusal.Code.POLICY,
                        parts.size() + " allocations: want 2.." + PIECES_MAX + " to merge");
            }
            parts.sort(Comparator.comparing(r -> r.place().block()));
            Request first = parts.getFirst();
            Space.@Nullable Pool pool = poolAround(first);
            Decision notAdmitted = notAdmitted(pool);
            if (notAdmitted != null) {
                return notAdmitted;
            }
            requireAlike(parts, pool);
            Block whole = joined(parts);
            Request fresh =
                    successor(
                            allocator.nextId(),
                            until(first, parts),
                            whole,
                            Step.Act.MERGED,
                            command.reason()
                                    + "; from requests "
                                    + String.join(
                                            ", ",
                                            parts.stream()
                                                    .limit(20)
                                                    .map(r -> "" + r.id())
                                                    .toList()));
            Step step = step(Step.Act.MERGED, command.reason() + "; into request " + fresh.id());
            return done(parts.stream().map(p -> closed(p, step)).toList(), List.of(fresh));
        } catch (RefusedException e) {
            return Decision.refused(e.refusal);
        }
    }

    private void requireAlike(List<Request> parts, Space.@Nullable Pool pool)
            throws RefusedException {
        Request.Holding first = parts.getFirst().held().orElseThrow();
        for (Request part : parts) {
            Request.Holding held = part.held().orElseThrow();
            if (!held.tags().equals(first.tags())
                    || !held.place().vrf().equals(first.place().vrf())) {
                throw refused(
                        Refusal.Code.POLICY,
                        Texts.of(part)
                                + ", which is not what request "
                                + parts.getFirst().id()
                                + " is for: want the same tags and routing domain");
            }
            if (!Objects.equals(poolAround(part), pool)) {
                throw refused(
                        Refusal.Code.POLICY, Texts.of(part) + " in another pool: want one pool");
            }
        }
    }

    private static Block joined(List<Request> parts) throws RefusedException {
        Block whole = parts.getFirst().place().block();
        for (Request part : parts.subList(1, parts.size())) {
            Block next = part.place().block();
            boolean adjoins =
                    next.family() == whole.family()
                            && Blocks.after(whole.last()).equals(next.first())
                            && next.first().compareTo(whole.last()) > 0;
            if (!adjoins) {
                throw refused(
                        Refusal.Code.POLICY,
                        whole + " and " + next + " do not lie side by side: want neighbours");
            }
            whole = new Block(whole.first(), next.last());
        }
        Optional<Prefix> prefix = whole.asPrefix();
        if (prefix.isEmpty()) {
            throw refused(
                    Refusal.Code.POLICY, whole + " is no prefix: want parts that make up one");
        }
        return whole;
    }

    /// The first part with the earliest end of all: a merge prolongs nothing.
    private Request until(Request first, List<Request> parts) {
        Instant until =
                parts.stream()
                        .map(p -> p.held().orElseThrow().until())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        Request.Holding held = first.held().orElseThrow();
        return new Request(
                first.id(),
                first.wish(),
                first.state(),
                new Request.Holding(held.place(), held.tags(), until),
                first.revision(),
                first.history());
    }

    private Request successor(int id, Request of, Block block, Step.Act act, String reason) {
        Request.Holding held = of.held().orElseThrow();
        Wish wish =
                new Wish(
                        of.wish().pool(),
                        new Ask.Exactly(block),
                        of.wish().tags(),
                        of.wish().lease(),
                        "");
        return new Request(
                id,
                wish,
                Request.State.ALLOCATED,
                new Request.Holding(
                        new Place(held.place().vrf(), block, nextRevision()),
                        held.tags(),
                        held.until()),
                nextRevision(),
                List.of(of.history().getFirst(), step(act, reason)));
    }

    private Request closed(Request request, Step step) {
        Request.Holding held = request.held().orElseThrow();
        return request.to(
                Request.State.CLOSED,
                new Request.Holding(held.place(), held.tags(), setting.now().plus(Duration.ZERO)),
                nextRevision(),
                step);
    }

    private static RefusedException refused(Refusal.Code code, String message) {
        return new RefusedException(Refusal.of(code, message));
    }

    private static Decision done(List<Request> closed, List<Request> fresh) {
        List<Change> changes = new ArrayList<>();
        closed.forEach(r -> changes.add(new Change.RequestPut(r)));
        fresh.forEach(r -> changes.add(new Change.RequestPut(r)));
        return new Decision(new Answer.Requests(fresh), changes);
    }
}
