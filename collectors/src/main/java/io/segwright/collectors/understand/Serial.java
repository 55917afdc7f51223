package io.segwright.collectors.understand;

import java.util.Locale;
import java.util.Set;

/// Serial numbers as they can be compared: trimmed, upper case, placeholders gone.
public final class Serial {
    private static final int CHARS_MIN = 4; // the shortest real one in 2,000 captures has 5
    private static final int CHARS_MAX = 64;

    /// What agents say when they mean "none"; in upper case.
    private static final Set<String> PLACEHOLDERS =
            Set.of(
                    "NONE",
                    "NULL",
                    "N/A",
                    "UNKNOWN",
                    "UNDEFINED",
                    "EMPTY",
                    "DEFAULT",
                    "PRIVATE",
                    "<PRIVATE>",
                    "NOT AVAILABLE",
                    "NOT SPECIFIED",
                    "NOT APPLICABLE",
                    "NO SERIAL",
                    "SERIAL NUMBER",
                    "SYSTEM SERIAL NUMBER",
                    "DEFAULT STRING",
                    "XXXX",
                    "0123456789",
                    "123456789",
                    "1234567890",
                    "12345678",
                    "01234567");

    private Serial() {}

    /// @return the comparable form, or empty where the text is no serial
    public static String normalize(String text) {
        String serial = text.strip().toUpperCase(Locale.ROOT);
        boolean placeholder =
                serial.length() < CHARS_MIN
                        || serial.length() > CHARS_MAX
                        || PLACEHOLDERS.contains(serial)
                        || serial.startsWith("TO BE FILLED")
                        || serial.matches("\\d{1,2}/\\d{1,2}/\\d{4}") // a firmware's date
                        || serial.chars()
                                .noneMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
                        || serial.chars().filter(Character::isLetterOrDigit).distinct().count()
                                == 1;
        return placeholder ? "" : serial;
    }
}
