package io.segwright.inventory.claim;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What a person decided about an attribute on which sources disagree. It is kept and wins, until it expires or until
/// everything that it was about has changed: then the person decided about another question.
///
/// @param by who decided, e.g. `user:anna`
/// @param reason why
/// @param at when
/// @param expires until when, exclusive; [Instant#MAX] for "no end"
/// @param about what the sources said then
public record Decision(
        DeviceId device,
        Attribute attribute,
        Choice choice,
        String by,
        String reason,
        Instant at,
        Instant expires,
        List<Side> about) {
    private static final int TEXT_CHARS_MAX = 1_000; // a value, a reason

    /// By device and attribute.
    public static final Comparator<Decision> ORDER =
            Comparator.comparing(Decision::device).thenComparing(Decision::attribute);

    /// What a person chose.
    public sealed interface Choice {
        /// This value, whatever the sources say.
        record Value(String text) implements Choice {}

        /// What this source says, also later.
        record Source(String name) implements Choice {}

        /// The value or the source.
        default String text() {
            return switch (this) {
                case Value(String text) -> text;
                case Source(String name) -> name;
            };
        }
    }

    /// What one source said when it was decided.
    public record Side(String source, String value) {}

    public Decision {
        about = about.stream().distinct().sorted(Comparator.comparing(Side::toString)).toList();
        requireText("value or source", choice.text());
        requireText("reason", reason);
        if (!at.isBefore(expires)) {
            throw new IllegalArgumentException(
                    "decision of "
                            + at
                            + " until "
                            + expires
                            + ": want an end after its beginning");
        }
    }

    private static void requireText(String what, String text) {
        if (text.isBlank()
                || text.length() > TEXT_CHARS_MAX
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    what
                            + " of a decision has "
                            + text.length()
                            + " characters: want 1.."
                            + TEXT_CHARS_MAX
                            + ", not blank, no control characters");
        }
    }

    /// What a decision made now would be about.
    ///
    /// @param claims of that device and attribute
    public static List<Side> sides(List<Claim> claims) {
        return claims.stream().map(c -> new Side(c.source(), c.value())).toList();
    }

    /// The decision as a claim.
    public Claim claim(String value) {
        return new Claim(device, attribute, value, Claim.PERSON, by + ": " + reason, 100, at, at);
    }

    /// The same about another device: two turned out to be one.
    public Decision of(DeviceId other) {
        return new Decision(other, attribute, choice, by, reason, at, expires, about);
    }

    /// Whether it counts.
    ///
    /// @param claims of that device and attribute
    public boolean holds(List<Claim> claims, Instant when) {
        return !when.isBefore(at) && when.isBefore(expires) && !isOvertaken(claims);
    }

    /// Every source that it was about says something else by now. A source that says nothing has not changed its
    /// mind.
    public boolean isOvertaken(List<Claim> claims) {
        return !about.isEmpty() && about.stream().allMatch(side -> isChanged(side, claims));
    }

    private boolean isChanged(Side side, List<Claim> claims) {
        List<Claim> now = claims.stream().filter(c -> c.source().equals(side.source)).toList();
        return !now.isEmpty()
                && now.stream().noneMatch(c -> Sameness.agree(attribute, c.value(), side.value));
    }
}
