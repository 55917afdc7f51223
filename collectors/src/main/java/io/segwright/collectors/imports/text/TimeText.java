package io.segwright.collectors.imports.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// A time as a file has it: RFC 3339 sec. 5.6, or a date, which is that day's first moment in UTC.
public final class TimeText {
    // a sign before a longer year is ISO 8601, but nobody means the year 12026
    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("\\d{4}-");
    private static final int DATE_CHARS = 10;

    private TimeText() {}

    /// Empty where it is none.
    public static Optional<Instant> parse(String text) {
        if (!FOUR_DIGIT_YEAR.matcher(text).lookingAt()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() <= DATE_CHARS
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// What to say then.
    public static String objection(String column, String text) {
        return "%s '%s' is no time: want e.g. 2026-04-01 or 2026-04-01T08:00:00Z"
                .formatted(column, PlainText.shown(text));
    }
}
