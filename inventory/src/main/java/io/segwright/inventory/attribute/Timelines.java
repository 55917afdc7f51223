package io.segwright.inventory.attribute;

import org.jspecify.annotations.Nullable;

/// The answers for every prefix of a routing domain at every moment.
///
/// **The ideal** is one search a question: for each prefix the whole of time, cut wherever anything changes that has a
/// say in its answer, with the answer of each piece (see [Segments]). A prefix inherits, so its pieces are cut where
/// those of all that cover it are, too: a million prefixes below one that changed a thousand times would take a
/// thousand million pieces.
///
/// **What we do instead** is that for a prefix whose own changes stand in some proportion to what it would take. The
/// others, the *thin* ones, keep their own versions alone; a question goes up from them, one search a step, to the
/// first prefix that has it all, and puts together what it met. A prefix with others below it is let have more, so that
/// the way up is short, and after [#THIN_STEPS_MAX] thin steps nearly always.
///
/// **The price**: 17 bytes a piece; at most [#LEAF_PIECES] + [#PIECES_A_CUT] a change for most, see [#isAffordable].
///
/// Immutable once built; a question makes no objects.
final class Timelines {
    private static final int PIECES_A_CUT = 8;
    private static final int LEAF_PIECES = 16;
    private static final int PARENT_PIECES_A_CUT = 256; // bounded by the budget below besides
    private static final int BUDGET_A_CUT = 16; // of all prefixes together: 272 bytes a change
    private static final int BUDGET_LEAST = 65_536;
    private static final int THIN_STEPS_MAX = 3;

    private final Versions[] versions; // by ordinal
    private final int[] parents; // by ordinal
    private final int[] firsts; // by ordinal, the first segment; one more at the end
    private final boolean[] thin; // by ordinal
    private final Segments segments;
    private final TagMemo memo;

    private Timelines(
            Versions[] versions,
            int[] parents,
            int[] firsts,
            boolean[] thin,
            Segments segments,
            TagMemo memo) {
        this.versions = versions;
        this.parents = parents;
        this.firsts = firsts;
        this.thin = thin;
        this.segments = segments;
        this.memo = memo;
    }

    /// @param versions by ordinal; 0 stands for no prefix
    /// @param parents by ordinal; a parent's is lower
    static Timelines of(Versions[] versions, int[] parents, TagMemo memo) {
        int count = versions.length;
        boolean[] hasBelow = new boolean[count];
        long cuts = 0;
        for (int ordinal = 1; ordinal < count; ordinal++) {
            hasBelow[parents[ordinal]] = true;
            cuts += versions[ordinal].cuts();
        }
        Timelines all =
                new Timelines(
                        versions,
                        parents,
                        new int[count + 1],
                        new boolean[count],
                        new Segments((int) Math.min(cuts + 16, 1 << 28)),
                        memo);
        long budget = BUDGET_LEAST + BUDGET_A_CUT * cuts;
        for (int ordinal = 1; ordinal < count; ordinal++) {
            all.firsts[ordinal] = all.segments.size();
            all.thin[ordinal] = !all.isAffordable(ordinal, hasBelow[ordinal], budget);
            if (!all.thin[ordinal]) {
                all.append(ordinal);
            }
        }
        all.firsts[count] = all.segments.size();
        all.segments.trim();
        return all;
    }

    private boolean isAffordable(int ordinal, boolean hasBelow, long budget) {
        int own = versions[ordinal].cuts();
        long pieces = own;
        int steps = 0;
        int outer = parents[ordinal];
        for (; thin[outer]; outer = parents[outer]) {
            pieces += versions[outer].cuts();
            steps++;
        }
        pieces += piecesOf(outer);
        if (pieces <= (long) PIECES_A_CUT * own + LEAF_PIECES) {
            return true;
        }
        return (hasBelow || steps >= THIN_STEPS_MAX)
                && pieces <= (long) PARENT_PIECES_A_CUT * own
                && segments.size() + pieces <= budget;
    }

    private int piecesOf(int ordinal) {
        return firsts[ordinal + 1] - firsts[ordinal];
    }

    /// Walks the cuts of the prefix and of what covers it together.
    private void append(int ordinal) {
        Versions own = versions[ordinal];
        int first = segments.size();
        firsts[ordinal + 1] = first;
        Cuts outer = new Cuts(parents[ordinal]);
        int next = 0;
        int winner = Versions.NOBODY;
        long at = EpochNanos.EVER;
        while (at != EpochNanos.FOREVER) {
            while (next < own.cuts() && own.begin(next) <= at) {
                winner = own.winner(next++);
            }
            outer.advanceTo(at);
            append(first, at, own, winner, outer);
            at = Math.min(next < own.cuts() ? own.begin(next) : EpochNanos.FOREVER, outer.next());
        }
        firsts[ordinal + 1] = segments.size();
    }

    private void append(int first, long at, Versions own, int winner, Cuts outer) {
        if (winner == Versions.NOBODY) {
            segments.add(first, at, outer.deepest, outer.tags, outer.contested);
        } else {
            Allocation record = own.record(winner);
            segments.add(
                    first,
                    at,
                    record,
                    memo.inherit(record.tags(), outer.tags),
                    contested(record.tags(), winner, outer.contested));
        }
    }

    /// Only who names a thing can be contested on it.
    private static int contested(Tags own, int winner, int outer) {
        int service = own.service().isEmpty() ? outer : winner;
        int owner = own.owner().isEmpty() ? outer : winner;
        return (service & Versions.SERVICE_CONTESTED) | (owner & Versions.OWNER_CONTESTED);
    }

    /// What a covering prefix adds: a name that is given further down is not contested by those above.
    ///
    /// @param below the tags gathered further down
    static int contestedHere(Tags below, Tags own, int winner) {
        boolean service = below.service().isEmpty() && !own.service().isEmpty();
        boolean owner = below.owner().isEmpty() && !own.owner().isEmpty();
        return (service ? winner & Versions.SERVICE_CONTESTED : 0)
                | (owner ? winner & Versions.OWNER_CONTESTED : 0);
    }

    /// The answers of a prefix and of what covers it, in order of time, whether it is thin or not.
    private final class Cuts {
        private final int ordinal;
        private @Nullable Allocation deepest; // null: nobody's
        private Tags tags = Tags.NONE;
        private int contested;
        private int segment;
        private long now = EpochNanos.EVER;

        Cuts(int ordinal) {
            this.ordinal = ordinal;
            this.segment = firsts[ordinal];
        }

        void advanceTo(long at) {
            deepest = Timelines.this.deepest(ordinal, at);
            tags = Timelines.this.tags(ordinal, at);
            contested = Timelines.this.contested(ordinal, at);
            while (!thin[ordinal]
                    && segment < firsts[ordinal + 1]
                    && segments.begin(segment) <= at) {
                segment++;
            }
            now = at;
        }

        /// The next moment at which anything changes.
        long next() {
            if (!thin[ordinal]) {
                return segment < firsts[ordinal + 1] ? segments.begin(segment) : EpochNanos.FOREVER;
            }
            return nextAbove(ordinal, now);
        }
    }

    private long nextAbove(int ordinal, long after) {
        long next = EpochNanos.FOREVER;
        int o = ordinal;
        for (; thin[o]; o = parents[o]) {
            next = Math.min(next, versions[o].nextCut(after));
        }
        int segment = segments.find(firsts[o], firsts[o + 1], after) + 1;
        int candidate = Math.max(segment, firsts[o]);
        return candidate < firsts[o + 1] ? Math.min(next, segments.begin(candidate)) : next;
    }

    /// The tags at a moment; [Tags#NONE] where nobody has it.
    Tags tags(int ordinal, long atNanos) {
        Tags own = Tags.NONE;
        int o = ordinal;
        for (; thin[o]; o = parents[o]) {
            int winner = versions[o].winnerAt(atNanos);
            if (winner != Versions.NOBODY) {
                own = memo.inherit(own, versions[o].record(winner).tags());
            }
        }
        int segment = segments.find(firsts[o], firsts[o + 1], atNanos);
        return segment < 0 ? own : memo.inherit(own, segments.tags(segment));
    }

    /// The deepest allocation in force at a moment; null where nobody has it.
    @Nullable Allocation deepest(int ordinal, long atNanos) {
        int o = ordinal;
        for (; thin[o]; o = parents[o]) {
            int winner = versions[o].winnerAt(atNanos);
            if (winner != Versions.NOBODY) {
                return versions[o].record(winner);
            }
        }
        int segment = segments.find(firsts[o], firsts[o + 1], atNanos);
        return segment < 0 ? null : segments.deepest(segment);
    }

    /// Whether the allocations that name the service or the owner are contested at a moment, as in [Versions].
    int contested(int ordinal, long atNanos) {
        int contested = 0;
        Tags below = Tags.NONE;
        int o = ordinal;
        for (; thin[o]; o = parents[o]) {
            int winner = versions[o].winnerAt(atNanos);
            if (winner != Versions.NOBODY) {
                Tags own = versions[o].record(winner).tags();
                contested |= contestedHere(below, own, winner);
                below = memo.inherit(below, own);
            }
        }
        int segment = segments.find(firsts[o], firsts[o + 1], atNanos);
        if (segment < 0) {
            return contested;
        }
        int outer = segments.contested(segment);
        return contested
                | (below.service().isEmpty() ? outer & Versions.SERVICE_CONTESTED : 0)
                | (below.owner().isEmpty() ? outer & Versions.OWNER_CONTESTED : 0);
    }

    /// How many searches a question about the prefix makes: what its cost grows with.
    int searches(int ordinal) {
        int searches = 1;
        for (int o = ordinal; thin[o]; o = parents[o]) {
            searches++;
        }
        return searches;
    }

    /// Exact bytes of what serves time alone, references of 4 bytes, headers and versions left out.
    long bytes() {
        return segments.bytes() + 5L * firsts.length;
    }
}
