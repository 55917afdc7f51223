package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import java.time.Duration;
import java.util.List;

/// What can be asked of an [Allocator].
public sealed interface Command {
    /// Why, e.g. a ticket.
    String reason();

    record AddAggregate(Vrf vrf, Prefix prefix, String reason) implements Command {}

    record AddPool(
            String name,
            Vrf vrf,
            Prefix prefix,
            Space.Team team,
            Tags tags,
            PoolPolicy policy,
            String reason)
            implements Command {}

    /// Makes a part of a pool a pool of its own, with the same policy, for one team.
    ///
    /// @param ask a prefix
    record Delegate(String pool, Ask ask, String name, Space.Team team, Tags tags, String reason)
            implements Command {}

    record Reserve(Vrf vrf, Block block, String reason) implements Command {}

    /// Takes back an aggregate, a pool or a reservation.
    record RemoveSpace(int id, String reason) implements Command {}

    record Allocate(Wish wish, String reason) implements Command {}

    record Approve(int id, String reason) implements Command {}

    record Refuse(int id, String reason) implements Command {}

    record Release(int id, String reason) implements Command {}

    /// @param lease from now on; zero for no end
    record Renew(int id, Duration lease, String reason) implements Command {}

    /// Makes an allocated prefix several, each of `length`.
    record Split(int id, int length, String reason) implements Command {}

    /// Makes allocations that lie side by side one prefix.
    record Merge(List<Integer> ids, String reason) implements Command {
        public Merge {
            ids = List.copyOf(ids);
        }
    }

    /// Gives the same to the same somewhere else; the old place rests.
    record Move(int id, String pool, Ask ask, String reason) implements Command {}

    /// Ends what is over; any other command does so too, a little at a time.
    record Tidy(String reason) implements Command {}
}
