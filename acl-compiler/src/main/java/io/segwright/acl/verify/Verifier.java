package io.segwright.acl.verify;

import io.segwright.acl.intent.Grant;
import io.segwright.acl.intent.Intent;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.FirstMatch;
import io.segwright.acl.list.Packet;
import io.segwright.acl.space.BudgetExceededException;
import io.segwright.acl.space.PacketSet;
import io.segwright.acl.space.PacketSpace;
import io.segwright.inventory.net.IpFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Proves an access list equal to an intent, or to another list, for IPv4 and IPv6.
///
/// Pure and safe for any thread: each call builds its sets in spaces of its own, one family after the other, and
/// drops them. Cost: see the package. Memory is bounded by the node budget, see [PacketSpace#standardBudget].
public final class Verifier {
    private Verifier() {}

    /// [#prove(AccessList, Intent, int)] with the standard budget.
    public static Verdict prove(AccessList list, Intent intent) {
        return prove(list, intent, PacketSpace.standardBudget());
    }

    /// @param nodesMax the node budget of one family, see [PacketSpace]
    /// @return `Refuted` when either family is; else `GaveUp` when either did not fit
    public static Verdict prove(AccessList list, Intent intent, int nodesMax) {
        Effort effort = Effort.NONE;
        Optional<Verdict.GaveUp> gaveUp = Optional.empty();
        for (IpFamily family : IpFamily.values()) {
            PacketSpace forList = new PacketSpace(family, nodesMax);
            PacketSpace space = new PacketSpace(family, nodesMax);
            PacketSet listed;
            PacketSet intended;
            try {
                listed = space.copyOf(forList.permittedBy(list.lines()));
                intended = permittedBy(space, intent);
            } catch (BudgetExceededException e) {
                gaveUp = Optional.of(new Verdict.GaveUp(gaveUp(family, list, e)));
                continue; // the other family may still hold a counterexample
            }
            Optional<Packet> packet =
                    leaked(listed, intended).or(() -> listed.witnessAgainst(intended));
            if (packet.isPresent()) {
                return refuted(list, intent, packet.get());
            }
            int matches = matches(family, list) + matches(family, intent);
            effort = effort.plus(effort(matches, forList, space));
        }
        return gaveUp.isPresent() ? gaveUp.get() : new Verdict.Proved(effort);
    }

    private static Effort effort(int matches, PacketSpace one, PacketSpace other) {
        return new Effort(matches, (long) one.nodesMade() + other.nodesMade());
    }

    static PacketSet permittedBy(PacketSpace space, Intent intent) throws BudgetExceededException {
        PacketSet granted = space.anyOf(intent.grants().stream().map(Grant::match).toList());
        return granted.minus(space.anyOf(intent.exclusions()));
    }

    /// A packet that `wider` holds and `narrower` does not; empty also when the budget does not suffice to tell.
    private static Optional<Packet> leaked(PacketSet wider, PacketSet narrower) {
        try {
            return wider.minus(narrower).witness();
        } catch (BudgetExceededException _) {
            return Optional.empty();
        }
    }

    private static int matches(IpFamily family, AccessList list) {
        return (int) list.lines().stream().filter(l -> l.match().family() == family).count();
    }

    private static int matches(IpFamily family, Intent intent) {
        long grants = intent.grants().stream().filter(g -> g.match().family() == family).count();
        long exclusions = intent.exclusions().stream().filter(m -> m.family() == family).count();
        return (int) (grants + exclusions);
    }

    private static String gaveUp(IpFamily family, AccessList list, BudgetExceededException e) {
        return "access list "
                + list.name()
                + " of "
                + list.lines().size()
                + " lines needs "
                + e.getMessage()
                + " for "
                + family
                + ": want fewer different ranges, or a larger budget";
    }

    private static Verdict.Refuted refuted(AccessList list, Intent intent, Packet packet) {
        Action listSays = FirstMatch.decide(list.lines(), packet);
        Action intentSays = IntentCheck.permits(intent, packet) ? Action.PERMIT : Action.DENY;
        if (listSays == intentSays) {
            throw new AssertionError(
                    "the packet sets of "
                            + list.name()
                            + " differ on "
                            + packet
                            + " but list and intent agree to "
                            + listSays);
        }
        int line = FirstMatch.decidingLine(list.lines(), packet);
        return new Verdict.Refuted(
                packet,
                listSays,
                intentSays,
                line,
                lineText(list.lines(), line),
                IntentCheck.why(intent, packet));
    }

    private static String lineText(List<AclLine> lines, int line) {
        return line == lines.size() ? "the implicit deny" : MatchText.of(lines.get(line));
    }

    /// [#compare(AccessList, AccessList, int)] with the standard budget.
    public static Comparison compare(AccessList first, AccessList second) {
        return compare(first, second, PacketSpace.standardBudget());
    }

    /// Whether two lists permit the same packets; their names, remarks and the way they are written do not matter.
    ///
    /// @param nodesMax the node budget of one family, see [PacketSpace]
    /// @return `Different` when either family is; else `GaveUp` when either did not fit
    public static Comparison compare(AccessList first, AccessList second, int nodesMax) {
        Effort effort = Effort.NONE;
        Optional<Comparison.GaveUp> gaveUp = Optional.empty();
        Optional<Packet> onlyFirst = Optional.empty();
        Optional<Packet> onlySecond = Optional.empty();
        for (IpFamily family : IpFamily.values()) {
            PacketSpace forFirst = new PacketSpace(family, nodesMax);
            PacketSpace space = new PacketSpace(family, nodesMax);
            AccessList building = first;
            try {
                PacketSet a = space.copyOf(forFirst.permittedBy(first.lines()));
                building = second;
                PacketSet b = space.permittedBy(second.lines());
                Optional<Packet> any = a.witnessAgainst(b);
                onlyFirst = onlyFirst.or(() -> leaked(a, b)).or(() -> permittedBy(first, any));
                onlySecond = onlySecond.or(() -> leaked(b, a)).or(() -> permittedBy(second, any));
            } catch (BudgetExceededException e) {
                gaveUp = Optional.of(new Comparison.GaveUp(gaveUp(family, building, e)));
            }
            int matches = matches(family, first) + matches(family, second);
            effort = effort.plus(effort(matches, forFirst, space));
        }
        onlyFirst.ifPresent(p -> requirePermittedOnlyBy(first, second, p));
        onlySecond.ifPresent(p -> requirePermittedOnlyBy(second, first, p));
        if (onlyFirst.isPresent() || onlySecond.isPresent()) {
            return new Comparison.Different(onlyFirst, onlySecond);
        }
        return gaveUp.isPresent() ? gaveUp.get() : new Comparison.Equal(effort);
    }

    private static Optional<Packet> permittedBy(AccessList list, Optional<Packet> packet) {
        return packet.filter(p -> FirstMatch.decide(list.lines(), p) == Action.PERMIT);
    }

    /// [#deadLines(AccessList, int)] with the standard budget.
    public static DeadLines deadLines(AccessList list) {
        return deadLines(list, PacketSpace.standardBudget());
    }

    /// The lines that never decide a packet; to delete any or all of them changes nothing.
    public static DeadLines deadLines(AccessList list, int nodesMax) {
        List<Integer> dead = new ArrayList<>();
        Effort effort = Effort.NONE;
        for (IpFamily family : IpFamily.values()) {
            PacketSpace space = new PacketSpace(family, nodesMax);
            try {
                dead.addAll(DeadLineSearch.in(space, list.lines()));
            } catch (BudgetExceededException e) {
                return new DeadLines.GaveUp(gaveUp(family, list, e));
            }
            effort = effort.plus(new Effort(matches(family, list), space.nodesMade()));
        }
        Collections.sort(dead);
        return new DeadLines.Found(dead, effort);
    }

    private static void requirePermittedOnlyBy(AccessList by, AccessList notBy, Packet packet) {
        if (FirstMatch.decide(by.lines(), packet) != Action.PERMIT
                || FirstMatch.decide(notBy.lines(), packet) != Action.DENY) {
            throw new AssertionError(
                    "the packet sets say that "
                            + by.name()
                            + " permits and "
                            + notBy.name()
                            + " denies "
                            + packet
                            + " but the lists do not");
        }
    }
}
