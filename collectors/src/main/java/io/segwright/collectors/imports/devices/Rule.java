package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a field's value comes from and what is done to it, in this order: split, trim, match, case, replace.
///
/// @param from columns or pointers; the first one that says anything counts
/// @param constant instead of `from`; empty where there is none
/// @param split what separates several values in one text; empty: it is one
/// @param regexOrNull what part of the text is the value; where it does not match, there is none
/// @param group which group of the expression; 0 is all of the match
/// @param values replacements of whole values; others stay
record Rule(
        List<String> from,
        String constant,
        String split,
        @Nullable Pattern regexOrNull,
        int group,
        Case letters,
        Map<String, String> values) {
    private static final int PARTS_MAX = 4_096; // interfaces of the largest chassis
    private static final int MATCHED_CHARS_MAX =
            1_024; // an expression may recurse for each character

    /// What becomes of upper and lower case.
    enum Case {
        KEPT,
        LOWER,
        UPPER
    }

    Rule {
        from = List.copyOf(from);
        values = Map.copyOf(values);
    }

    /// The value of one column or pointer as it is.
    static Rule of(String from) {
        return new Rule(List.of(from), "", "", null, 0, Case.KEPT, Map.of());
    }

    static Rule splitting(String from, String separator) {
        return new Rule(List.of(from), "", separator, null, 0, Case.KEPT, Map.of());
    }

    List<Cell> values(Row row) throws SourceFormatException {
        if (!constant.isEmpty()) {
            return List.of(new Cell(constant, row.line(), 1));
        }
        for (String each : from) {
            List<Cell> values = new ArrayList<>();
            for (Cell cell : row.texts(each)) {
                for (String part : parts(cell)) {
                    value(part.strip(), cell).map(cell::with).ifPresent(values::add);
                }
            }
            if (!values.isEmpty()) {
                return values;
            }
        }
        return List.of();
    }

    private List<String> parts(Cell cell) throws SourceFormatException {
        if (split.isEmpty()) {
            return List.of(cell.text());
        }
        String[] parts = cell.text().split(Pattern.quote(split), PARTS_MAX + 1);
        if (parts.length > PARTS_MAX) {
            throw new SourceFormatException(
                    cell.line(),
                    cell.column(),
                    "holds more than " + PARTS_MAX + " values; is '" + split + "' what splits it?");
        }
        return List.of(parts);
    }

    private Optional<String> value(String text, Cell at) throws SourceFormatException {
        String value = regexOrNull == null ? text : matched(regexOrNull, text, at);
        value =
                switch (letters) {
                    case KEPT -> value;
                    case LOWER -> value.toLowerCase(Locale.ROOT);
                    case UPPER -> value.toUpperCase(Locale.ROOT);
                };
        value = values.getOrDefault(value, value).strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private String matched(Pattern regex, String text, Cell at) throws SourceFormatException {
        if (text.length() > MATCHED_CHARS_MAX) {
            throw new SourceFormatException(
                    at.line(),
                    at.column(),
                    "has %d characters, want at most %d where an expression is matched"
                            .formatted(text.length(), MATCHED_CHARS_MAX));
        }
        try {
            Matcher matcher = regex.matcher(new MeteredText(text));
            String found = matcher.find() ? matcher.group(group) : "";
            return found == null ? "" : found;
        } catch (MeteredText.SpentException _) {
            throw new SourceFormatException(
                    at.line(),
                    at.column(),
                    "the expression %s takes too long on '%s'; simplify it"
                            .formatted(regex, PlainText.shown(text)));
        }
    }
}
