package io.segwright.app.cli;

import java.time.Duration;

/// Times as people write them: `30d`, `12h`, `90m`, `45s`.
final class DurationText {
    private static final long DAYS_MAX = 36_500; // a century

    private DurationText() {}

    /// Zero for an empty text.
    static Duration parse(String option, String text) throws CommandFailure {
        if (text.isEmpty() || text.equals("0")) {
            return Duration.ZERO;
        }
        String digits = text.substring(0, text.length() - 1);
        boolean numeric =
                !digits.isEmpty()
                        && digits.length() <= 9
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (numeric) {
            long count = Long.parseLong(digits);
            Duration duration =
                    switch (text.charAt(text.length() - 1)) {
                        case 'd' -> Duration.ofDays(count);
                        case 'h' -> Duration.ofHours(count);
                        case 'm' -> Duration.ofMinutes(count);
                        case 's' -> Duration.ofSeconds(count);
                        default -> Duration.ofSeconds(-1);
                    };
            if (!duration.isNegative() && duration.toDays() <= DAYS_MAX) {
                return duration;
            }
        }
        throw CommandFailure.usage(
                option + " " + text + ": want a time such as 30d, 12h, 90m or 45s");
    }
}
