package io.segwright.inventory.kpi;

import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the figures have to reach, as policy.
///
/// @param name for messages, e.g. `standard`
/// @param wanted of each figure that counts; the others may be anything
public record Target(String name, Map<Kpi, Level> wanted) {
    /// @param hundredths of a percent, 1..10,000
    /// @param unmeasured whether a figure that could not be measured misses the level
    public record Level(int hundredths, Unmeasured unmeasured) {
        public Level {
            if (hundredths < 1 || hundredths > KpiValue.WHOLE) {
                throw new IllegalArgumentException(
                        "level " + percent(hundredths) + ": want 0.01 % .. 100 %");
            }
        }
    }

    /// What it means that a figure could not be measured.
    public enum Unmeasured {
        MISSED,
        EXCUSED
    }

    /// A figure below its level, in words.
    ///
    /// @param text which, how far below, and what would reach it
    public record Miss(Kpi kpi, String text) {}

    public Target {
        wanted = Map.copyOf(wanted);
    }

    /// Those that ship: `standard` wants 99.3 % and `strict` 99.9 % of every figure. An estate without flow exporters is
    /// excused from attributing flows.
    public static Optional<Target> shipped(String name) {
        return switch (name) {
            case "standard" -> Optional.of(everything(name, 9_930));
            case "strict" -> Optional.of(everything(name, 9_990));
            default -> Optional.empty();
        };
    }

    private static Target everything(String name, int hundredths) {
        Map<Kpi, Level> wanted = new EnumMap<>(Kpi.class);
        for (Kpi kpi : Kpi.values()) {
            boolean flows = kpi == Kpi.FLOWS_ATTRIBUTED || kpi == Kpi.BYTES_ATTRIBUTED;
            wanted.put(kpi, new Level(hundredths, flows ? Unmeasured.EXCUSED : Unmeasured.MISSED));
        }
        return new Target(name, wanted);
    }

    /// Those that are below, in the order of [Kpi].
    public List<Miss> misses(Map<Kpi, KpiValue> values) {
        List<Miss> misses = new ArrayList<>();
        for (Kpi kpi : Kpi.values()) {
            Level level = wanted.get(kpi);
            KpiValue value = values.get(kpi);
            if (level != null && value != null) {
                text(value, level).ifPresent(t -> misses.add(new Miss(kpi, kpi.word() + " " + t)));
            }
        }
        return misses;
    }

    private static Optional<String> text(KpiValue value, Level level) {
        long wanted = level.hundredths();
        return switch (value) {
            case Counted counted when counted.missing(wanted) > 0 ->
                    Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "%s (%d of %d), want %s: %s points below, %d more needed",
                                    percent(counted.floor()),
                                    counted.numerator(),
                                    counted.denominator(),
                                    percent(wanted),
                                    points(wanted - counted.floor()),
                                    counted.missing(wanted)));
            case Counted _ -> Optional.empty();
            case Estimated estimated when estimated.floor() < wanted ->
                    Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "at least %s, want %s: %s points below",
                                    percent(estimated.floor()),
                                    percent(wanted),
                                    points(wanted - estimated.floor())));
            case Estimated _ -> Optional.empty();
            case NotMeasured(String reason) ->
                    switch (level.unmeasured()) {
                        case EXCUSED -> Optional.empty();
                        case MISSED ->
                                Optional.of(
                                        "not measured (" + reason + "), want " + percent(wanted));
                    };
        };
    }

    private static String percent(long hundredths) {
        return points(hundredths) + " %";
    }

    private static String points(long hundredths) {
        return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}
