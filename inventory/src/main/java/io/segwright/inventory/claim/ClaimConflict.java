package io.segwright.inventory.claim;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Live claims of an attribute that cannot all be true; listed until they agree or a person decides.
///
/// @param sides the claims that disagree with another one, the strongest first
/// @param believed what is believed meanwhile, or since it was decided
/// @param overtaken the decision that does not count any more, since all that it was about has changed; empty for none
public record ClaimConflict(
        DeviceId device,
        Attribute attribute,
        List<Claim> sides,
        Believed believed,
        List<Decision> overtaken) {
    /// Two places of one source contradict each other only where both are this sure; a less certain one is overruled.
    private static final int SURE_PERCENT = 90;

    public ClaimConflict {
        sides = List.copyOf(sides);
        overtaken = List.copyOf(overtaken);
    }

    public boolean isDecided() {
        return believed.standing() == Believed.Standing.DECIDED;
    }

    /// @param claims of one attribute of one device, in any order
    /// @return empty where the live claims agree
    static Optional<ClaimConflict> of(
            List<Claim> claims, Optional<Decision> decision, Authority authority, Instant at) {
        List<Claim> live =
                Belief.ordered(claims, authority, at).stream()
                        .filter(c -> authority.isLive(c, at))
                        .toList();
        List<Claim> sides = new ArrayList<>();
        for (Claim claim : live) {
            if (live.stream().anyMatch(other -> contradict(claim, other, live))) {
                sides.add(claim);
            }
        }
        if (sides.isEmpty()) {
            return Optional.empty();
        }
        Claim first = sides.getFirst();
        return Belief.resolve(claims, decision, authority, at)
                .map(believed ->
                        new ClaimConflict(
                                first.device(),
                                first.attribute(),
                                sides,
                                believed,
                                decision.filter(d -> d.isOvertaken(claims)).stream().toList()));
    }

    private static boolean contradict(Claim one, Claim other, List<Claim> live) {
        if (one.agreesWith(other)) {
            return false;
        }
        if (one.source().equals(other.source())) {
            return one.confidencePercent() >= SURE_PERCENT
                    && other.confidencePercent() >= SURE_PERCENT;
        }
        return isWord(one, live) && isWord(other, live);
    }

    /// The word of a source is its first claim in the order of strength.
    private static boolean isWord(Claim claim, List<Claim> live) {
        return live.stream()
                .filter(c -> c.source().equals(claim.source()))
                .findFirst()
                .filter(claim::equals)
                .isPresent();
    }
}
