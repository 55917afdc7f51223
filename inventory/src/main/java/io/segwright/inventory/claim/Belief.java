package io.segwright.inventory.claim;

import io.segwright.inventory.claim.Believed.Lost;
import io.segwright.inventory.claim.Believed.Standing;
import io.segwright.inventory.claim.Decision.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which claim of an attribute is believed.
///
/// A decision that holds comes first. Then, of the claims that are live, the one whose source has the most authority;
/// within one rank the surest place, then the one said last. Where none is live, the one said last: a device that is
/// away keeps what was known of it. The text settles what is left, so that the order of the claims never matters.
public final class Belief {
    private Belief() {}

    /// @param claims of one attribute of one device, in any order
    /// @param decision about it, if there is one
    /// @param at when the question is asked
    /// @return empty where nobody claims anything
    public static Optional<Believed> resolve(
            List<Claim> claims, Optional<Decision> decision, Authority authority, Instant at) {
        List<Claim> ordered = ordered(claims, authority, at);
        Optional<Decision> held = decision.filter(d -> d.holds(claims, at));
        Optional<Claim> chosen = held.flatMap(d -> chosen(d, ordered));
        if (chosen.isPresent()) {
            return Optional.of(decided(chosen.get(), held.orElseThrow(), ordered, authority, at));
        }
        if (ordered.isEmpty()) {
            return Optional.empty();
        }
        Claim first = ordered.getFirst();
        boolean live = authority.isLive(first, at);
        return Optional.of(
                new Believed(
                        first,
                        live ? Standing.LIVE : Standing.STALE,
                        live ? because(first, ordered, authority) : stale(first, authority),
                        lost(first, ordered, authority, at, "")));
    }

    private static Optional<Claim> chosen(Decision decision, List<Claim> ordered) {
        return switch (decision.choice()) {
            case Choice.Value(String text) -> Optional.of(decision.claim(text));
            case Choice.Source(String name) ->
                    ordered.stream().filter(c -> c.source().equals(name)).findFirst();
        };
    }

    private static Believed decided(
            Claim claim, Decision decision, List<Claim> ordered, Authority authority, Instant at) {
        String who = "decided by " + decision.by() + " at " + decision.at();
        String end = decision.expires().equals(Instant.MAX) ? "" : ", until " + decision.expires();
        return new Believed(
                claim,
                Standing.DECIDED,
                who + end + ": " + decision.reason(),
                lost(claim, ordered, authority, at, who));
    }

    /// The strongest first, each once.
    static List<Claim> ordered(List<Claim> claims, Authority authority, Instant at) {
        Comparator<Claim> live =
                Comparator.<Claim>comparingInt(c -> authority.rank(c.attribute(), c.source()))
                        .thenComparingInt(c -> -c.confidencePercent())
                        .thenComparing(Claim::lastSaid, Comparator.reverseOrder())
                        .thenComparing(Claim::since, Comparator.reverseOrder())
                        .thenComparing(Claim.BY_TEXT);
        Comparator<Claim> stale =
                Comparator.comparing(Claim::lastSaid, Comparator.reverseOrder())
                        .thenComparing(live);
        List<Claim> ordered = new ArrayList<>();
        claims.stream()
                .distinct()
                .filter(c -> authority.isLive(c, at))
                .sorted(live)
                .forEach(ordered::add);
        claims.stream()
                .distinct()
                .filter(c -> !authority.isLive(c, at))
                .sorted(stale)
                .forEach(ordered::add);
        return ordered;
    }

    private static String because(Claim first, List<Claim> ordered, Authority authority) {
        if (ordered.stream().allMatch(c -> c.source().equals(first.source()))) {
            return "only " + first.source() + " says it";
        }
        return first.source()
                + " is believed for "
                + name(first)
                + " while it was heard in the last "
                + days(first, authority);
    }

    private static String stale(Claim first, Authority authority) {
        return "the last word that there was: nobody was heard in time, "
                + first.source()
                + " not in "
                + days(first, authority);
    }

    private static List<Lost> lost(
            Claim winner, List<Claim> ordered, Authority authority, Instant at, String decided) {
        return ordered.stream()
                .filter(c -> !c.equals(winner))
                .map(c -> new Lost(c, why(c, winner, authority, at, decided)))
                .toList();
    }

    private static String why(
            Claim loser, Claim winner, Authority authority, Instant at, String decided) {
        if (loser.agreesWith(winner)) {
            return "agrees";
        }
        if (!decided.isEmpty()) {
            return decided;
        }
        if (!authority.isLive(loser, at)) {
            return "stale: last said " + loser.lastSaid();
        }
        int rank = authority.rank(loser.attribute(), loser.source());
        if (rank > authority.rank(winner.attribute(), winner.source())) {
            return winner.source() + " is believed before it";
        }
        return loser.confidencePercent() < winner.confidencePercent()
                ? "a less certain place: "
                        + loser.confidencePercent()
                        + " % against "
                        + winner.confidencePercent()
                        + " %"
                : "said earlier, or settled by the text alone";
    }

    private static String days(Claim claim, Authority authority) {
        var staleness = authority.staleness(claim.attribute(), claim.source());
        return staleness.equals(Authority.Rule.NEVER)
                ? "while it is valid"
                : staleness.toDays() > 0
                        ? staleness.toDays() + " days"
                        : staleness.toMinutes() + " minutes";
    }

    private static String name(Claim claim) {
        return claim.attribute().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
