package io.segwright.collectors.imports.text;

import java.util.Optional;

/// What a text from outside must be before it is kept, shown or exported.
public final class PlainText {
    private static final int CHARS_MAX = 200; // what an inventory's page still shows
    private static final int SHOWN_CHARS = 40;

    private PlainText() {}

    /// Why a text is refused, empty where it may be kept.
    ///
    /// @param title what the text is, for the message, e.g. `owner`
    public static Optional<String> objection(String title, String text) {
        if (isFormula(text)) {
            return Optional.of(
                    "'%s' begins with '%s', which spreadsheets run as a formula; begin it with a letter or digit"
                            .formatted(shown(text), text.charAt(0)));
        }
        if (text.length() > CHARS_MAX) {
            return Optional.of(
                    "%s has %d characters, want at most %d"
                            .formatted(title, text.length(), CHARS_MAX));
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return Optional.of(
                        "%s has the control character U+%04X at character %d; remove it"
                                .formatted(title, (int) text.charAt(i), i + 1));
            }
        }
        return Optional.empty();
    }

    /// Spreadsheets run such cells as formulas when somebody opens what we export.
    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    }

    /// A text cut and cleaned for a message.
    public static String shown(String text) {
        String cut = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
