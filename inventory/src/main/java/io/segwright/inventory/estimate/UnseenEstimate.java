package io.segwright.inventory.estimate;

import java.util.List;

/// How many things exist that no list shows and nobody knows, or why that cannot be said.
public sealed interface UnseenEstimate {
    /// The level of every interval.
    double LEVEL = 0.95;

    /// How the number was found.
    enum Method {
        /// Two lists, taken to know nothing of each other, which two lists cannot show (Chapman 1951).
        CHAPMAN,
        /// Three lists or more, with the dependence that the counts show.
        LOG_LINEAR
    }

    /// @param unseen the best guess; a mean over models, thus no whole number
    /// @param interval of the same, at [#LEVEL]
    /// @param table what it was estimated from
    /// @param models those that it is averaged over, the likeliest first
    /// @param dispersion how much more the counts scatter than the best model says, 1 where not
    record Estimated(
            Method method,
            double unseen,
            Interval interval,
            CaptureTable table,
            List<ModelShare> models,
            double dispersion)
            implements UnseenEstimate {
        public Estimated {
            models = List.copyOf(models);
        }
    }

    /// @param reason one line for a person: what is too little of what
    record Insufficient(String reason) implements UnseenEstimate {}

    /// A model and its say in the average.
    ///
    /// @param text its terms, e.g. `link, neighbor, import, link:neighbor`
    /// @param weight 0..1
    record ModelShare(String text, double weight) {}
}
