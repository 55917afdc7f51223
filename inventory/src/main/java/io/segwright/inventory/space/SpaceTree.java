package io.segwright.inventory.space;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is taken of one family's address space, and by what: prefixes that hold items, one inside the other.
///
/// A path-compressed binary tree (Morrison 1968, PATRICIA). Each node keeps the largest free block below it, so the
/// lowest free block of a size is found in one descent: a side that is entered has one. The parent of an item is not
/// stored but follows from the prefixes, so a new container over ten thousand children moves none of them.
///
/// ```
///            10.0.0.0/8  pool                 free: every half beside the way down to a node, and every
///            /          \                     missing half below one
///     10.0.0.0/30        10.128.0.0/9 item
///     (parts, no item)
///      /      \
///  .0/32 item  .2/31 item
/// ```
///
/// Several items may have the same prefix (a pool over a whole aggregate); the one added later is inside. Cost of
/// each operation: at most two visits a bit of the address, however many items there are ([#visits] counts them).
/// Memory: at most two nodes of 56 bytes an item. One thread at a time.
public final class SpaceTree {
    private final IpFamily family;
    private final int bits;
    private @Nullable Node root; // null while empty
    private long visits;

    /// An item and where it is.
    public record Placed(Prefix prefix, int item) {}

    public SpaceTree(IpFamily family) {
        this.family = family;
        this.bits = family.bits();
    }

    /// Nodes and levels looked at so far, over all operations.
    public long visits() {
        return visits;
    }

    /// Puts an item in place; of items with the same prefix it is the innermost.
    ///
    /// @param item not 0
    public void add(Prefix prefix, int item) {
        if (item == Node.NO_ITEM) {
            throw new IllegalArgumentException(prefix + ": item 0 stands for none");
        }
        root = add(root, high(prefix), low(prefix), prefix.length(), item);
    }

    private Node add(@Nullable Node node, long high, long low, int length, int item) {
        visits++;
        if (node == null) {
            Node leaf = new Node(high, low, length, item);
            leaf.refresh(bits);
            return leaf;
        }
        int common =
                Math.min(
                        Bits.common(node.high, node.low, high, low),
                        Math.min(node.length(), length));
        Node result = node;
        if (common < node.length()) { // the new one lies above, or beside
            result =
                    common == length
                            ? new Node(high, low, length, item)
                            : new Node(
                                    high & Bits.maskHigh(common),
                                    low & Bits.maskLow(common),
                                    common,
                                    Node.NO_ITEM);
            result.setChild(node.bitAt(common), node);
            if (common < length) {
                result.setChild(Bits.bit(high, low, common), add(null, high, low, length, item));
            }
        } else if (node.isStacked()) {
            node.left = add(node.left, high, low, length, item);
        } else if (length > node.length()) {
            int bit = Bits.bit(high, low, node.length());
            node.setChild(bit, add(node.child(bit), high, low, length, item));
        } else if (node.item == Node.NO_ITEM) {
            node.item = item;
        } else {
            Node inner = new Node(high, low, length, item);
            inner.left = node.left;
            inner.right = node.right;
            inner.refresh(bits);
            node.left = inner;
            node.right = null;
        }
        result.refresh(bits);
        return result;
    }

    /// Takes an item away; what was inside it lies in what was around it.
    ///
    /// @throws IllegalArgumentException where it is not there
    public void remove(Prefix prefix, int item) {
        root = remove(root, prefix, item);
    }

    private @Nullable Node remove(@Nullable Node node, Prefix prefix, int item) {
        visits++;
        if (node == null || !node.covers(high(prefix), low(prefix), prefix.length())) {
            throw new IllegalArgumentException(prefix + " holds no item " + item);
        }
        if (node.length() == prefix.length() && node.item == item) {
            node.item = Node.NO_ITEM;
        } else if (node.isStacked()) {
            unstack(node, remove(node.left, prefix, item));
        } else if (node.length() == prefix.length()) {
            throw new IllegalArgumentException(prefix + " holds no item " + item);
        } else {
            int bit = Bits.bit(high(prefix), low(prefix), node.length());
            node.setChild(bit, remove(node.child(bit), prefix, item));
        }
        return settle(node);
    }

    /// Hangs what is left of the inner node of the same prefix where it belongs.
    private static void unstack(Node node, @Nullable Node rest) {
        if (rest == null || (rest.length == node.length && rest.item != Node.NO_ITEM)) {
            node.left = rest;
        } else if (rest.length == node.length) {
            node.left = rest.left;
            node.right = rest.right;
        } else {
            node.left = null;
            node.setChild(rest.bitAt(node.length()), rest);
        }
    }

    /// A node without an item stays only where two subtrees part.
    private @Nullable Node settle(Node node) {
        if (node.item == Node.NO_ITEM) {
            if (node.left == null || node.right == null) {
                return node.left == null ? node.right : node.left;
            }
        }
        node.refresh(bits);
        return node;
    }

    /// The items whose prefixes hold `prefix`, its own included, outermost first.
    public List<Placed> covering(Prefix prefix) {
        List<Placed> items = new ArrayList<>(4);
        Node node = root;
        while (node != null && node.covers(high(prefix), low(prefix), prefix.length())) {
            visits++;
            if (node.item != Node.NO_ITEM) {
                items.add(placed(node));
            }
            node =
                    node.isStacked()
                            ? node.left
                            : node.length() == prefix.length()
                                    ? null
                                    : node.child(
                                            Bits.bit(high(prefix), low(prefix), node.length()));
        }
        return items;
    }

    /// Whether any item lies within `prefix`, or has it.
    public boolean isAnyWithin(Prefix prefix) {
        Node node = root;
        while (node != null) {
            visits++;
            int common = Bits.common(node.high, node.low, high(prefix), low(prefix));
            if (node.length() >= prefix.length()) {
                return common >= prefix.length(); // a node is there for the items below it
            }
            if (common < node.length()) {
                return false;
            }
            node =
                    node.isStacked()
                            ? node.left
                            : node.child(Bits.bit(high(prefix), low(prefix), node.length()));
        }
        return false;
    }

    /// Whether nothing in the container touches `prefix`.
    ///
    /// @param container an item that is there, and holds `prefix`
    public boolean isFree(Placed container, Prefix prefix) {
        Node inside = node(container);
        if (inside.isStacked()) {
            return false;
        }
        Node node = below(inside, prefix);
        while (node != null) {
            visits++;
            int common = Bits.common(node.high, node.low, high(prefix), low(prefix));
            if (node.length() >= prefix.length()) {
                return common < prefix.length();
            }
            if (common < node.length()) {
                return true;
            }
            if (node.item != Node.NO_ITEM) {
                return false;
            }
            node = node.child(Bits.bit(high(prefix), low(prefix), node.length()));
        }
        return true;
    }

    private static @Nullable Node below(Node inside, Prefix prefix) {
        if (inside.length() < prefix.length()) {
            return inside.child(Bits.bit(high(prefix), low(prefix), inside.length()));
        }
        return inside.left != null ? inside.left : inside.right;
    }

    /// The lowest free block of a length in a container.
    ///
    /// @param container an item that is there
    /// @param from it begins here or later
    public Optional<Prefix> lowestFree(Placed container, int length, IpAddress from) {
        Node inside = node(container);
        FreeSearch search = new FreeSearch(family, length, from);
        boolean found = length <= bits && search.in(inside);
        visits += search.visits();
        return found ? Optional.of(search.found()) : Optional.empty();
    }

    /// How full a container is.
    ///
    /// @param container an item that is there
    public Usage usage(Placed container) {
        Node inside = node(container);
        return new Usage(
                Math.scalb(1.0, bits - inside.length()),
                inside.used,
                inside.children,
                inside.largestFree());
    }

    /// Items in order of address, an outer one before what it holds: one page. Cost: the depth, and the page.
    ///
    /// @param within only what lies in this prefix, or has it
    /// @param after only what comes after this place; null from the beginning
    /// @param depth whether items inside of items are wanted
    /// @param limit how many at most
    public List<Placed> page(Prefix within, @Nullable Placed after, Depth depth, int limit) {
        PageWalk walk = new PageWalk(family, within, after, depth, limit);
        if (root != null) {
            walk.visit(root);
        }
        visits += walk.visits();
        return walk.page();
    }

    /// As [#page], of what lies directly in a container, or in all it holds.
    ///
    /// @param container an item that is there
    public List<Placed> inside(Placed container, @Nullable Placed after, Depth depth, int limit) {
        PageWalk walk = new PageWalk(family, container.prefix(), after, depth, limit);
        walk.visitChildren(node(container));
        visits += walk.visits();
        return walk.page();
    }

    private Node node(Placed container) {
        Prefix prefix = container.prefix();
        Node node = root;
        while (node != null && node.covers(high(prefix), low(prefix), prefix.length())) {
            visits++;
            if (node.length() == prefix.length() && node.item == container.item()) {
                return node;
            }
            node =
                    node.isStacked()
                            ? node.left
                            : node.length() == prefix.length()
                                    ? null
                                    : node.child(
                                            Bits.bit(high(prefix), low(prefix), node.length()));
        }
        throw new IllegalArgumentException(prefix + " holds no item " + container.item());
    }

    private Placed placed(Node node) {
        return new Placed(
                new Prefix(Bits.address(family, node.high, node.low), node.length()), node.item);
    }

    private static long high(Prefix prefix) {
        return Bits.high(prefix.network());
    }

    private static long low(Prefix prefix) {
        return Bits.low(prefix.network());
    }
}
