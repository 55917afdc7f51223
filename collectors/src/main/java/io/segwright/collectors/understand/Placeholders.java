package io.segwright.collectors.understand;

import io.segwright.inventory.observe.Attribute;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What devices say when they mean "nothing": never an attribute's value.
final class Placeholders {
    private static final int VALUE_CHARS_MAX =
            200; // the longest real model in 996 captures has 116

    /// A version in a model's place.
    private static final Pattern DOTTED_NUMBER = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){1,3}");

    /// In lower case.
    private static final Set<String> NOTHING =
            Set.of(
                    "-",
                    "--",
                    "*",
                    "?",
                    "0",
                    "00",
                    "n/a",
                    "na",
                    "none",
                    "null",
                    "nil",
                    "unknown",
                    "undefined",
                    "unspecified",
                    "unset",
                    "unavailable",
                    "not available",
                    "not applicable",
                    "not specified",
                    "not set",
                    "default",
                    "default string",
                    "empty",
                    "to be defined",
                    "tbd",
                    "system product name",
                    "product name",
                    "system manufacturer",
                    "chassis",
                    "stack",
                    "switch",
                    "<private>",
                    "private",
                    "(null)",
                    "no",
                    "invalid");

    private Placeholders() {}

    /// The value as it may be kept: trimmed, a serial in its comparable form; empty where it is none.
    static String drop(Attribute attribute, String text) {
        String value = text.strip();
        if (attribute == Attribute.SERIAL) {
            return Serial.normalize(value);
        }
        String lower = value.toLowerCase(Locale.ROOT);
        boolean nothing =
                value.length() > VALUE_CHARS_MAX
                        || NOTHING.contains(lower)
                        || lower.startsWith("to be filled")
                        || (attribute == Attribute.MODEL && DOTTED_NUMBER.matcher(value).matches())
                        || value.chars().noneMatch(Character::isLetterOrDigit);
        return nothing ? "" : value;
    }
}
