package io.segwright.app.config;

import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.claim.Authority.Rule;
import io.segwright.inventory.claim.PresencePolicy;
import io.segwright.inventory.observe.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which source is believed for which attribute, and how long a device counts as there: lines
/// `believe ATTRIBUTE[,ATTRIBUTE...] SOURCE TIME` and `presence active|stale|gone TIME`. The lines stand before the
/// shipped rules; no file means the shipped rules alone.
///
/// ```
/// # where a device stands is what the list says, for 40 days after it was last read
/// believe site,location import:netbox 40d
/// believe serial import:* never
/// presence gone 180d
/// ```
public record AuthorityFile(Authority authority, PresencePolicy presence) {
    private static final int LINES_MAX = 1_000; // twelve attributes of some tens of sources
    private static final AuthorityFile SHIPPED =
            new AuthorityFile(Authority.SHIPPED, PresencePolicy.SHIPPED);

    static AuthorityFile read(Path file) throws ConfigException {
        try {
            if (!Files.exists(file)) {
                return SHIPPED;
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LINES_MAX) {
                throw new ConfigException(
                        file + " has " + lines.size() + " lines: want at most " + LINES_MAX);
            }
            return parse(file, lines);
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
    }

    private static AuthorityFile parse(Path file, List<String> lines) throws ConfigException {
        List<Rule> rules = new ArrayList<>();
        PresencePolicy presence = PresencePolicy.SHIPPED;
        for (int i = 0; i < lines.size(); i++) {
            String where = file + ":" + (i + 1) + ": ";
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            String[] words = line.split("\\s+", -1);
            if (line.isEmpty()) {
                continue;
            }
            try {
                if (words.length == 4 && words[0].equals("believe")) {
                    rules.add(new Rule(attributes(words[1]), words[2], time(words[3])));
                } else if (words.length == 3 && words[0].equals("presence")) {
                    presence = presence(presence, words[1], time(words[2]));
                } else {
                    throw new IllegalArgumentException(
                            "want 'believe ATTRIBUTE[,ATTRIBUTE] SOURCE TIME' or 'presence"
                                    + " active|stale|gone TIME'");
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException(where + e.getMessage());
            }
        }
        rules.addAll(Authority.SHIPPED.rules());
        return new AuthorityFile(new Authority(rules), presence);
    }

    private static Set<Attribute> attributes(String text) {
        if (text.equals("*")) {
            return EnumSet.allOf(Attribute.class);
        }
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        for (String name : text.split(",", -1)) {
            attributes.add(attribute(name));
        }
        return attributes;
    }

    /// An attribute as people write it, e.g. `asset-tag`.
    ///
    /// @throws IllegalArgumentException there is none of that name; it says which there are
    public static Attribute attribute(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(Attribute.values())
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'" + text + "' is no attribute: want one of " + names()));
    }

    private static String names() {
        return String.join(
                ", ", Arrays.stream(Attribute.values()).map(AuthorityFile::name).toList());
    }

    /// An attribute as people read it.
    public static String name(Attribute attribute) {
        return attribute.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration time(String text) {
        if (text.equals("never")) {
            return Rule.NEVER;
        }
        if (!text.matches("[0-9]{1,5}[mhd]")) {
            throw new IllegalArgumentException(
                    "time '" + text + "': want e.g. 90m, 36h, 14d or never");
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static PresencePolicy presence(PresencePolicy known, String which, Duration time) {
        return switch (which) {
            case "active" -> new PresencePolicy(time, known.stale(), known.gone());
            case "stale" -> new PresencePolicy(known.active(), time, known.gone());
            case "gone" -> new PresencePolicy(known.active(), known.stale(), time);
            default ->
                    throw new IllegalArgumentException(
                            "presence '" + which + "': want active, stale or gone");
        };
    }
}
