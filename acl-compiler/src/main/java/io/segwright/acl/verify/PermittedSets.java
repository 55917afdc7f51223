package io.segwright.acl.verify;

import io.segwright.acl.intent.Grant;
import io.segwright.acl.intent.Intent;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.Match;
import io.segwright.acl.space.BudgetExceededException;
import io.segwright.acl.space.PacketSet;
import io.segwright.acl.space.PacketSpace;
import java.util.ArrayList;
import java.util.List;

/// What a list, or an intent, permits: as a set of packets of the space's family.
///
/// Applying lines one by one to a growing set costs the square of their number. Instead neighbouring lines of one
/// action are one union, and neighbouring blocks are joined two by two, so each set is met log(lines) times: a block
/// is what it permits and what it denies, and of a later block only what the earlier left open counts.
final class PermittedSets {
    private PermittedSets() {}

    /// Disjoint sets; what is in neither is left to later lines.
    private record Block(PacketSet permitted, PacketSet denied) {
        Block then(Block later) throws BudgetExceededException {
            return new Block(
                    permitted.union(later.permitted.minus(denied)),
                    denied.union(later.denied.minus(permitted)));
        }
    }

    static PacketSet of(PacketSpace space, List<AclLine> lines) throws BudgetExceededException {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        while (from < lines.size()) {
            Action action = lines.get(from).action();
            List<Match> run = new ArrayList<>();
            while (from < lines.size() && lines.get(from).action() == action) {
                run.add(lines.get(from++).match());
            }
            PacketSet matched = space.anyOf(run);
            blocks.add(
                    switch (action) {
                        case PERMIT -> new Block(matched, space.nothing());
                        case DENY -> new Block(space.nothing(), matched);
                    });
        }
        return blocks.isEmpty() ? space.nothing() : permitted(blocks);
    }

    /// As [#join], without what the last blocks deny, which nobody asks for: it would be as large as the result.
    private static PacketSet permitted(List<Block> blocks) throws BudgetExceededException {
        if (blocks.size() == 1) {
            return blocks.getFirst().permitted();
        }
        int middle = blocks.size() / 2;
        Block earlier = join(blocks.subList(0, middle));
        PacketSet later = permitted(blocks.subList(middle, blocks.size()));
        return earlier.permitted().union(later.minus(earlier.denied()));
    }

    private static Block join(List<Block> blocks) throws BudgetExceededException {
        if (blocks.size() == 1) {
            return blocks.getFirst();
        }
        int middle = blocks.size() / 2;
        return join(blocks.subList(0, middle)).then(join(blocks.subList(middle, blocks.size())));
    }

    static PacketSet of(PacketSpace space, Intent intent) throws BudgetExceededException {
        PacketSet granted = space.anyOf(intent.grants().stream().map(Grant::match).toList());
        return granted.minus(space.anyOf(intent.exclusions()));
    }
}
