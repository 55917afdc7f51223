package io.segwright.app.picture;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.space.Block;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A prefix as a square along the Hilbert curve: each cell is a run of addresses, and cells near one another are near in
/// address. A cell has the colour of whoever has most of it, paler the less of it is taken; what is smaller than a cell
/// still shows.
///
/// Cost: a visit for each cell that each block touches, and at most 2^(2 order) cells.
public final class AddressMap {
    public static final int ORDER_DEFAULT = 6; // 4,096 cells: each wide enough to be seen
    public static final int ORDER_MAX =
            8; // 65,536 cells, about 5 MB at worst; a screen has no more
    private static final int SQUARE = 640; // pixels
    private static final int LEFT = 20;
    private static final int TOP = 70;
    private static final int LEGEND_LEFT = LEFT + SQUARE + 30;
    private static final int WIDTH = 960;
    private static final int HEIGHT = TOP + SQUARE + 60;
    private static final double LETTER = 6.6; // pixels, of a digit at that size
    private static final double SMALLEST = 1e-12; // of a cell
    private static final double PALEST = 0.35; // below, a colour cannot be told from the ground

    private final Prefix prefix;
    private final Hilbert hilbert;
    private final int cellBits; // of the address, that lie within one cell
    private final Map<String, double[]> taken = new HashMap<>(); // part of each cell, by key
    private final double[] owner;
    private final String[] keys;

    /// What is drawn: a block and whose it is.
    ///
    /// @param key what it is coloured by; empty for nobody's
    public record Patch(Block block, String key) {}

    private AddressMap(Prefix prefix, int order) {
        int bits = prefix.family().bits() - prefix.length();
        int depth = Math.min(order, (bits + 1) / 2);
        this.prefix = prefix;
        this.hilbert = new Hilbert(depth);
        this.cellBits = bits - 2 * depth; // -1: two cells an address, where the bits are odd
        this.owner = new double[hilbert.cells()];
        this.keys = new String[hilbert.cells()];
        Arrays.fill(keys, "");
    }

    /// @param id of the picture, unique in its page
    /// @param patches in the prefix or around it; of two that overlap the smaller is on top
    /// @param order the square has `2^order` cells a side, 1..[#ORDER_MAX]; fewer where the prefix has fewer addresses
    /// @param by what the colours mean, e.g. `service`
    public static String svg(
            String id, Prefix prefix, Collection<Patch> patches, int order, String by) {
        if (order < 1 || order > ORDER_MAX) {
            throw new IllegalArgumentException("order " + order + ": want 1.." + ORDER_MAX);
        }
        AddressMap map = new AddressMap(prefix, order);
        Block whole = Block.of(prefix);
        List<Patch> sorted =
                new ArrayList<>(
                        fewKeys(
                                patches.stream()
                                        .filter(patch -> patch.block().overlaps(whole))
                                        .toList()));
        sorted.sort(
                Comparator.comparingDouble((Patch p) -> -p.block().size())
                        .thenComparing(Patch::block)
                        .thenComparing(Patch::key));
        sorted.forEach(map::paint);
        map.settle();
        return map.draw(id, by);
    }

    /// There are as many colours as there are: the keys with the least space become one.
    private static List<Patch> fewKeys(Collection<Patch> patches) {
        Map<String, Double> sizes = new HashMap<>();
        patches.forEach(patch -> sizes.merge(patch.key(), patch.block().size(), Double::sum));
        List<String> kept =
                sizes.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Double>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(Palette.size())
                        .map(Map.Entry::getKey)
                        .toList();
        String others = (sizes.size() - kept.size()) + " others";
        return patches.stream()
                .map(p -> kept.contains(p.key()) ? p : new Patch(p.block(), others))
                .toList();
    }

    private void paint(Patch patch) {
        Block whole = Block.of(prefix);
        if (!whole.overlaps(patch.block())) {
            return;
        }
        BigInteger base = value(prefix.network());
        BigInteger first = value(max(patch.block().first(), whole.first())).subtract(base);
        BigInteger last =
                value(min(patch.block().last(), whole.last())).subtract(base).add(BigInteger.ONE);
        double from = cells(first);
        double to = cells(last);
        int cell = Math.min((int) from, hilbert.cells() - 1);
        do { // what is too small for the arithmetic still shows
            double part = Math.min(to, cell + 1.0) - Math.max(from, cell);
            put(cell, patch.key(), Math.max(part, SMALLEST));
            cell++;
        } while (cell < to && cell < hilbert.cells());
    }

    /// The part of the smaller block is taken from what lay there before.
    private void put(int cell, String key, double part) {
        double[] own = taken.computeIfAbsent(key, _ -> new double[hilbert.cells()]);
        double over = owner[cell] + part - 1;
        if (over > 0) {
            double scale = owner[cell] == 0 ? 0 : (owner[cell] - over) / owner[cell];
            taken.values().forEach(parts -> parts[cell] *= scale);
            owner[cell] -= over;
        }
        own[cell] += part;
        owner[cell] += part;
    }

    private double cells(BigInteger addresses) {
        return addresses.doubleValue() * Math.scalb(1.0, -cellBits);
    }

    private void settle() {
        List<String> names = taken.keySet().stream().sorted().toList();
        for (int cell = 0; cell < keys.length; cell++) {
            double most = 0;
            for (String name : names) {
                double part = parts(name)[cell];
                if (part > most) {
                    most = part;
                    keys[cell] = name.isEmpty() ? "(nobody)" : name;
                }
            }
        }
    }

    private double[] parts(String name) {
        return taken.getOrDefault(name, new double[hilbert.cells()]);
    }

    private String draw(String id, String by) {
        Map<String, Double> sums = new HashMap<>();
        taken.forEach((key, parts) ->
                sums.put(key.isEmpty() ? "(nobody)" : key, Arrays.stream(parts).sum()));
        List<String> order = ordered(sums);
        double used = Arrays.stream(owner).sum() / hilbert.cells();
        String percent = String.format(Locale.ROOT, "%.2f %%", used * 100);
        Svg svg =
                new Svg(
                        id,
                        WIDTH,
                        HEIGHT,
                        "Address map of " + prefix + " by " + by,
                        percent
                                + " of "
                                + prefix
                                + " is given out; a cell of the Hilbert curve is "
                                + cellText());
        svg.text(
                LEFT,
                30,
                Svg.Anchor.START,
                prefix.toString(),
                "font-size",
                22,
                "font-weight",
                600,
                "fill",
                Palette.INK);
        svg.text(
                LEFT,
                52,
                Svg.Anchor.START,
                percent + " given out · a cell is " + cellText() + " · by " + by,
                "font-size",
                14,
                "fill",
                Palette.FAINT);
        drawCells(svg, order);
        drawGrid(svg);
        drawLegend(svg, order, sums, by);
        return svg.finish();
    }

    /// The largest first; all others last, in grey.
    private static List<String> ordered(Map<String, Double> sums) {
        return sums.entrySet().stream()
                .sorted(
                        Comparator.comparing((Map.Entry<String, Double> e) ->
                                        e.getKey().endsWith(" others"))
                                .thenComparing(
                                        Map.Entry.<String, Double>comparingByValue().reversed())
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String colour(List<String> order, String key) {
        return key.endsWith(" others") ? Palette.REST : Palette.colour(order.indexOf(key));
    }

    private void drawCells(Svg svg, List<String> order) {
        svg.shape(
                "rect",
                "x",
                LEFT,
                "y",
                TOP,
                "width",
                SQUARE,
                "height",
                SQUARE,
                "fill",
                Palette.FREE);
        double size = (double) SQUARE / hilbert.side();
        svg.group("shape-rendering", "crispEdges");
        for (int cell = 0; cell < keys.length; cell++) {
            if (keys[cell].isEmpty()) {
                continue;
            }
            Hilbert.Cell at = hilbert.cell(cell);
            double opacity = PALEST + (1 - PALEST) * Math.min(1, owner[cell]);
            svg.shapeWithTitle(
                    "rect",
                    runText(cell) + " " + keys[cell],
                    "x",
                    LEFT + at.x() * size,
                    "y",
                    TOP + at.y() * size,
                    "width",
                    size,
                    "height",
                    size,
                    "fill",
                    colour(order, keys[cell]),
                    "fill-opacity",
                    opacity);
        }
        svg.end();
    }

    /// The quarters and sixteenths, with the prefix of each.
    private void drawGrid(Svg svg) {
        int parts = Math.min(4, hilbert.side());
        double size = (double) SQUARE / parts;
        for (int i = 0; i <= parts; i++) {
            String width = i % 2 == 0 ? "1.5" : "0.75";
            svg.shape(
                    "line",
                    "x1",
                    LEFT + i * size,
                    "y1",
                    TOP,
                    "x2",
                    LEFT + i * size,
                    "y2",
                    TOP + SQUARE,
                    "stroke",
                    Palette.FAINT,
                    "stroke-width",
                    width);
            svg.shape(
                    "line",
                    "x1",
                    LEFT,
                    "y1",
                    TOP + i * size,
                    "x2",
                    LEFT + SQUARE,
                    "y2",
                    TOP + i * size,
                    "stroke",
                    Palette.FAINT,
                    "stroke-width",
                    width);
        }
        drawLabels(svg, new Hilbert(Integer.numberOfTrailingZeros(parts)));
        svg.text(
                LEFT,
                TOP + SQUARE + 24,
                Svg.Anchor.START,
                "The curve begins at the top left and ends at the top right; a prefix is a square, or two side by side.",
                "font-size",
                12,
                "fill",
                Palette.FAINT);
    }

    private void drawLabels(Svg svg, Hilbert coarse) {
        double size = (double) SQUARE / coarse.side();
        int step = hilbert.cells() / coarse.cells();
        for (int part = 0; part < coarse.cells(); part++) {
            Hilbert.Cell at = coarse.cell(part);
            String text = first(part * step) + partLength(coarse);
            double x = LEFT + at.x() * size + 4;
            double y = TOP + at.y() * size + 4;
            svg.shape(
                    "rect",
                    "x",
                    x,
                    "y",
                    y,
                    "width",
                    text.length() * LETTER + 6.0,
                    "height",
                    15,
                    "fill",
                    "#ffffff",
                    "fill-opacity",
                    0.88);
            svg.text(x + 3, y + 11.5, Svg.Anchor.START, text, "font-size", 11, "fill", Palette.INK);
        }
    }

    private String partLength(Hilbert coarse) {
        int length = prefix.length() + 2 * coarse.order();
        return length <= prefix.family().bits() ? "/" + length : "";
    }

    private void drawLegend(Svg svg, List<String> order, Map<String, Double> sums, String by) {
        double y = TOP + 12;
        svg.text(
                LEGEND_LEFT,
                y,
                Svg.Anchor.START,
                by,
                "font-size",
                14,
                "font-weight",
                600,
                "fill",
                Palette.INK);
        for (int i = 0; i < order.size(); i++) {
            y =
                    entry(
                            svg,
                            y,
                            colour(order, order.get(i)),
                            order.get(i),
                            sums.getOrDefault(order.get(i), 0.0));
        }
        double used = Arrays.stream(owner).sum();
        y = entry(svg, y, Palette.FREE, "not given out", hilbert.cells() - used);
        svg.text(
                LEGEND_LEFT,
                y + 40,
                Svg.Anchor.START,
                "Paler: a part of the cell is free",
                "font-size",
                12,
                "fill",
                Palette.FAINT);
    }

    private double entry(Svg svg, double y, String colour, String name, double cells) {
        double next = y + 26;
        svg.shape(
                "rect",
                "x",
                LEGEND_LEFT,
                "y",
                next - 13,
                "width",
                16,
                "height",
                16,
                "fill",
                colour,
                "stroke",
                Palette.FAINT,
                "stroke-width",
                "0.75");
        String shown = name.length() <= 24 ? name : name.substring(0, 23) + "…";
        svg.text(
                LEGEND_LEFT + 24,
                next,
                Svg.Anchor.START,
                shown,
                "font-size",
                13,
                "fill",
                Palette.INK);
        svg.text(
                WIDTH - 20,
                next,
                Svg.Anchor.END,
                String.format(Locale.ROOT, "%.2f %%", 100 * cells / hilbert.cells()),
                "font-size",
                13,
                "fill",
                Palette.FAINT);
        return next;
    }

    private String cellText() {
        if (cellBits < 0) {
            return "half an address";
        }
        return cellBits == 0 ? "one address" : "a /" + (prefix.family().bits() - cellBits);
    }

    private String runText(int cell) {
        return cellBits <= 0
                ? first(cell).toString()
                : first(cell) + "/" + (prefix.family().bits() - cellBits);
    }

    private IpAddress first(int cell) {
        BigInteger offset =
                cellBits >= 0
                        ? BigInteger.valueOf(cell).shiftLeft(cellBits)
                        : BigInteger.valueOf(cell).shiftRight(-cellBits);
        BigInteger value = value(prefix.network()).add(offset);
        return prefix.family() == IpFamily.V4
                ? IpAddress.v4(value.intValue())
                : IpAddress.v6(value.shiftRight(64).longValue(), value.longValue());
    }

    private static BigInteger value(IpAddress address) {
        return new BigInteger(1, address.bytes());
    }

    private static IpAddress max(IpAddress a, IpAddress b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static IpAddress min(IpAddress a, IpAddress b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
