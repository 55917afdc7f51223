package io.segwright.acl.verify;

import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Packet;
import io.segwright.acl.space.BudgetExceededException;
import io.segwright.acl.space.PacketSet;
import io.segwright.acl.space.PacketSpace;
import java.util.ArrayList;
import java.util.List;

/// Finds the lines of one family that earlier lines, one or many together, leave nothing to.
///
/// The ideal: ask of each line whether the union of all lines before it covers it. That union is large, and a new one
/// for each line; lists with wide ranges do not fit any budget that way. Instead each line defends itself with one
/// packet: if no earlier line takes the packet, the line lives, and that is the usual case. If one does, its packets
/// are taken off and a packet of the rest is tried. A balanced tree of unions finds that earlier line in log(lines)
/// look-ups. A line that has lost its packet [#SINGLE_TAKERS_MAX] times is asked against whole blocks of the tree, so
/// its search ends after log(lines) further steps.
final class DeadLineSearch {
    private static final int SINGLE_TAKERS_MAX =
            24; // beyond, many narrow lines cover one wide one: take blocks off

    private final List<PacketSet> lines;
    private final Block root;

    private DeadLineSearch(List<PacketSet> lines, Block root) {
        this.lines = lines;
        this.root = root;
    }

    /// The union of lines `first..last`; a leaf has no halves.
    private record Block(int first, int last, PacketSet matched, List<Block> halves) {}

    /// @return indexes into `lines`, ascending; lines of the other family are passed over
    static List<Integer> in(PacketSpace space, List<AclLine> lines) throws BudgetExceededException {
        List<PacketSet> matched = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).match().family() == space.family()) {
                matched.add(space.of(lines.get(i).match()));
                indexes.add(i);
            }
        }
        List<Integer> dead = new ArrayList<>();
        if (!matched.isEmpty()) {
            DeadLineSearch search =
                    new DeadLineSearch(matched, union(matched, 0, matched.size() - 1));
            for (int i = 0; i < matched.size(); i++) {
                if (search.isDead(i)) {
                    dead.add(indexes.get(i));
                }
            }
        }
        return dead;
    }

    private static Block union(List<PacketSet> lines, int first, int last)
            throws BudgetExceededException {
        if (first == last) {
            return new Block(first, last, lines.get(first), List.of());
        }
        int middle = (first + last) >>> 1;
        Block earlier = union(lines, first, middle);
        Block later = union(lines, middle + 1, last);
        return new Block(
                first, last, earlier.matched.union(later.matched), List.of(earlier, later));
    }

    private boolean isDead(int line) throws BudgetExceededException {
        PacketSet rest = lines.get(line);
        for (int taken = 0; taken < SINGLE_TAKERS_MAX && !rest.isEmpty(); taken++) {
            int taker = taker(root, line, rest.witness().orElseThrow());
            if (taker < 0) {
                return false;
            }
            rest = rest.minus(lines.get(taker));
        }
        return withoutEarlier(root, line, rest).isEmpty();
    }

    /// The first line of `block` before `line` that matches `packet`, or -1.
    private static int taker(Block block, int line, Packet packet) {
        if (block.first >= line || !block.matched.contains(packet)) {
            return -1;
        }
        if (block.halves.isEmpty()) {
            return block.first;
        }
        int taker = taker(block.halves.getFirst(), line, packet);
        return taker >= 0 ? taker : taker(block.halves.getLast(), line, packet);
    }

    private static PacketSet withoutEarlier(Block block, int line, PacketSet rest)
            throws BudgetExceededException {
        if (block.first >= line || rest.isEmpty()) {
            return rest;
        }
        if (block.last < line) {
            return rest.minus(block.matched);
        }
        return withoutEarlier(
                block.halves.getLast(), line, withoutEarlier(block.halves.getFirst(), line, rest));
    }
}
