package io.segwright.inventory.space;

import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a [SpaceTree], in order: a walk that skips what lies before the page and ends with it.
final class PageWalk {
    private final IpFamily family;
    private final Prefix within;
    private final SpaceTree.@Nullable Placed after; // null from the beginning
    private final Depth depth;
    private final int limit;
    private final List<SpaceTree.Placed> page = new ArrayList<>();
    private boolean inStack; // the last place was met, so what follows of its prefix is wanted
    private long visits;

    PageWalk(
            IpFamily family,
            Prefix within,
            SpaceTree.@Nullable Placed after,
            Depth depth,
            int limit) {
        this.family = family;
        this.within = within;
        this.after = after;
        this.depth = depth;
        this.limit = limit;
    }

    long visits() {
        return visits;
    }

    List<SpaceTree.Placed> page() {
        return List.copyOf(page);
    }

    void visit(Node node) {
        if (page.size() >= limit || isPast(node)) {
            return;
        }
        visits++;
        long high = Bits.high(within.network());
        long low = Bits.low(within.network());
        boolean inside =
                node.length() >= within.length()
                        && Bits.common(node.high, node.low, high, low) >= within.length();
        if (!inside && !node.covers(high, low, within.length())) {
            return;
        }
        if (inside && node.item != Node.NO_ITEM) {
            if (isWanted(node)) {
                page.add(
                        new SpaceTree.Placed(
                                new Prefix(
                                        Bits.address(family, node.high, node.low), node.length()),
                                node.item));
            }
            if (depth == Depth.CHILDREN) {
                return;
            }
        }
        visitChildren(node);
    }

    void visitChildren(Node node) {
        if (node.left != null) {
            visit(node.left);
        }
        if (node.right != null) {
            visit(node.right);
        }
    }

    /// Whether all below ends before the page begins.
    private boolean isPast(Node node) {
        if (after == null) {
            return false;
        }
        return Bits.compare(
                        node.high | ~Bits.maskHigh(node.length()),
                        node.low | ~Bits.maskLow(node.length()),
                        Bits.high(after.prefix().network()),
                        Bits.low(after.prefix().network()))
                < 0;
    }

    private boolean isWanted(Node node) {
        if (after == null) {
            return true;
        }
        int byAddress =
                Bits.compare(
                        node.high,
                        node.low,
                        Bits.high(after.prefix().network()),
                        Bits.low(after.prefix().network()));
        if (byAddress != 0) {
            return byAddress > 0;
        }
        if (node.length() != after.prefix().length()) {
            return node.length() > after.prefix().length();
        }
        boolean wanted = inStack;
        inStack |= node.item == after.item();
        return wanted;
    }
}
