package io.segwright.collectors.snmp.table;

/// How many requests may be in flight at one agent.
///
/// One is polite and right for most: agents answer one after the other. Where the way is long, the agent idles while
/// an answer travels, and several save time. So a long table of a slow answerer is tried with one more at once; the
/// wider window stays where a varbind then takes clearly less time, and goes back to one at any time-out.
final class Window {
    static final int MAX = 4; // AKIPS has several in flight; more would be a flood to a small agent

    private static final long SLOW_NANOS =
            10_000_000; // a round trip; below it there is nothing to gain
    private static final double GAIN = 0.75; // of the time before, or it is not worth it

    private final int allowed;
    private int width = 1;
    private int tooWide;
    private double bestEach; // nanos a varbind at the present width; 0 before any is known

    /// @param allowed by the limits, 1..[#MAX]
    Window(int allowed) {
        this.allowed = Math.min(allowed, MAX);
        this.tooWide = this.allowed + 1;
    }

    void adopt(int known) {
        width = Math.max(1, Math.min(known, allowed));
    }

    int width() {
        return width;
    }

    /// How wide to read the rest of a table.
    ///
    /// @param cost of the last answer
    /// @param columns that are still open: one lane each at most
    /// @return 1 for as always
    int next(VarbindSource.Cost cost, int columns) {
        if (cost.nanos() < SLOW_NANOS) {
            return 1;
        }
        int wanted = width + 1 < tooWide ? width + 1 : width;
        return Math.min(wanted, columns);
    }

    /// What a table took that was read at a width.
    ///
    /// @param nanosEach a varbind
    /// @param sequentialEach what it took with one request in flight
    void judged(int used, double nanosEach, double sequentialEach) {
        double before = bestEach > 0 ? bestEach : sequentialEach;
        if (used > width && nanosEach <= before * GAIN) {
            width = used;
            bestEach = nanosEach;
        } else if (used > width) {
            tooWide = used;
        }
    }

    void timedOut() {
        tooWide = Math.max(2, width);
        width = 1;
        bestEach = 0;
    }
}
