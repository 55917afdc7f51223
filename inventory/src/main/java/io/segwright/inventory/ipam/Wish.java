package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import java.time.Duration;

/// What somebody asks for.
///
/// @param pool by name
/// @param tags what they say themselves; what they leave open is inherited
/// @param lease how long; zero for no end
/// @param key chosen by the caller: a wish that comes again with its key is answered as the first time; empty for none
public record Wish(String pool, Ask ask, Tags tags, Duration lease, String key) {
    private static final int KEY_CHARS_MAX = 128; // a UUID with a prefix
    private static final int TAG_CHARS_MAX = 200;

    public Wish {
        if (key.length() > KEY_CHARS_MAX || key.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "key of "
                            + key.length()
                            + " characters: want at most "
                            + KEY_CHARS_MAX
                            + " without control characters");
        }
        if (lease.isNegative()) {
            throw new IllegalArgumentException("lease " + lease + ": want 0 or more");
        }
        for (TagKind kind : TagKind.values()) {
            String value = kind.of(tags);
            if (value.length() > TAG_CHARS_MAX || value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        kind.word()
                                + " of "
                                + value.length()
                                + " characters: want at most "
                                + TAG_CHARS_MAX
                                + " without control characters");
            }
        }
    }
}
