package io.segwright.app.picture;

import io.segwright.inventory.space.Depth;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import io.segwright.inventory.space.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// What lies in a prefix, as a tree with how full each part is; no more of it than the limits say, whatever there is.
public final class UtilisationTree {
    private static final int BAR = 12; // characters

    private final SpaceTree tree;
    private final Limits limits;
    private final List<Row> rows = new ArrayList<>();

    /// @param children shown of each
    /// @param depth below the root
    /// @param rows in all, but for those that say how many more there are
    public record Limits(int children, int depth, int rows) {
        public Limits {
            if (children < 1 || depth < 0 || rows < 1) {
                throw new IllegalArgumentException(
                        "tree of "
                                + children
                                + " children, "
                                + depth
                                + " levels, "
                                + rows
                                + " rows: want 1, 0, 1 or more");
            }
        }
    }

    /// One line.
    ///
    /// @param branch what draws its place in the tree
    /// @param item of the tree; empty for a line that says how many more there are
    public record Row(
            String branch, int depth, Placed placed, OptionalInt item, Usage usage, int more) {}

    private UtilisationTree(SpaceTree tree, Limits limits) {
        this.tree = tree;
        this.limits = limits;
    }

    /// @param root an item of the tree
    public static List<Row> of(SpaceTree tree, Placed root, Limits limits) {
        UtilisationTree walk = new UtilisationTree(tree, limits);
        Usage usage = tree.usage(root);
        walk.rows.add(new Row("", 0, root, OptionalInt.of(root.item()), usage, 0));
        walk.below(root, usage, "", 1);
        return List.copyOf(walk.rows);
    }

    private void below(Placed parent, Usage usage, String indent, int depth) {
        int room = depth > limits.depth() ? 0 : limits.rows() - rows.size();
        int shown = Math.min(Math.min(limits.children(), Math.max(0, room)), usage.children());
        List<Placed> children =
                shown == 0 ? List.of() : tree.inside(parent, null, Depth.CHILDREN, shown);
        for (int i = 0; i < children.size(); i++) {
            if (i > 0 && rows.size() >= limits.rows()) {
                more(parent, usage, indent, depth, usage.children() - i);
                return;
            }
            Placed child = children.get(i);
            boolean last = i == usage.children() - 1;
            Usage own = tree.usage(child);
            rows.add(
                    new Row(
                            indent + (last ? "└─ " : "├─ "),
                            depth,
                            child,
                            OptionalInt.of(child.item()),
                            own,
                            0));
            below(child, own, indent + (last ? "   " : "│  "), depth + 1);
        }
        more(parent, usage, indent, depth, usage.children() - children.size());
    }

    private void more(Placed parent, Usage usage, String indent, int depth, int more) {
        if (more > 0) {
            rows.add(new Row(indent + "└─ ", depth, parent, OptionalInt.empty(), usage, more));
        }
    }

    /// Twelve characters; a part that is there shows, and a full bar means full.
    public static String bar(Usage usage) {
        int full = (int) Math.floor(usage.share() * BAR);
        int shown = usage.used() > 0 ? Math.max(1, full) : 0;
        return "█".repeat(shown) + "░".repeat(BAR - shown);
    }

    /// Rounded down but for what is there and less than a hundredth.
    public static String percent(Usage usage) {
        double percent = usage.share() * 100;
        if (percent > 0 && percent < 0.01) {
            return "<0.01 %";
        }
        return String.format(Locale.ROOT, "%.2f %%", Math.floor(percent * 100) / 100);
    }

    /// How much is free: addresses, or /64 where there are many of them.
    ///
    /// @param bits of an address of the family
    public static String free(Usage usage, int bits) {
        double free = usage.size() - usage.used();
        double subnets = free / Math.scalb(1.0, 64);
        return bits == 128 && subnets >= 1 ? plain(subnets) + " /64" : plain(free);
    }

    private static String plain(double count) {
        return new BigDecimal(count).setScale(0, RoundingMode.FLOOR).toPlainString();
    }
}
