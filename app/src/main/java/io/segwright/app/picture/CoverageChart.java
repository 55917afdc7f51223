package io.segwright.app.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;

/// Figures over time, as lines. Each has a mark of its own beside its colour, and its name at its end.
public final class CoverageChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = 720;
    private static final int TOP = 60;
    private static final int BOTTOM = 320;
    private static final int POINTS_MAX = 400; // a line; beyond, marks run into one another
    private static final int LABEL_GAP = 17;

    private final Instant first;
    private final Instant last;
    private final double floor;

    /// A figure at a moment, in percent.
    public record Point(Instant at, double percent) {}

    /// @param points in order of time
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    private CoverageChart(Instant first, Instant last, double floor) {
        this.first = first;
        this.last = last;
        this.floor = floor;
    }

    /// @param target drawn as a line where there is one
    public static String svg(String id, List<Series> series, OptionalDouble target) {
        List<Series> drawn = series.stream().filter(s -> !s.points().isEmpty()).toList();
        TreeSet<Instant> times = new TreeSet<>();
        double lowest = target.orElse(100);
        for (Series one : drawn) {
            for (Point point : one.points()) {
                times.add(point.at());
                lowest = Math.min(lowest, point.percent());
            }
        }
        Svg svg =
                new Svg(
                        id,
                        WIDTH,
                        HEIGHT,
                        "Coverage over time",
                        drawn.isEmpty()
                                ? "No figures were kept yet"
                                : drawn.size()
                                        + " figures in percent, from "
                                        + times.getFirst()
                                        + " to "
                                        + times.getLast()
                                        + "; the lowest is "
                                        + Svg.number(lowest));
        svg.text(
                LEFT,
                30,
                Svg.Anchor.START,
                "Coverage over time",
                "font-size",
                18,
                "font-weight",
                600,
                "fill",
                Palette.INK);
        if (drawn.isEmpty()) {
            svg.text(
                    LEFT,
                    70,
                    Svg.Anchor.START,
                    "No figures were kept yet: segwright audit record keeps them.",
                    "font-size",
                    14,
                    "fill",
                    Palette.FAINT);
            return svg.finish();
        }
        CoverageChart chart = new CoverageChart(times.getFirst(), times.getLast(), floor(lowest));
        chart.axes(svg);
        target.ifPresent(at -> chart.target(svg, at));
        chart.lines(svg, drawn);
        return svg.finish();
    }

    /// Such that a tenth of the height is left below the lowest, at a round number.
    private static double floor(double lowest) {
        double room = Math.max(1, (100 - lowest) * 1.1);
        for (double step : new double[] {1, 2, 5, 10, 20, 50, 100}) {
            if (room <= step) {
                return 100 - step;
            }
        }
        return 0;
    }

    private double x(Instant at) {
        double all = Duration.between(first, last).toMillis();
        return all == 0
                ? (LEFT + RIGHT) / 2.0
                : LEFT + (RIGHT - LEFT) * Duration.between(first, at).toMillis() / all;
    }

    private double y(double percent) {
        return BOTTOM - (BOTTOM - TOP) * (percent - floor) / (100 - floor);
    }

    private void axes(Svg svg) {
        for (int i = 0; i <= 5; i++) {
            double percent = floor + (100 - floor) * i / 5;
            svg.shape(
                    "line",
                    "x1",
                    LEFT,
                    "y1",
                    y(percent),
                    "x2",
                    RIGHT,
                    "y2",
                    y(percent),
                    "stroke",
                    Palette.LINE,
                    "stroke-width",
                    1);
            svg.text(
                    LEFT - 8,
                    y(percent) + 4,
                    Svg.Anchor.END,
                    Svg.number(percent) + " %",
                    "font-size",
                    12,
                    "fill",
                    Palette.FAINT);
        }
        if (first.equals(last)) {
            svg.text(
                    x(first),
                    BOTTOM + 20,
                    Svg.Anchor.MIDDLE,
                    day(first),
                    "font-size",
                    12,
                    "fill",
                    Palette.FAINT);
        } else {
            svg.text(
                    LEFT,
                    BOTTOM + 20,
                    Svg.Anchor.START,
                    day(first),
                    "font-size",
                    12,
                    "fill",
                    Palette.FAINT);
            svg.text(
                    RIGHT,
                    BOTTOM + 20,
                    Svg.Anchor.END,
                    day(last),
                    "font-size",
                    12,
                    "fill",
                    Palette.FAINT);
        }
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    private void target(Svg svg, double at) {
        svg.shape(
                "line",
                "x1",
                LEFT,
                "y1",
                y(at),
                "x2",
                RIGHT,
                "y2",
                y(at),
                "stroke",
                Palette.INK,
                "stroke-width",
                1.5,
                "stroke-dasharray",
                "6 4");
        svg.text(
                LEFT + 6,
                y(at) - 5,
                Svg.Anchor.START,
                "target " + Svg.number(at) + " %",
                "font-size",
                12,
                "fill",
                Palette.INK);
    }

    private void lines(Svg svg, List<Series> drawn) {
        List<Double> labels = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            Series series = drawn.get(i);
            List<Point> points = thinned(series.points());
            StringBuilder path = new StringBuilder();
            for (Point point : points) {
                path.append(path.isEmpty() ? "M" : "L")
                        .append(Svg.number(x(point.at())))
                        .append(' ')
                        .append(Svg.number(y(point.percent())));
            }
            String colour = Palette.colour(i);
            svg.shape("path", "d", path, "fill", "none", "stroke", colour, "stroke-width", 2);
            for (Point point : points) {
                mark(svg, i, x(point.at()), y(point.percent()), colour, label(series, point));
            }
            Point end = points.getLast();
            double at = free(labels, y(end.percent()));
            labels.add(at);
            svg.shape(
                    "line",
                    "x1",
                    x(end.at()) + 6,
                    "y1",
                    y(end.percent()),
                    "x2",
                    RIGHT + 14,
                    "y2",
                    at,
                    "stroke",
                    colour,
                    "stroke-width",
                    0.75);
            mark(svg, i, RIGHT + 20, at, colour, series.name());
            svg.text(
                    RIGHT + 30,
                    at + 4,
                    Svg.Anchor.START,
                    label(series, end),
                    "font-size",
                    12,
                    "fill",
                    Palette.INK);
        }
    }

    private static String label(Series series, Point point) {
        return String.format(Locale.ROOT, "%s %.2f %%", series.name(), point.percent());
    }

    /// The nearest place, downwards first, that no label has.
    private static double free(List<Double> labels, double wanted) {
        for (int step = 0; ; step++) {
            for (int sign : new int[] {1, -1}) {
                double at = wanted + sign * step * (LABEL_GAP / 2.0);
                if (at > 48 && labels.stream().noneMatch(l -> Math.abs(l - at) < LABEL_GAP)) {
                    return at;
                }
            }
        }
    }

    private static List<Point> thinned(List<Point> points) {
        if (points.size() <= POINTS_MAX) {
            return points;
        }
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < POINTS_MAX; i++) {
            kept.add(points.get((int) ((long) i * (points.size() - 1) / (POINTS_MAX - 1))));
        }
        return kept;
    }

    /// Circle, square, triangle, diamond: told apart without colour.
    private static void mark(Svg svg, int kind, double x, double y, String colour, String title) {
        switch (kind % 4) {
            case 0 ->
                    svg.shapeWithTitle("circle", title, "cx", x, "cy", y, "r", 3.5, "fill", colour);
            case 1 ->
                    svg.shapeWithTitle(
                            "rect", title, "x", x - 3, "y", y - 3, "width", 6, "height", 6, "fill",
                            colour);
            case 2 ->
                    svg.shapeWithTitle(
                            "path",
                            title,
                            "d",
                            "M" + Svg.number(x) + " " + Svg.number(y - 4) + "l4 7h-8z",
                            "fill",
                            colour);
            default ->
                    svg.shapeWithTitle(
                            "path",
                            title,
                            "d",
                            "M"
                                    + Svg.number(x)
                                    + " "
                                    + Svg.number(y - 4.5)
                                    + "l4.5 4.5-4.5 4.5-4.5-4.5z",
                            "fill",
                            colour);
        }
    }
}
