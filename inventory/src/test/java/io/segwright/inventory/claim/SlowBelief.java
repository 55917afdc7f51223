package io.segwright.inventory.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The definition of belief, written out: the claim that no other one beats.
final class SlowBelief {
    private SlowBelief() {}

    static Optional<Claim> believed(List<Claim> claims, Authority authority, Instant at) {
        return claims.stream()
                .filter(c -> claims.stream().noneMatch(other -> beats(other, c, authority, at)))
                .findFirst();
    }

    private static boolean beats(Claim a, Claim b, Authority authority, Instant at) {
        Authority.Rule forA = rule(a, authority);
        Authority.Rule forB = rule(b, authority);
        boolean aLives = lives(a, forA, at);
        if (aLives != lives(b, forB, at)) {
            return aLives;
        }
        if (!aLives && !a.lastSaid().equals(b.lastSaid())) {
            return a.lastSaid().isAfter(b.lastSaid());
        }
        if (!forA.equals(forB)) {
            return position(forA, authority) < position(forB, authority);
        }
        if (a.confidencePercent() != b.confidencePercent()) {
            return a.confidencePercent() > b.confidencePercent();
        }
        if (!a.lastSaid().equals(b.lastSaid())) {
            return a.lastSaid().isAfter(b.lastSaid());
        }
        if (!a.since().equals(b.since())) {
            return a.since().isAfter(b.since());
        }
        String textOfA = a.source() + "\0" + a.value() + "\0" + a.evidence();
        String textOfB = b.source() + "\0" + b.value() + "\0" + b.evidence();
        return textOfA.compareTo(textOfB) < 0;
    }

    private static boolean lives(Claim claim, Authority.Rule rule, Instant at) {
        return rule.staleness().equals(Authority.Rule.NEVER)
                || !claim.lastSaid().plus(rule.staleness()).isBefore(at);
    }

    private static int position(Authority.Rule rule, Authority authority) {
        int position = authority.rules().indexOf(rule);
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    private static Authority.Rule rule(Claim claim, Authority authority) {
        for (Authority.Rule rule : authority.rules()) {
            String source = rule.source();
            boolean fits =
                    source.endsWith("*")
                            ? claim.source().startsWith(source.replace("*", ""))
                            : claim.source().equals(source);
            if (fits && rule.attributes().contains(claim.attribute())) {
                return rule;
            }
        }
        return new Authority.Rule(Set.of(claim.attribute()), "nobody", Duration.ofDays(30));
    }
}
