package io.segwright.acl.space;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Reduced ordered binary decision diagrams over int arrays, with complement edges.
///
/// A reference is `node << 1 | complement`; node 0 is the terminal, so [#TRUE] is 0, [#FALSE] is 1, and negation is
/// one XOR. Canonical: a node's high edge is never complemented and its two edges differ, so equal functions have
/// equal references. There are two operations, [#and] and [#then]; the others are conjunctions of complements.
///
/// The ideal would collect garbage. We never free a node but bound their number: a proof builds few sets, each once,
/// and then drops the whole space. The price is that intermediate results count against the budget.
///
/// ```text
/// nodes   | low | high | next in bucket | variable |   4 ints a node
/// cache   |  a  |  b   |     result     | operation|   4 ints an entry, direct-mapped, lossy
/// ```
///
/// Hot path: no boxing, no allocation but growth. Not for use by two threads. Sources: Bryant, IEEE ToC 35(8), 1986;
/// Brace, Rudell, Bryant, DAC 1990.
final class Diagrams {
    static final int TRUE = 0;
    static final int FALSE = 1;

    private static final int STRIDE = 4;
    private static final int LOW = 0;
    private static final int HIGH = 1;
    private static final int NEXT = 2;
    private static final int VARIABLE = 3;
    private static final int RESULT = 2;
    private static final int OPERATION = 3;
    private static final int AND = 0;
    private static final int THEN = 1;
    private static final int TERMINAL_VARIABLE = Integer.MAX_VALUE;
    private static final int CAPACITY_FIRST =
            1 << 12; // nodes: 64 KiB, enough for a management-plane list
    private static final int CACHE_ENTRIES_MAX =
            1 << 22; // 64 MiB; more misses the processor's caches anyway
    private static final long STEPS_PER_NODE_MAX =
            64; // the cache is lossy: bounds time where nodes do not

    private final int nodesMax;
    private int[] nodes = new int[CAPACITY_FIRST * STRIDE];
    private int[] buckets = new int[CAPACITY_FIRST]; // node index, 0 = empty
    private int[] cache = new int[CAPACITY_FIRST * STRIDE];
    private int count = 1;
    private long steps;

    /// @param nodesMax most nodes that may exist at once, at least 1
    Diagrams(int nodesMax) {
        this.nodesMax = nodesMax;
        nodes[VARIABLE] = TERMINAL_VARIABLE;
    }

    /// Nodes made since the start, which is also the number that exist.
    int nodeCount() {
        return count;
    }

    static int not(int ref) {
        return ref ^ 1;
    }

    /// The variable that `ref` decides on first, or `Integer.MAX_VALUE` for a constant.
    int variable(int ref) {
        return nodes[(ref >>> 1) * STRIDE + VARIABLE];
    }

    /// What remains of `ref` when `variable` is 0. `ref` must not decide on an earlier one.
    int low(int ref, int variable) {
        int at = (ref >>> 1) * STRIDE;
        return nodes[at + VARIABLE] == variable ? nodes[at + LOW] ^ (ref & 1) : ref;
    }

    /// What remains of `ref` when `variable` is 1. `ref` must not decide on an earlier one.
    int high(int ref, int variable) {
        int at = (ref >>> 1) * STRIDE;
        return nodes[at + VARIABLE] == variable ? nodes[at + HIGH] ^ (ref & 1) : ref;
    }

    /// The function that is `low` where `variable` is 0 and `high` where it is 1. Both may decide on later variables
    /// only.
    int node(int variable, int low, int high) throws BudgetExceededException {
        if (low == high) {
            return low;
        }
        int complement = high & 1;
        return find(variable, low ^ complement, high ^ complement) << 1 | complement;
    }

    private int find(int variable, int low, int high) throws BudgetExceededException {
        int bucket = hash(variable, low, high) & (buckets.length - 1);
        for (int i = buckets[bucket]; i != 0; i = nodes[i * STRIDE + NEXT]) {
            int at = i * STRIDE;
            if (nodes[at + LOW] == low
                    && nodes[at + HIGH] == high
                    && nodes[at + VARIABLE] == variable) {
                return i;
            }
        }
        if (count >= nodesMax) {
            throw new BudgetExceededException("more than " + nodesMax + " diagram nodes");
        }
        if (count == buckets.length) {
            grow();
            bucket = hash(variable, low, high) & (buckets.length - 1);
        }
        int at = count * STRIDE;
        nodes[at + LOW] = low;
        nodes[at + HIGH] = high;
        nodes[at + NEXT] = buckets[bucket];
        nodes[at + VARIABLE] = variable;
        buckets[bucket] = count;
        return count++;
    }

    private void grow() {
        int capacity = 2 * buckets.length;
        nodes = Arrays.copyOf(nodes, capacity * STRIDE);
        buckets = new int[capacity];
        for (int i = 1; i < count; i++) {
            int at = i * STRIDE;
            int bucket =
                    hash(nodes[at + VARIABLE], nodes[at + LOW], nodes[at + HIGH]) & (capacity - 1);
            nodes[at + NEXT] = buckets[bucket];
            buckets[bucket] = i;
        }
        growCache(Math.min(capacity, CACHE_ENTRIES_MAX));
    }

    private void growCache(int entries) {
        if (entries * STRIDE == cache.length) {
            return;
        }
        int[] old = cache;
        cache = new int[entries * STRIDE];
        for (int at = 0; at < old.length; at += STRIDE) {
            if (old[at] != 0) {
                remember(old[at], old[at + 1], old[at + RESULT], old[at + OPERATION]);
            }
        }
    }

    private static int hash(int a, int b, int c) {
        int h = a * 0x9e3779b1 + b * 0x85ebca6b + c * 0xc2b2ae35; // odd constants of xxHash
        h ^= h >>> 15;
        h *= 0x2c1b3c6d;
        return h ^ h >>> 13;
    }

    int or(int a, int b) throws BudgetExceededException {
        return not(and(not(a), not(b)));
    }

    /// Depth of recursion is at most the number of variables; work at most the product of the two sizes.
    int and(int a, int b) throws BudgetExceededException {
        if (a == b || b == TRUE) {
            return a;
        }
        if (a == TRUE) {
            return b;
        }
        if ((a ^ b) == 1 || a == FALSE || b == FALSE) {
            return FALSE;
        }
        int first = Math.min(a, b);
        int second = Math.max(a, b);
        int slot = slot(first, second, AND);
        if (cached(slot, first, second, AND)) {
            return cache[slot + RESULT];
        }
        step();
        int variable = Math.min(variable(first), variable(second));
        int low = and(low(first, variable), low(second, variable));
        int high = and(high(first, variable), high(second, variable));
        int result = node(variable, low, high);
        remember(first, second, result, AND);
        return result;
    }

    /// What `first` says, and where it says `undecided`, what `second` says: `first` with `undecided` replaced by
    /// `second`. Associative. Cost as for [#and].
    ///
    /// @param undecided a variable behind all others, as [#node] makes it; each of the other two is, on every input,
    ///     TRUE, FALSE or `undecided`
    int then(int first, int second, int undecided) throws BudgetExceededException {
        if (first == TRUE || first == FALSE || first == second || second == undecided) {
            return first;
        }
        if (first == undecided) {
            return second;
        }
        int slot = slot(first, second, THEN);
        if (cached(slot, first, second, THEN)) {
            return cache[slot + RESULT];
        }
        step();
        int variable = Math.min(variable(first), variable(second));
        int low = then(low(first, variable), low(second, variable), undecided);
        int high = then(high(first, variable), high(second, variable), undecided);
        int result = node(variable, low, high);
        remember(first, second, result, THEN);
        return result;
    }

    /// The same function as `ref` is in `from`. Cost: its size, and 4 bytes for each node that `from` has.
    int copy(Diagrams from, int ref) throws BudgetExceededException {
        return copy(from, ref, new int[from.count]);
    }

    /// @param done by node of `from`: its reference here, 0 when it has none yet
    private int copy(Diagrams from, int ref, int[] done) throws BudgetExceededException {
        int complement = ref & 1;
        int regular = ref ^ complement;
        if (regular == TRUE) {
            return ref;
        }
        int node = ref >>> 1;
        if (done[node] == 0) {
            int variable = from.variable(regular);
            int low = copy(from, from.low(regular, variable), done);
            int high = copy(from, from.high(regular, variable), done);
            done[node] = node(variable, low, high);
        }
        return done[node] ^ complement;
    }

    private void step() throws BudgetExceededException {
        if (++steps > STEPS_PER_NODE_MAX * nodesMax) {
            throw new BudgetExceededException(
                    "more than " + STEPS_PER_NODE_MAX * nodesMax + " steps");
        }
    }

    private int slot(int a, int b, int operation) {
        return (hash(operation, a, b) & (cache.length / STRIDE - 1)) * STRIDE;
    }

    private boolean cached(int slot, int a, int b, int operation) {
        return cache[slot] == a && cache[slot + 1] == b && cache[slot + OPERATION] == operation;
    }

    // A first operand is never 0 (TRUE), so an entry that begins with 0 is an empty one.
    private void remember(int a, int b, int result, int operation) {
        int slot = slot(a, b, operation);
        cache[slot] = a;
        cache[slot + 1] = b;
        cache[slot + RESULT] = result;
        cache[slot + OPERATION] = operation;
    }

    /// The number of ways to set `variables` variables so that `ref` holds. Cost: the size of the diagram.
    BigInteger satisfying(int ref, int variables) {
        return satisfying(ref, 0, variables, new HashMap<>());
    }

    private BigInteger satisfying(int ref, int from, int variables, Map<Integer, BigInteger> seen) {
        int variable = Math.min(variable(ref), variables);
        BigInteger below = seen.get(ref);
        if (below == null) {
            below =
                    variable == variables
                            ? (ref == TRUE ? BigInteger.ONE : BigInteger.ZERO)
                            : satisfying(low(ref, variable), variable + 1, variables, seen)
                                    .add(
                                            satisfying(
                                                    high(ref, variable),
                                                    variable + 1,
                                                    variables,
                                                    seen));
            seen.put(ref, below);
        }
        return below.shiftLeft(variable - from);
    }

    /// The number of nodes that `ref` is made of, without the terminal.
    int size(int ref) {
        Map<Integer, Boolean> seen = new HashMap<>();
        visit(ref & ~1, seen);
        return seen.size();
    }

    private void visit(int ref, Map<Integer, Boolean> seen) {
        int variable = variable(ref);
        if (variable == TERMINAL_VARIABLE || seen.put(ref, true) != null) {
            return;
        }
        visit(low(ref, variable) & ~1, seen);
        visit(high(ref, variable) & ~1, seen);
    }
}
