package io.segwright.lab.agent;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The faults of one agent, sorted out once for the path of every datagram.
final class FaultSet {
    static final FaultSet NONE = new FaultSet(List.of(), 0);
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L; // 2^64 / golden ratio, odd

    /// How the successor of a row is bent inside a subtree.
    enum Bend {
        NONE,
        LOOPING,
        REPEATING,
        ENDLESS
    }

    private boolean silent;
    private long delayNanos;
    private int dropNth;
    private int varbindsMax = Integer.MAX_VALUE;
    private int bytesMax = Integer.MAX_VALUE;
    private int answersMax = Integer.MAX_VALUE;
    private boolean wrongRequestId;
    private boolean emptyVarbinds;
    private boolean otherSource;
    private Bend bend = Bend.NONE;
    private @Nullable Oid subtree; // null while bend is NONE
    private double loss;
    private double duplicate;
    private double reorder;
    private long reorderNanos;
    private double cut;
    private int rebootNth;
    private final long seed;
    private final AtomicLong draws = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger datagrams = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    /// @param seed of what happens by chance: a draw depends on it and on how many came before, on nothing else
    FaultSet(List<Fault> faults, long seed) {
        this.seed = seed;
        for (Fault fault : faults) {
            switch (fault) {
                case Fault.Silent() -> silent = true;
                case Fault.Delay(var by) -> delayNanos = by.toNanos();
                case Fault.DropEvery(int nth) -> dropNth = nth;
                case Fault.TooBigAbove(int varbinds) -> varbindsMax = varbinds;
                case Fault.Truncated(int bytes) -> bytesMax = bytes;
                case Fault.SilentAfter(int count) -> answersMax = count;
                case Fault.WrongRequestId() -> wrongRequestId = true;
                case Fault.EmptyVarbinds() -> emptyVarbinds = true;
                case Fault.OtherSource() -> otherSource = true;
                case Fault.Loss(double chance) -> loss = chance;
                case Fault.Duplicate(double chance) -> duplicate = chance;
                case Fault.Reorder(double chance, var by) -> {
                    reorder = chance;
                    reorderNanos = by.toNanos();
                }
                case Fault.Cut(double chance) -> cut = chance;
                case Fault.RebootEvery(int nth) -> rebootNth = nth;
                case Fault.Looping(Oid oid) -> bend(Bend.LOOPING, oid);
                case Fault.Repeating(Oid oid) -> bend(Bend.REPEATING, oid);
                case Fault.Endless(Oid oid) -> bend(Bend.ENDLESS, oid);
            }
        }
    }

    private void bend(Bend how, Oid where) {
        if (bend != Bend.NONE) {
            throw new IllegalArgumentException("two bent subtrees in one agent: want one");
        }
        bend = how;
        subtree = where;
    }

    /// Whether this datagram is passed over in silence; counts it.
    boolean swallows() {
        return silent
                || (dropNth > 0 && datagrams.incrementAndGet() % dropNth == 0)
                || happens(loss);
    }

    private boolean happens(double chance) {
        return chance > 0 && (draw() >>> 11) * 0x1.0p-53 < chance;
    }

    /// The next number of splitmix64 (Steele, Lea, Flood 2014).
    private long draw() {
        long bits = seed + GOLDEN * draws.incrementAndGet();
        bits = (bits ^ (bits >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return bits ^ (bits >>> 31);
    }

    /// Whether the engine starts again before this datagram is answered; counts it.
    boolean reboots() {
        return rebootNth > 0 && requests.incrementAndGet() % rebootNth == 0;
    }

    /// How often the answer is sent.
    int copies() {
        return happens(duplicate) ? 2 : 1;
    }

    /// What of the answer is sent.
    byte[] shorten(byte[] answer) {
        int length = Math.min(answer.length, bytesMax);
        if (happens(cut)) {
            length = (int) Math.floorMod(draw(), (long) length);
        }
        return length == answer.length ? answer : Arrays.copyOf(answer, length);
    }

    /// Whether one more answer may be sent; counts it.
    boolean exhausted() {
        return answersMax != Integer.MAX_VALUE && answers.incrementAndGet() > answersMax;
    }

    /// How long one copy of an answer is held back.
    long delayNanos() {
        return happens(reorder) ? delayNanos + reorderNanos : delayNanos;
    }

    int varbindsMax() {
        return varbindsMax;
    }

    boolean wrongRequestId() {
        return wrongRequestId;
    }

    boolean emptyVarbinds() {
        return emptyVarbinds;
    }

    boolean otherSource() {
        return otherSource;
    }

    Bend bend() {
        return bend;
    }

    @Nullable Oid subtree() {
        return subtree;
    }
}
