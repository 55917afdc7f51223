package io.segwright.app.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The two times of every read: when it was true, and what we believed when.
final class TimeOptions {
    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "when it was true, e.g. 2026-04-01T00:00Z (default: now)")
    @Nullable String at; // null: not given

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "what we believed then (default: now)")
    @Nullable String asOf; // null: not given

    Instant at(Instant now) throws CommandFailure {
        return time("--at", at, now);
    }

    Instant asOf(Instant now) throws CommandFailure {
        return time("--as-of", asOf, now);
    }

    private static Instant time(String option, @Nullable String text, Instant now)
            throws CommandFailure {
        return text == null ? now : parse(option, text);
    }

    static Instant parse(String option, String text) throws CommandFailure {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException _) {
            throw CommandFailure.usage(
                    option
                            + " '"
                            + text
                            + "' is no time: want e.g. 2026-04-01 or 2026-04-01T12:30Z");
        }
    }
}
