package io.segwright.inventory.estimate;

/// A range of counts, both ends included.
public record Interval(long lower, long upper) {
    public Interval {
        if (lower < 0 || upper < lower) {
            throw new IllegalArgumentException(
                    lower + " to " + upper + ": want 0 <= lower <= upper");
        }
    }

    /// The smallest one that holds both real numbers: things are counted whole.
    static Interval around(double lower, double upper) {
        return new Interval(
                (long) Math.floor(Math.max(0, lower)), (long) Math.ceil(Math.max(0, upper)));
    }

    public long width() {
        return upper - lower;
    }

    public boolean contains(long count) {
        return lower <= count && count <= upper;
    }
}
