package io.segwright.inventory.claim;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that one source says of one device.
///
/// @param nativeKey what the source calls the device; empty where it has no name of its own for it, as SNMP
/// @param statements sorted
public record ClaimSet(
        DeviceId device, String source, String nativeKey, List<Statement> statements) {
    private static final int PLACES_MAX = 8; // of one attribute: more does not convince more
    private static final int NAME_CHARS_MAX = 500; // of a source, of a native key

    /// By device, source, native key.
    public static final Comparator<ClaimSet> ORDER =
            Comparator.comparing(ClaimSet::device)
                    .thenComparing(ClaimSet::source)
                    .thenComparing(ClaimSet::nativeKey);

    /// How much of a source was heard.
    public enum Hearing {
        /// All: what it did not say it does not say any more.
        WHOLE,
        /// A part of it: what was not heard may still be so.
        PARTIAL
    }

    public ClaimSet {
        if (source.isBlank()
                || source.length() > NAME_CHARS_MAX
                || nativeKey.length() > NAME_CHARS_MAX) {
            throw new IllegalArgumentException(
                    device
                            + ": source '"
                            + start(source)
                            + "', native key '"
                            + start(nativeKey)
                            + "': want 1.."
                            + NAME_CHARS_MAX
                            + " characters, and 0.."
                            + NAME_CHARS_MAX);
        }
        statements = statements.stream().distinct().sorted(Statement.ORDER).toList();
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 40));
    }

    /// A source that has said nothing yet.
    public static ClaimSet silent(DeviceId device, String source, String nativeKey) {
        return new ClaimSet(device, source, nativeKey, List.of());
    }

    /// True for an import's.
    public boolean isImported() {
        return source.startsWith(Claim.IMPORT);
    }

    /// The set after the source was heard again. The same again is an equal set: since when it says a value is kept.
    /// Of an attribute that it says, its word is what it says now; of one that it does not, the last word is kept,
    /// and marked as such where all of the source was heard.
    ///
    /// @param facts in any order
    public ClaimSet said(List<AttributeFact> facts, Hearing hearing, Instant at) {
        Map<Attribute, List<Statement>> fresh = new EnumMap<>(Attribute.class);
        for (AttributeFact fact : facts) {
            fresh.computeIfAbsent(fact.attribute(), _ -> new ArrayList<>())
                    .add(dated(Statement.of(fact, at)));
        }
        List<Statement> next = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            List<Statement> known = about(attribute);
            List<Statement> now = fresh.getOrDefault(attribute, List.of());
            next.addAll(
                    switch (hearing) {
                        case WHOLE -> now.isEmpty() ? lastWord(known, at) : few(now);
                        case PARTIAL -> few(with(known, now));
                    });
        }
        return new ClaimSet(device, source, nativeKey, next);
    }

    /// With the since of what is already known; a value that was silent for a while and comes back begins anew.
    private Statement dated(Statement fresh) {
        return statements.stream()
                .filter(s -> s.isSaid() && s.attribute() == fresh.attribute())
                .filter(s -> s.value().equals(fresh.value()))
                .map(Statement::since)
                .min(Comparator.naturalOrder())
                .map(fresh::saidSince)
                .orElse(fresh);
    }

    private static List<Statement> lastWord(List<Statement> known, Instant at) {
        return known.stream().limit(1).map(s -> s.silentAt(at)).toList();
    }

    /// What was not heard stays where it is surer than what was.
    private static List<Statement> with(List<Statement> known, List<Statement> now) {
        if (now.isEmpty()) {
            return known;
        }
        int surest = now.stream().mapToInt(Statement::confidencePercent).max().orElse(0);
        List<Statement> all = new ArrayList<>(now);
        known.stream().filter(s -> s.isSaid() && s.confidencePercent() > surest).forEach(all::add);
        return all;
    }

    private static List<Statement> few(List<Statement> all) {
        return all.stream().distinct().sorted(Statement.ORDER).limit(PLACES_MAX).toList();
    }

    private List<Statement> about(Attribute attribute) {
        return statements.stream().filter(s -> s.attribute() == attribute).toList();
    }

    /// What the source says of an attribute: still said before silent, then the surest place.
    public Optional<Statement> word(Attribute attribute) {
        return about(attribute).stream().findFirst();
    }

    /// @param lastHeard when the source last spoke of the device
    public List<Claim> claims(Instant lastHeard) {
        return statements.stream()
                .map(s ->
                        new Claim(
                                device,
                                s.attribute(),
                                s.value(),
                                source,
                                nativeKey.isEmpty() ? s.evidence() : nativeKey + " " + s.evidence(),
                                s.confidencePercent(),
                                s.since(),
                                s.isSaid() ? later(lastHeard, s.since()) : s.until()))
                .toList();
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }

    /// The same of another device: two turned out to be one.
    public ClaimSet of(DeviceId other) {
        return new ClaimSet(other, source, nativeKey, statements);
    }

    /// What two sets of one source say, which turned out to be of one device: of each attribute what was said later.
    public ClaimSet and(ClaimSet other) {
        List<Statement> all = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            List<Statement> own = about(attribute);
            List<Statement> others = other.about(attribute);
            all.addAll(latest(others).isAfter(latest(own)) ? others : own);
        }
        return new ClaimSet(device, source, nativeKey, all);
    }

    private static Instant latest(List<Statement> statements) {
        return statements.stream()
                .map(Statement::since)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
