package io.segwright.graph.journal;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.ipam.Request;
import io.segwright.inventory.ipam.Space;
import io.segwright.inventory.ipam.Step;
import io.segwright.inventory.net.Prefix;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the graph is told of a request or of a delegated pool: who had which prefix from when to when.
final class AllocationFacts {
    /// The beginning of every source that is the allocator's.
    static final String SOURCE = "segwright allocate ";

    private static final Set<Step.Act> BEGINS =
            EnumSet.of(Step.Act.ALLOCATED, Step.Act.MOVED, Step.Act.SPLIT, Step.Act.MERGED);
    private static final Set<Step.Act> ENDS =
            EnumSet.of(
                    Step.Act.RELEASED,
                    Step.Act.EXPIRED,
                    Step.Act.MOVED,
                    Step.Act.SPLIT,
                    Step.Act.MERGED);

    private AllocationFacts() {}

    /// One for each prefix that it is made of; none while it has nothing.
    static List<Allocation> of(Request request) {
        return request.held().map(held -> of(request, held)).orElse(List.of());
    }

    private static List<Allocation> of(Request request, Request.Holding held) {
        Instant from = from(request.history());
        Instant to =
                request.state() == Request.State.ALLOCATED
                        ? held.until()
                        : to(request.history(), held.until());
        return facts(
                held.place().vrf(),
                held.place().block().prefixes(),
                held.tags(),
                from,
                to,
                "request " + request.id());
    }

    private static Instant from(List<Step> history) {
        return history.stream()
                .filter(s -> BEGINS.contains(s.act()))
                .findFirst()
                .orElse(history.getFirst())
                .at();
    }

    private static Instant to(List<Step> history, Instant otherwise) {
        return history.reversed().stream()
                .filter(s -> ENDS.contains(s.act()))
                .findFirst()
                .map(Step::at)
                .orElse(otherwise);
    }

    /// Of a pool that is a team's, the team has what nobody has inside of it.
    ///
    /// @param to [Instant#MAX] while it is there
    static List<Allocation> of(Space space, Instant to) {
        return space instanceof Space.Pool pool && !pool.team().name().isEmpty()
                ? facts(
                        pool.place().vrf(),
                        List.of(pool.prefix()),
                        pool.tags(),
                        pool.made().at(),
                        to,
                        "pool " + pool.name())
                : List.of();
    }

    private static List<Allocation> facts(
            io.segwright.inventory.net.Vrf vrf,
            List<Prefix> prefixes,
            Tags tags,
            Instant from,
            Instant to,
            String source) {
        Instant end = to.isAfter(from) ? to : from.plusMillis(1); // released in the same moment
        return prefixes.stream()
                .map(p -> new Allocation(vrf, p, tags, from, end, Polling.ALLOWED, SOURCE + source))
                .toList();
    }
}
