package io.segwright.inventory.claim;

import static io.segwright.inventory.observe.Attribute.ASSET_TAG;
import static io.segwright.inventory.observe.Attribute.CONTACT;
import static io.segwright.inventory.observe.Attribute.LOCATION;
import static io.segwright.inventory.observe.Attribute.MODEL;
import static io.segwright.inventory.observe.Attribute.NAME;
import static io.segwright.inventory.observe.Attribute.OS;
import static io.segwright.inventory.observe.Attribute.OWNER;
import static io.segwright.inventory.observe.Attribute.ROLE;
import static io.segwright.inventory.observe.Attribute.SERIAL;
import static io.segwright.inventory.observe.Attribute.SITE;
import static io.segwright.inventory.observe.Attribute.VENDOR;
import static io.segwright.inventory.observe.Attribute.VERSION;

import io.segwright.inventory.observe.Attribute;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which source is believed for which attribute, and for how long: an earlier rule beats a later one while its source
/// was heard in time; then authority passes to the next. A person's [Decision] stands above all rules.
///
/// @param rules in order; of those that name an attribute and fit a source, the first counts
public record Authority(List<Rule> rules) {
    /// For a source that no rule names: it comes last.
    private static final Duration STALE_OTHERWISE = Duration.ofDays(30);

    private static final Set<Attribute> OF_THE_BOX =
            EnumSet.of(NAME, VENDOR, MODEL, SERIAL, OS, VERSION, SITE);
    private static final Set<Attribute> OF_PEOPLE =
            EnumSet.of(LOCATION, CONTACT, ROLE, ASSET_TAG, OWNER);

    /// What the box itself knows best is believed of the box while it answers; what people know, of their lists. A
    /// poll is stale after 14 days, when the device is ([PresencePolicy]); a list after 35, a month and some days of
    /// grace. An allocation ends by its own validity.
    public static final Authority SHIPPED =
            new Authority(
                    List.of(
                            new Rule(OF_THE_BOX, Claim.SNMP, Duration.ofDays(14)),
                            new Rule(OF_THE_BOX, Claim.IMPORT + "*", Duration.ofDays(35)),
                            new Rule(OF_PEOPLE, Claim.IMPORT + "*", Duration.ofDays(35)),
                            new Rule(OF_PEOPLE, Claim.ALLOCATION, Rule.NEVER),
                            new Rule(OF_PEOPLE, Claim.SNMP, Duration.ofDays(14))));

    public Authority {
        rules = List.copyOf(rules);
    }

    /// @param attributes that it is about
    /// @param source a source, or the beginning of several and `*`
    /// @param staleness after how long without a word it stops to count
    public record Rule(Set<Attribute> attributes, String source, Duration staleness) {
        /// The source's word holds until it is taken back.
        public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

        public Rule {
            attributes = Set.copyOf(attributes);
            if (attributes.isEmpty()
                    || source.isBlank()
                    || staleness.isNegative()
                    || staleness.isZero()) {
                throw new IllegalArgumentException(
                        "authority of '"
                                + source
                                + "' for "
                                + attributes
                                + ", stale after "
                                + staleness
                                + ": want a source, an attribute and a time above 0");
            }
        }

        boolean fits(Attribute attribute, String asked) {
            return attributes.contains(attribute)
                    && (source.endsWith("*")
                            ? asked.startsWith(source.substring(0, source.length() - 1))
                            : source.equals(asked));
        }
    }

    /// 0 is believed first.
    int rank(Attribute attribute, String source) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).fits(attribute, source)) {
                return i;
            }
        }
        return rules.size();
    }

    /// After how long without a word the source stops to count.
    public Duration staleness(Attribute attribute, String source) {
        int rank = rank(attribute, source);
        return rank < rules.size() ? rules.get(rank).staleness() : STALE_OTHERWISE;
    }

    public boolean isLive(Claim claim, Instant at) {
        return Duration.between(claim.lastSaid(), at)
                        .compareTo(staleness(claim.attribute(), claim.source()))
                <= 0;
    }
}
