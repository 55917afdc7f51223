package io.segwright.app.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How many gaps each owner has, as bars, the longest first.
public final class GapBars {
    private static final int BARS_MAX = 20; // the rest is one bar
    private static final int WIDTH = 960;
    private static final int LEFT = 260;
    private static final int RIGHT = 880;
    private static final int ROW = 26;

    private GapBars() {}

    private record Bar(String name, long count) {}

    /// @param counts by owner; the empty name is nobody's
    public static String svg(String id, Map<String, Long> counts) {
        List<Bar> bars = bars(counts);
        long most = bars.stream().mapToLong(Bar::count).max().orElse(0);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        Svg svg =
                new Svg(
                        id,
                        WIDTH,
                        70 + ROW * Math.max(1, bars.size()),
                        "Gaps by owner",
                        all + " gaps of " + counts.size() + " owners; the most of one is " + most);
        svg.text(
                20,
                30,
                Svg.Anchor.START,
                "Gaps by owner",
                "font-size",
                18,
                "font-weight",
                600,
                "fill",
                Palette.INK);
        if (bars.isEmpty()) {
            svg.text(20, 62, Svg.Anchor.START, "No gaps.", "font-size", 14, "fill", Palette.FAINT);
        }
        double y = 50;
        for (Bar bar : bars) {
            double width = Math.max(1.0, (RIGHT - LEFT) * (double) bar.count() / most);
            String name = bar.name().isEmpty() ? "(nobody)" : bar.name();
            String shown = name.length() <= 32 ? name : name.substring(0, 31) + "…";
            svg.text(
                    LEFT - 10, y + 15, Svg.Anchor.END, shown, "font-size", 13, "fill", Palette.INK);
            svg.shapeWithTitle(
                    "rect",
                    name + ": " + bar.count(),
                    "x",
                    LEFT,
                    "y",
                    y,
                    "width",
                    width,
                    "height",
                    ROW - 6,
                    "fill",
                    bar.name().isEmpty() ? Palette.BAD : Palette.GOOD);
            svg.text(
                    LEFT + width + 8,
                    y + 15,
                    Svg.Anchor.START,
                    Long.toString(bar.count()),
                    "font-size",
                    13,
                    "fill",
                    Palette.INK);
            y += ROW;
        }
        return svg.finish();
    }

    private static List<Bar> bars(Map<String, Long> counts) {
        List<Bar> bars = new ArrayList<>();
        counts.forEach((name, count) -> bars.add(new Bar(name, count)));
        bars.sort(Comparator.comparingLong((Bar bar) -> -bar.count()).thenComparing(Bar::name));
        if (bars.size() <= BARS_MAX) {
            return bars;
        }
        List<Bar> shown = new ArrayList<>(bars.subList(0, BARS_MAX - 1));
        List<Bar> rest = bars.subList(BARS_MAX - 1, bars.size());
        shown.add(new Bar(rest.size() + " others", rest.stream().mapToLong(Bar::count).sum()));
        return shown;
    }
}
