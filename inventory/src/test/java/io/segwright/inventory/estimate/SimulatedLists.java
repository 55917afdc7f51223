package io.segwright.inventory.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// An estate whose size is known, sampled by lists that depend on each other in a known way.
///
/// It is no log-linear model: each thing is drawn by itself, from a site, a class and an ease of being found, and some
/// lists copy others. Nothing is shared with the estimator but the form of its input.
final class SimulatedLists {
    /// How the lists depend on each other.
    enum Regime {
        /// Lists that know nothing of each other.
        INDEPENDENT,
        /// One list copies some of its answers from another.
        COPIED,
        /// Two do.
        COPIED_TWICE,
        /// One list shows nothing in some sites.
        BLIND_IN_SITES,
        /// One list shows nothing in a third of the sites.
        BLIND_IN_A_THIRD,
        /// Some things are found easier by all lists: odds spread by a factor of 1.6 (one standard deviation).
        SPREAD,
        /// The same by a factor of 2.7.
        WIDE_SPREAD,
        /// Routers, switches and hosts, each with odds of its own on each list.
        CLASSES,
        /// Each list's odds differ from site to site.
        SITES,
        /// Copied, blind in sites, spread, classes and sites, all a little.
        EVERYTHING,
        /// The odds spread by a factor of 4.5: beyond what is promised, see `docs/coverage.md`.
        EXTREME_SPREAD,
        /// One in fifty things hides from all lists alike: beyond what any count can tell.
        HIDDEN_CLASS
    }

    /// The rates between which a list's is drawn: link, neighbour, telemetry, next hop, import.
    private static final double[][] RATES = {
        {0.85, 0.98}, {0.60, 0.95}, {0.30, 0.90}, {0.05, 0.30}, {0.80, 0.98}
    };

    static final List<String> NAMES =
            List.of("link", "neighbor", "telemetry", "next hop", "import");

    private final Regime regime;
    private final SplittableRandom random;
    private final int size;
    private final int sites;
    private final double[] odds = new double[RATES.length];
    private final double[][] siteOdds;
    private final double[][] classOdds = new double[3][RATES.length];
    private final boolean[][] blind;
    private final List<Copy> copies = new ArrayList<>();
    private final Map<String, List<Integer>> histories = new TreeMap<>();
    private long unlisted;
    private long unlistedKnown;

    private record Copy(int from, int to, double share) {}

    SimulatedLists(Regime regime, long seed) {
        this.regime = regime;
        this.random = new SplittableRandom(31 * seed + regime.name().hashCode());
        this.size = random.nextInt(2_000, 10_001);
        this.sites = random.nextInt(5, 41);
        this.siteOdds = new double[sites][RATES.length];
        this.blind = new boolean[sites][RATES.length];
        arrange();
        draw();
    }

    /// Things that exist.
    int size() {
        return size;
    }

    /// Things that no list shows and nobody knows.
    long unseen() {
        return unlisted - unlistedKnown;
    }

    Map<String, List<Integer>> histories() {
        return histories;
    }

    private boolean is(Regime... any) {
        return regime == Regime.EVERYTHING || List.of(any).contains(regime);
    }

    private void arrange() {
        boolean all = regime == Regime.EVERYTHING;
        for (int list = 0; list < odds.length; list++) {
            odds[list] = logit(random.nextDouble(RATES[list][0], RATES[list][1]));
        }
        if (is(Regime.SITES)) {
            scatter(siteOdds, all ? 0.3 : 0.6);
        }
        if (is(Regime.CLASSES)) {
            scatter(classOdds, all ? 0.3 : 0.7);
        }
        if (is(Regime.COPIED, Regime.COPIED_TWICE)) {
            copies.add(copy(0.1, 0.6));
        }
        if (regime == Regime.COPIED_TWICE) {
            copies.add(copy(0.1, 0.5));
        }
        if (is(Regime.BLIND_IN_SITES)) {
            blindIn(1 + random.nextInt(Math.max(1, sites / 4)));
        }
        if (regime == Regime.BLIND_IN_A_THIRD) {
            blindIn(sites / 3 + 1);
        }
    }

    private void scatter(double[][] table, double deviation) {
        for (double[] row : table) {
            for (int list = 0; list < row.length; list++) {
                row[list] = deviation * random.nextGaussian();
            }
        }
    }

    private Copy copy(double least, double most) {
        int from = random.nextInt(odds.length);
        int to = (from + 1 + random.nextInt(odds.length - 1)) % odds.length;
        return new Copy(from, to, random.nextDouble(least, most));
    }

    private void blindIn(int count) {
        int list = random.nextInt(odds.length);
        int first = random.nextInt(sites);
        for (int i = 0; i < count; i++) {
            blind[(first + i) % sites][list] = true;
        }
    }

    private void draw() {
        double[] weights = new double[sites];
        double sum = 0;
        for (int site = 0; site < sites; site++) {
            weights[site] = Math.exp(0.8 * random.nextGaussian());
            sum += weights[site];
        }
        double hidden = random.nextDouble(0.005, 0.05); // from every collector
        double swept = random.nextDouble(0, 0.3); // polled though no list led there
        for (int thing = 0; thing < size; thing++) {
            int site = site(weights, sum);
            int history = history(site);
            boolean polled =
                    random.nextDouble() >= hidden && (history != 0 || random.nextDouble() < swept);
            if (history == 0) {
                unlisted++;
                unlistedKnown += polled ? 1 : 0;
            }
            if (history != 0 || polled) {
                histories.computeIfAbsent("site-" + site, _ -> new ArrayList<>()).add(history);
            }
        }
    }

    private int site(double[] weights, double sum) {
        double left = random.nextDouble() * sum;
        for (int site = 0; site < sites - 1; site++) {
            left -= weights[site];
            if (left < 0) {
                return site;
            }
        }
        return sites - 1;
    }

    private int history(int site) {
        double ease = deviation() == 0 ? 0 : deviation() * random.nextGaussian();
        if (regime == Regime.HIDDEN_CLASS && random.nextInt(50) == 0) {
            ease = -6;
        }
        int[] shares = {70, 21, 9};
        int draw = random.nextInt(100);
        int kind = draw < shares[0] ? 0 : draw < shares[0] + shares[1] ? 1 : 2;
        boolean[] on = new boolean[odds.length];
        for (int list = 0; list < on.length; list++) {
            double chance = odds[list] + siteOdds[site][list] + classOdds[kind][list] + ease;
            on[list] = random.nextDouble() < 1 / (1 + Math.exp(-chance));
        }
        for (Copy copy : copies) {
            if (random.nextDouble() < copy.share) {
                on[copy.to] = on[copy.from];
            }
        }
        int history = 0;
        for (int list = 0; list < on.length; list++) {
            history |= on[list] && !blind[site][list] ? 1 << list : 0;
        }
        return history;
    }

    private double deviation() {
        return switch (regime) {
            case SPREAD -> 0.5;
            case WIDE_SPREAD -> 1;
            case EXTREME_SPREAD -> 1.5;
            case EVERYTHING -> 0.4;
            case INDEPENDENT,
                    COPIED,
                    COPIED_TWICE,
                    BLIND_IN_SITES,
                    BLIND_IN_A_THIRD,
                    CLASSES,
                    SITES,
                    HIDDEN_CLASS ->
                    0;
        };
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }
}
