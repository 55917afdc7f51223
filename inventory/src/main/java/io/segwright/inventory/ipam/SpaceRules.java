package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.Depth;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Aggregates, pools and reservations: where each may lie.
final class SpaceRules extends Rules {
    SpaceRules(Allocator allocator, Setting setting) {
        super(allocator, setting);
    }

    Decision aggregate(Command.AddAggregate command) {
        Prefix prefix = command.prefix();
        SpaceTree tree = allocator.domains().tree(command.vrf(), prefix.family());
        List<Placed> around = tree.covering(prefix);
        List<Placed> within = tree.page(prefix, null, Depth.CHILDREN, 1);
        if (!around.isEmpty() || !within.isEmpty()) {
            Placed other = around.isEmpty() ? within.getFirst() : around.getFirst();
            return Decision.refused(
                    Refusal.Code.TAKEN,
                    prefix
                            + " overlaps in "
                            + command.vrf()
                            + ": "
                            + Texts.of(allocator.occupant(other.item()))
                            + "; want aggregates that do not");
        }
        return put(
                new Space.Aggregate(
                        allocator.nextId(),
                        place(command.vrf(), Block.of(prefix)),
                        step(Step.Act.ADDED, command.reason())));
    }

    Decision pool(Command.AddPool command) {
        Decision wrong = wrongPool(command.name(), command.vrf(), command.prefix());
        if (wrong != null) {
            return wrong;
        }
        return put(
                new Space.Pool(
                        allocator.nextId(),
                        place(command.vrf(), Block.of(command.prefix())),
                        command.name(),
                        command.team(),
                        command.tags(),
                        command.policy(),
                        step(Step.Act.ADDED, command.reason())));
    }

    /// Null where a pool may be there: inside an aggregate, a pool or a given prefix, cutting nothing.
    private @Nullable Decision wrongPool(String name, Vrf vrf, Prefix prefix) {
        if (allocator.pool(name).isPresent()) {
            return Decision.refused(
                    Refusal.Code.TAKEN,
                    "pool '" + name + "' is there already: choose another name");
        }
        if (allocator.spaceCount() >= Allocator.SPACES_MAX) {
            return Decision.refused(
                    Refusal.Code.LIMIT,
                    "there are " + Allocator.SPACES_MAX + " pools and reservations: want fewer");
        }
        List<Occupant> around = allocator.covering(vrf, Block.of(prefix));
        if (around.isEmpty()) {
            return Decision.refused(
                    Refusal.Code.OUTSIDE,
                    prefix
                            + " is in no aggregate of "
                            + vrf
                            + ": add one with segwright allocate aggregate add");
        }
        Occupant outer = around.getLast();
        boolean isContainer =
                switch (outer) {
                    case Space.Aggregate _, Space.Pool _ -> true;
                    case Space.Reservation _ -> false;
                    case Request request ->
                            request.state() == Request.State.ALLOCATED
                                    && request.place().block().asPrefix().isPresent();
                };
        if (!isContainer) {
            return Decision.refused(Refusal.Code.TAKEN, Texts.of(outer) + ": want free space");
        }
        Decision notAdmitted = notAdmitted(innermostPool(around));
        return notAdmitted != null ? notAdmitted : cut(vrf, prefix);
    }

    private static Space.@Nullable Pool innermostPool(List<Occupant> around) {
        Space.Pool innermost = null; // null: none around
        for (Occupant occupant : around) {
            if (occupant instanceof Space.Pool pool) {
                innermost = pool;
            }
        }
        return innermost;
    }

    /// Null where no range reaches over an end of the prefix.
    private @Nullable Decision cut(Vrf vrf, Prefix prefix) {
        Block block = Block.of(prefix);
        for (IpAddress end : List.of(block.first(), block.last())) {
            for (Occupant occupant : allocator.covering(vrf, Block.of(end))) {
                Block other = occupant.place().block();
                if (!other.contains(block) && !block.contains(other)) {
                    return Decision.refused(
                            Refusal.Code.TAKEN,
                            Texts.of(occupant) + " and would be cut by " + prefix);
                }
            }
        }
        return null;
    }

    Decision delegate(Command.Delegate command) {
        Optional<Space.Pool> parent = allocator.pool(command.pool());
        if (parent.isEmpty()) {
            return Decision.refused(
                    Refusal.Code.UNKNOWN, "pool '" + command.pool() + "' is not there");
        }
        Space.Pool from = parent.get();
        if (command.team().name().isEmpty() || command.team().members().isEmpty()) {
            return Decision.refused(
                    Refusal.Code.POLICY,
                    "a delegation without a team or members: want whose it is, and who may allocate in it");
        }
        Refusal unknownTeam =
                wrongTags(new Tags("", "", "", "", command.team().name()), java.util.Set.of());
        if (unknownTeam != null) {
            return Decision.refused(unknownTeam);
        }
        Decision notAdmitted = notAdmitted(from);
        if (notAdmitted != null) {
            return notAdmitted;
        }
        return switch (new Finder(allocator, from).find(command.ask())) {
            case Finder.Found.Not(Refusal why) -> Decision.refused(why);
            case Finder.Found.At(Block block) -> delegated(command, from, block);
        };
    }

    private Decision delegated(Command.Delegate command, Space.Pool from, Block block) {
        Optional<Prefix> prefix = block.asPrefix();
        if (prefix.isEmpty()) {
            return Decision.refused(Refusal.Code.POLICY, block + " is a range: want a prefix");
        }
        Decision wrong = wrongPool(command.name(), from.place().vrf(), prefix.get());
        if (wrong != null) {
            return wrong;
        }
        Tags tags = command.tags().inheriting(new Tags("", "", "", "", command.team().name()));
        return put(
                new Space.Pool(
                        allocator.nextId(),
                        place(from.place().vrf(), block),
                        command.name(),
                        command.team(),
                        tags,
                        from.policy(),
                        step(Step.Act.DELEGATED, command.reason())));
    }

    Decision reserve(Command.Reserve command) {
        Block block = command.block();
        List<Occupant> around =
                allocator.covering(command.vrf(), Block.of(block.first())).stream()
                        .filter(o -> o.place().block().contains(block))
                        .toList();
        if (around.isEmpty()) {
            return Decision.refused(
                    Refusal.Code.OUTSIDE,
                    block
                            + " is in no aggregate of "
                            + command.vrf()
                            + ": add one with segwright allocate aggregate add");
        }
        Occupant outer = around.getLast();
        Placed in = Domains.placed(outer);
        SpaceTree tree = allocator.tree(outer.place());
        boolean isContainer = outer instanceof Space.Aggregate || outer instanceof Space.Pool;
        if (!isContainer || !block.prefixes().stream().allMatch(p -> tree.isFree(in, p))) {
            return Decision.refused(
                    Refusal.Code.TAKEN,
                    block
                            + " is not wholly free"
                            + (isContainer ? "" : ": " + Texts.of(outer))
                            + "; see segwright allocate list --prefix "
                            + outer.place().block());
        }
        Decision notAdmitted = notAdmitted(innermostPool(around));
        if (notAdmitted != null) {
            return notAdmitted;
        }
        return put(
                new Space.Reservation(
                        allocator.nextId(),
                        place(command.vrf(), block),
                        step(Step.Act.RESERVED, command.reason())));
    }

    /// What lies inside goes to what is around; that must be a pool, or there must be nothing.
    Decision remove(Command.RemoveSpace command) {
        Optional<Space> found = allocator.space(command.id());
        if (found.isEmpty()) {
            return Decision.refused(
                    Refusal.Code.UNKNOWN,
                    command.id() + " is no aggregate, pool or reservation: want the id of one");
        }
        Space space = found.get();
        Space.@Nullable Pool around = poolAround(space);
        Decision notAdmitted = notAdmitted(around);
        if (notAdmitted != null) {
            return notAdmitted;
        }
        int inside = allocator.usage(space).children();
        if (inside > 0 && !(parent(space) instanceof Space.Pool)) {
            return Decision.refused(
                    Refusal.Code.STATE,
                    Texts.of(space) + " and has " + inside + " things inside: remove them first");
        }
        return new Decision(new Answer.Spaces(space), List.of(new Change.SpaceGone(space.id())));
    }

    /// Null for what lies in nothing.
    private @Nullable Occupant parent(Space space) {
        Occupant parent = null;
        for (Occupant occupant : allocator.covering(space.place().vrf(), space.place().block())) {
            if (occupant.id() == space.id()) {
                return parent;
            }
            parent = occupant;
        }
        return parent;
    }

    private Place place(Vrf vrf, Block block) {
        return new Place(vrf, block, nextRevision());
    }

    private static Decision put(Space space) {
        return new Decision(new Answer.Spaces(space), List.of(new Change.SpacePut(space)));
    }
}
