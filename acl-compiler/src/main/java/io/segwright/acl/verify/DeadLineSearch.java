package io.segwright.acl.verify;

import io.segwright.acl.list.AclLine;
import io.segwright.acl.space.BudgetExceededException;
import io.segwright.acl.space.PacketSet;
import io.segwright.acl.space.PacketSpace;
import java.util.ArrayList;
import java.util.List;

/// Finds the lines of one family that earlier lines, one or many together, leave nothing to.
///
/// Asking each line against the union of all before it meets that large union once a line. Instead a balanced tree
/// holds the union of each block of lines, and on the way down "what came before" is cut to what the block can match
/// at all, so it is small where the block is.
final class DeadLineSearch {
    private final List<Integer> dead = new ArrayList<>();

    private DeadLineSearch() {}

    private record Block(PacketSet matched, int line, List<Block> halves) {}

    /// @return indexes into `lines`, ascending; lines of the other family are passed over
    static List<Integer> in(PacketSpace space, List<AclLine> lines) throws BudgetExceededException {
        List<Block> leaves = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).match().family() == space.family()) {
                leaves.add(new Block(space.of(lines.get(i).match()), i, List.of()));
            }
        }
        DeadLineSearch search = new DeadLineSearch();
        if (!leaves.isEmpty()) {
            search.visit(join(leaves), space.nothing());
        }
        return search.dead;
    }

    private static Block join(List<Block> leaves) throws BudgetExceededException {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int middle = leaves.size() / 2;
        Block first = join(leaves.subList(0, middle));
        Block second = join(leaves.subList(middle, leaves.size()));
        return new Block(first.matched.union(second.matched), first.line, List.of(first, second));
    }

    /// @param before what earlier lines matched of what this block matches
    private void visit(Block block, PacketSet before) throws BudgetExceededException {
        if (block.halves.isEmpty()) {
            if (before.equals(block.matched)) {
                dead.add(block.line);
            }
            return;
        }
        Block first = block.halves.getFirst();
        Block second = block.halves.getLast();
        visit(first, before.intersect(first.matched));
        visit(second, before.union(first.matched).intersect(second.matched));
    }
}
