package io.segwright.lab.agent;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The faults of one agent, sorted out once for the path of every datagram.
final class FaultSet {
    static final FaultSet NONE = new FaultSet(List.of());

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
    private final AtomicInteger datagrams = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    FaultSet(List<Fault> faults) {
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
        return silent || (dropNth > 0 && datagrams.incrementAndGet() % dropNth == 0);
    }

    /// Whether one more answer may be sent; counts it.
    boolean exhausted() {
        return answersMax != Integer.MAX_VALUE && answers.incrementAndGet() > answersMax;
    }

    long delayNanos() {
        return delayNanos;
    }

    int varbindsMax() {
        return varbindsMax;
    }

    int bytesMax() {
        return bytesMax;
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
