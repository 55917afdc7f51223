package io.segwright.graph.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Checks that what clients were told is what one pool at a time would have told them, in some order that agrees with
/// the order in which they asked and were answered: linearizability (Herlihy and Wing 1990).
///
/// The journal names the order itself, by its revisions, so nothing has to be searched: it is enough that this order
/// agrees with real time and that the model, asked in this order, gives the same answers.
final class History {
    /// One operation. Times are places in the clients' common output.
    static final class Operation {
        final String key;
        final String pool;
        final String what;
        final int asked;
        int answered = Integer.MAX_VALUE; // until the end: it was never answered
        long revision = -1; // -1: not known to have happened
        String answer = "";

        Operation(String key, String pool, String what, int asked) {
            this.key = key;
            this.pool = pool;
            this.what = what;
            this.asked = asked;
        }

        boolean isRead() {
            return what.equals("again") || answer.startsWith("refused");
        }
    }

    private record Held(String pool, int unit, int size) {}

    private final Map<String, PoolModel> pools = new TreeMap<>();
    private final Map<String, Held> held = new HashMap<>(); // by key
    private final Map<String, String> firstAnswers = new HashMap<>();

    History() {
        pools.put("v4", new PoolModel("10.0.0.0", 0, 1 << 24));
        pools.put("v6", new PoolModel("2001:db8::", 64, 1 << 30));
        pools.put("tiny", new PoolModel("192.0.2.0", 0, 16));
        pools.put("rests", new PoolModel("198.18.0.0", 0, 1 << 17));
    }

    /// Plays a round's operations in their order.
    ///
    /// @throws IllegalStateException where an answer could not have been given
    void play(List<Operation> round) {
        List<Operation> order =
                new ArrayList<>(round.stream().filter(o -> o.revision >= 0).toList());
        order.sort(
                Comparator.<Operation>comparingLong(o -> o.revision)
                        .thenComparing(Operation::isRead)
                        .thenComparingInt(o -> o.asked));
        int latestAsked = -1;
        for (Operation operation : order) {
            if (operation.answered < latestAsked) {
                throw wrong(operation, "was answered before one was asked that is put before it");
            }
            latestAsked = Math.max(latestAsked, operation.asked);
            play(operation);
        }
    }

    private void play(Operation operation) {
        switch (operation.what) {
            case "end" -> end(operation);
            case "again" -> again(operation);
            default -> ask(operation);
        }
    }

    private void ask(Operation operation) {
        PoolModel pool = pool(operation.pool);
        int size = operation.what.equals("28") ? 16 : 1;
        int expected;
        if (operation.what.startsWith("=")) {
            int unit = Integer.parseInt(operation.what.substring(1));
            expected = pool.isFree(unit, size) ? unit : -1;
        } else {
            expected = pool.lowest(size);
        }
        if (operation.answer.startsWith("refused")) {
            if (expected >= 0) {
                throw wrong(operation, "was refused although unit " + expected + " is free");
            }
            return;
        }
        int unit = pool.unit(operation.answer.substring(0, operation.answer.indexOf(' ')));
        if (unit != expected) {
            throw wrong(operation, "got unit " + unit + ", want " + expected);
        }
        pool.take(unit, size);
        held.put(operation.key, new Held(operation.pool, unit, size));
        firstAnswers.put(
                operation.key, operation.answer.substring(0, operation.answer.indexOf(' ')));
    }

    private void end(Operation operation) {
        Held was = held.remove(operation.key);
        if (was == null || operation.answer.startsWith("refused")) {
            throw wrong(operation, "released what it had: " + was);
        }
        if (!was.pool().equals("rests")) { // there it rests for longer than any campaign
            pool(was.pool()).free(was.unit(), was.size());
        }
    }

    private void again(Operation operation) {
        String first = firstAnswers.get(operation.pool); // the key that it repeats
        if (first == null || !operation.answer.startsWith(first + " ")) {
            throw wrong(operation, "want the first answer " + first);
        }
    }

    private PoolModel pool(String name) {
        return Objects.requireNonNull(pools.get(name), name);
    }

    /// Which units are taken, of all pools.
    int takenUnits(String pool) {
        return pool(pool).takenUnits();
    }

    /// What must be in force: the keys that have something.
    Map<String, String> inForce() {
        Map<String, String> blocks = new HashMap<>();
        held.keySet().forEach(key -> blocks.put(key, firstAnswers.get(key)));
        return blocks;
    }

    private static IllegalStateException wrong(Operation operation, String why) {
        return new IllegalStateException(
                operation.key
                        + " ("
                        + operation.pool
                        + " "
                        + operation.what
                        + ", answer '"
                        + operation.answer
                        + "' at revision "
                        + operation.revision
                        + ") "
                        + why);
    }
}
