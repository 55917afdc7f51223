package io.segwright.bench;

import java.util.Locale;

/// One figure beside the peer's, as `bench/run` prints it.
///
/// @param bench its name
/// @param ours our figure
/// @param peer whose figure the other one is; `none` where there is no peer
/// @param peerValue the peer's figure, 0 where there is no peer
/// @param ratio ours beside the peer's, as the benchmark says: how many times better ours is, unless it says otherwise;
///     0 where there is no peer
/// @param unit of both figures
record Measurement(
        String bench, double ours, String peer, double peerValue, double ratio, String unit) {
    /// A cost: less is better.
    static Measurement ofCost(
            String bench, double ours, String peer, double peerValue, String unit) {
        return new Measurement(bench, ours, peer, peerValue, peerValue / ours, unit);
    }

    static Measurement alone(String bench, double ours, String unit) {
        return new Measurement(bench, ours, "none", 0, 0, unit);
    }

    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"bench\":\"%s\",\"ours\":%.2f,\"peer\":\"%s\",\"peerValue\":%.2f,\"ratio\":%s,\"unit\":\"%s\"}",
                bench,
                ours,
                peer,
                peerValue,
                String.format(Locale.ROOT, ratio > 0 && ratio < 10 ? "%.2f" : "%.1f", ratio),
                unit);
    }
}
