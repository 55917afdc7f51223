package io.segwright.inventory.ipam;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.util.List;
import java.util.Optional;

/// Finds the block of a pool that an ask is for: of the free ones that fit the lowest, so that the same asks get the
/// same answers and free space stays in one piece at the upper end.
final class Finder {
    /// A block, or why there is none.
    sealed interface Found {
        record At(Block block) implements Found {}

        record Not(Refusal refusal) implements Found {}
    }

    private final Allocator allocator;
    private final Space.Pool pool;
    private final SpaceTree tree;
    private final Placed in;

    Finder(Allocator allocator, Space.Pool pool) {
        this.allocator = allocator;
        this.pool = pool;
        this.tree = allocator.tree(pool.place());
        this.in = Domains.placed(pool);
    }

    Found find(Ask ask) {
        IpFamily family = pool.prefix().family();
        return switch (ask) {
            case Ask.NextAddress() -> next(family.bits(), ask);
            case Ask.NextPrefix(int length) -> next(length, ask);
            case Ask.NextRange(long addresses) -> {
                Found found = next(Blocks.length(family, (double) addresses), ask);
                yield found instanceof Found.At(Block block)
                        ? new Found.At(Block.firstOf(block.asPrefix().orElseThrow(), addresses))
                        : found;
            }
            case Ask.Exactly(Block block) -> exactly(block);
        };
    }

    /// The length that counts for the pool's policy.
    int length(Ask ask) {
        IpFamily family = pool.prefix().family();
        return switch (ask) {
            case Ask.NextAddress() -> family.bits();
            case Ask.NextPrefix(int length) -> length;
            case Ask.NextRange(long addresses) -> Blocks.length(family, (double) addresses);
            case Ask.Exactly(Block block) -> Blocks.length(block);
        };
    }

    private Found next(int length, Ask ask) {
        Prefix subnet = pool.prefix();
        if (length > subnet.family().bits() || length < subnet.length()) {
            return not(
                    Refusal.Code.POLICY,
                    "pool '"
                            + pool.name()
                            + "' is "
                            + subnet
                            + ": want a length of "
                            + subnet.length()
                            + ".."
                            + subnet.family().bits()
                            + ", not "
                            + length);
        }
        boolean isHost = length == subnet.family().bits() && isSubnet();
        IpAddress from =
                isHost && Blocks.isFirstHeldBack(subnet)
                        ? Blocks.after(subnet.network())
                        : subnet.network();
        Optional<Prefix> free = tree.lowestFree(in, length, from);
        boolean isBroadcast =
                isHost
                        && Blocks.isLastHeldBack(subnet)
                        && free.map(p -> p.network().equals(subnet.last())).orElse(false);
        if (free.isEmpty() || isBroadcast) {
            return not(
                    Refusal.Code.EXHAUSTED,
                    "pool '"
                            + pool.name()
                            + "' ("
                            + subnet
                            + ") has no room for the "
                            + ask
                            + ": "
                            + room()
                            + "; release or reclaim something, or add a pool");
        }
        return new Found.At(Block.of(free.get()));
    }

    private boolean isSubnet() {
        return pool.policy().addressing() == PoolPolicy.Addressing.HOSTS;
    }

    private String room() {
        int largest = tree.usage(in).largestFree();
        return largest > pool.prefix().family().bits()
                ? "nothing is free"
                : "the largest free block is a /" + largest;
    }

    private Found exactly(Block block) {
        Prefix subnet = pool.prefix();
        if (!Block.of(subnet).contains(block)) {
            return not(
                    Refusal.Code.OUTSIDE,
                    block + " is not in pool '" + pool.name() + "': want something in " + subnet);
        }
        if (block.isAddress() && isSubnet() && isHeldBack(subnet, block.first())) {
            return not(
                    Refusal.Code.POLICY,
                    block
                            + " is the "
                            + (block.first().equals(subnet.last())
                                    ? "broadcast address"
                                    : subnet.family() == IpFamily.V4
                                            ? "network address"
                                            : "subnet-router anycast address")
                            + " of "
                            + subnet
                            + ": ask for another, or make the pool one of all addresses");
        }
        for (Prefix part : block.prefixes()) {
            if (!tree.isFree(in, part)) {
                return not(Refusal.Code.TAKEN, block + " is taken" + by(part));
            }
        }
        return new Found.At(block);
    }

    private static boolean isHeldBack(Prefix subnet, IpAddress address) {
        return (Blocks.isFirstHeldBack(subnet) && address.equals(subnet.network()))
                || (Blocks.isLastHeldBack(subnet) && address.equals(subnet.last()));
    }

    private String by(Prefix part) {
        Placed deepest = tree.covering(part).getLast();
        if (deepest.equals(in)) {
            List<Placed> inside =
                    tree.page(part, null, io.segwright.inventory.space.Depth.CHILDREN, 1);
            deepest = inside.isEmpty() ? deepest : inside.getFirst();
        }
        return ": " + Texts.of(allocator.occupant(deepest.item())) + "; ask for another";
    }

    private static Found not(Refusal.Code code, String message) {
        return new Found.Not(Refusal.of(code, message));
    }
}
