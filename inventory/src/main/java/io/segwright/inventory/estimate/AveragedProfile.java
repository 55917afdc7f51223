package io.segwright.inventory.estimate;

import io.segwright.inventory.estimate.ModelSearch.Candidate;
import io.segwright.inventory.estimate.UnseenEstimate.ModelShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several models' profile likelihoods as one: each has a say by its Akaike weight (Buckland and others 1997), and an
/// end of the interval is where the mean of the models' tails is half of what the level leaves out (Turek and
/// Fletcher 2012). One model alone, chosen because it fitted best, would promise too narrow an interval.
final class AveragedProfile {
    private static final double TAIL = (1 - UnseenEstimate.LEVEL) / 2;
    private static final double THINGS_MAX = 1e9;
    private static final double CLOSE = 0.05; // of a thing; the ends are rounded outwards

    private record Voice(ProfileLikelihood profile, String text, double weight) {}

    private final List<Voice> voices;
    private final double scale;
    private final double floor;

    private AveragedProfile(List<Voice> voices, double dispersion, double floor) {
        this.voices = voices;
        this.scale = 1 / Math.sqrt(dispersion);
        this.floor = floor;
    }

    /// @param dispersion of the counts round the best model, at least 1
    /// @return empty where no model has a likeliest number
    static Optional<AveragedProfile> of(
            CaptureTable table, List<Candidate> candidates, double dispersion) {
        List<ProfileLikelihood> profiles = new ArrayList<>();
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            ProfileLikelihood.of(table, candidate.model(), candidate.fit())
                    .ifPresent(profile -> {
                        profiles.add(profile);
                        kept.add(candidate);
                    });
        }
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        double[] weights = weights(kept, profiles);
        List<Voice> voices = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            voices.add(
                    new Voice(
                            profiles.get(i), kept.get(i).model().text(table.lists()), weights[i]));
        }
        return Optional.of(new AveragedProfile(voices, dispersion, (double) table.unlisted()));
    }

    private static double[] weights(List<Candidate> kept, List<ProfileLikelihood> profiles) {
        double[] weights = new double[kept.size()];
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = kept.get(i).criterion() + profiles.get(i).loss();
            best = Math.min(best, weights[i]);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp((best - weights[i]) / 2);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /// The likeliest number of unlisted things, averaged.
    double mean() {
        return voices.stream().mapToDouble(v -> v.weight * v.profile.summit()).sum();
    }

    double lower() {
        if (below(floor) >= TAIL) {
            return floor;
        }
        double low = floor;
        double high = voices.stream().mapToDouble(v -> v.profile.summit()).max().orElse(low);
        return Bracket.crossing(x -> TAIL - below(x), low, high, CLOSE);
    }

    /// Infinite where nothing bounds it.
    double upper() {
        double low = voices.stream().mapToDouble(v -> v.profile.summit()).min().orElse(floor);
        double high = low + 1;
        while (above(high) > TAIL) {
            low = high;
            high = floor + 2 * (high - floor) + 1;
            if (high > THINGS_MAX) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return Bracket.crossing(x -> above(x) - TAIL, low, high, CLOSE);
    }

    private double below(double x) {
        return voices.stream()
                .mapToDouble(
                        v -> v.weight * SpecialFunctions.normalBelow(scale * v.profile.distance(x)))
                .sum();
    }

    private double above(double x) {
        return voices.stream()
                .mapToDouble(v ->
                        v.weight * SpecialFunctions.normalBelow(-scale * v.profile.distance(x)))
                .sum();
    }

    List<ModelShare> models() {
        return voices.stream().map(v -> new ModelShare(v.text, v.weight)).toList();
    }
}
