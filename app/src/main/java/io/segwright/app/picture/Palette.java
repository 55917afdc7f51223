package io.segwright.app.picture;

import java.util.List;

/// Colours that people with any of the usual kinds of colour blindness tell apart: Okabe and Ito, "Color Universal
/// Design", 2008; with a grey for the rest. What a colour means is always written beside it too.
final class Palette {
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442");

    static final String REST = "#767676"; // grey, the eighth and later
    static final String FREE = "#f4f4f2";
    static final String INK = "#1a1a1a";
    static final String FAINT = "#5c5c5c"; // 6.6 : 1 on white
    static final String LINE = "#c8c8c4";
    static final String GOOD = "#0072b2";
    static final String BAD = "#d55e00";

    private Palette() {}

    static int size() {
        return COLOURS.size();
    }

    static String colour(int index) {
        return index < COLOURS.size() ? COLOURS.get(index) : REST;
    }
}
