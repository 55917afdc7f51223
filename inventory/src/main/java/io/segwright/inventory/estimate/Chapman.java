package io.segwright.inventory.estimate;

import io.segwright.inventory.estimate.UnseenEstimate.Estimated;
import io.segwright.inventory.estimate.UnseenEstimate.Insufficient;
import java.util.List;

/// Two lists: the share of one list's things that the other shows too is taken for the share of all things that it
/// shows (Chapman 1951; variance by Seber 1970). That the two know nothing of each other is assumed; no two lists can
/// show it. The interval is that of a log-normal number of unseen things (Burnham and others 1987), which is never
/// negative.
final class Chapman {
    private static final long BOTH_MIN = 7; // from here on nearly unbiased (Robson and Regier 1964)
    private static final double TWO_SIDED = 1.959964;

    private Chapman() {}

    /// @param table of two lists
    static UnseenEstimate of(CaptureTable table) {
        double both = table.count(0b11);
        double first = table.count(0b01) + both;
        double second = table.count(0b10) + both;
        if (both < BOTH_MIN) {
            return new Insufficient(
                    "only "
                            + (long) both
                            + " things on both of "
                            + table.lists()
                            + ": want at least "
                            + BOTH_MIN);
        }
        double total = (first + 1) * (second + 1) / (both + 1) - 1;
        double unseen = Math.max(0, total - table.listed());
        double variance =
                (first + 1)
                        * (second + 1)
                        * (first - both)
                        * (second - both)
                        / ((both + 1) * (both + 1) * (both + 2));
        double spread =
                unseen == 0
                        ? 1
                        : Math.exp(
                                TWO_SIDED * Math.sqrt(Math.log(1 + variance / (unseen * unseen))));
        double known = table.unlisted();
        return new Estimated(
                UnseenEstimate.Method.CHAPMAN,
                Math.max(0, unseen - known),
                Interval.around(unseen / spread - known, unseen * spread - known),
                table,
                List.of(new UnseenEstimate.ModelShare(String.join(", ", table.lists()), 1)),
                1);
    }
}
