package io.segwright.app.evidence;

import io.segwright.app.picture.AddressMap;
import io.segwright.app.picture.AddressMap.Patch;
import io.segwright.app.picture.CoverageChart;
import io.segwright.app.picture.GapBars;
import io.segwright.inventory.kpi.AllocationRow;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The pictures of a pack, from its rows and history alone.
final class PackPictures {
    private static final int MAPS_MAX = 4; // the parts of the space with most allocations
    private static final int PART_V4 = 8; // bits; what differs in them is far apart
    private static final int PART_V6 = 32;
    private static final double TARGET = 99.3;

    private final PackContents contents;

    PackPictures(PackContents contents) {
        this.contents = contents;
    }

    /// The figures that were kept up to then, and those of the report.
    String coverage() {
        Map<Kpi, NavigableMap<Instant, Double>> points = new LinkedHashMap<>();
        for (Kpi kpi : Kpi.values()) {
            points.put(kpi, new TreeMap<>());
        }
        contents.history().records().stream()
                .filter(record -> !record.at().isAfter(contents.at()))
                .forEach(record -> add(points, record.at(), record.kpis()));
        add(points, contents.at(), contents.kpis());
        List<CoverageChart.Series> series = new ArrayList<>();
        points.forEach((kpi, at) -> {
            List<CoverageChart.Point> drawn = new ArrayList<>();
            at.forEach((when, percent) -> drawn.add(new CoverageChart.Point(when, percent)));
            series.add(new CoverageChart.Series(kpi.word(), drawn));
        });
        return CoverageChart.svg("coverage", series, OptionalDouble.of(TARGET));
    }

    private static void add(
            Map<Kpi, NavigableMap<Instant, Double>> points, Instant at, Map<Kpi, KpiValue> values) {
        values.forEach((kpi, value) -> {
            NavigableMap<Instant, Double> own = points.get(kpi);
            OptionalDouble percent =
                    switch (value) {
                        case Counted counted -> OptionalDouble.of(counted.floor() / 100.0);
                        case Estimated estimated -> OptionalDouble.of(estimated.percent());
                        case NotMeasured _ -> OptionalDouble.empty();
                    };
            if (own != null && percent.isPresent()) {
                own.put(at, percent.getAsDouble());
            }
        });
    }

    String gaps() {
        return GapBars.svg("gaps", PackContents.gapsByOwner(contents.rows()));
    }

    /// A map of each part of the space in which most is allocated.
    List<String> maps() {
        record Part(Vrf vrf, Prefix prefix) {}
        Map<Part, List<AllocationRow>> parts = new LinkedHashMap<>();
        for (AllocationRow row : contents.rows().allocations()) {
            Prefix prefix = row.allocation().prefix();
            int length = prefix.family() == IpFamily.V4 ? PART_V4 : PART_V6;
            Prefix part = Prefix.covering(prefix.network(), Math.min(length, prefix.length()));
            parts.computeIfAbsent(new Part(row.allocation().vrf(), part), _ -> new ArrayList<>())
                    .add(row);
        }
        List<String> maps = new ArrayList<>();
        parts.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<Part, List<AllocationRow>> e) ->
                                        -e.getValue().size())
                                .thenComparing(e -> e.getKey().vrf())
                                .thenComparing(e -> e.getKey().prefix()))
                .limit(MAPS_MAX)
                .forEach(part -> maps.add(map("map-" + (maps.size() + 1), part.getValue())));
        return maps;
    }

    private static String map(String id, List<AllocationRow> rows) {
        Prefix around = rows.getFirst().allocation().prefix();
        List<Patch> patches = new ArrayList<>(rows.size());
        for (AllocationRow row : rows) {
            Prefix prefix = row.allocation().prefix();
            while (!around.contains(prefix)) {
                around = Prefix.covering(around.network(), around.length() - 1);
            }
            patches.add(new Patch(Block.of(prefix), row.tags().service()));
        }
        return AddressMap.svg(id, around, patches, AddressMap.ORDER_DEFAULT, "service");
    }
}
