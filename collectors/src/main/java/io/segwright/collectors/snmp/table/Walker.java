package io.segwright.collectors.snmp.table;

import io.segwright.collectors.snmp.table.VarbindSource.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/// Reads scalars and walks tables of one device, and adapts to it.
///
/// The ideal is one request a table. GETBULK over all wanted columns at once, row by row, comes near: `columns x
/// repetitions` varbinds a request, few at first, more while all goes well, half as many after a timeout or
/// `tooBig`. Where GETBULK itself misbehaves the rest of the device is read by GETNEXT. One thread only.
///
/// A column ends at endOfMibView, outside its subtree, or at an identifier that is not above the last one: agents
/// loop, also inside one response, so anything but strictly rising identifiers ends the column and is reported.
public final class Walker {
    private static final int TIMEOUTS_IN_A_ROW_MAX = 3; // each is several attempts already
    private static final int HANGS_MAX = 3; // columns on which the agent hangs; then it is given up
    private static final int LONG_TABLE =
            3; // requests: a shorter one is over before lanes are open
    private static final OID ALIVE = new OID("1.3.6.1.2.1.1.3.0"); // sysUpTime: every agent has it

    private final VarbindSource source;
    private final WalkBudget budget;
    private final List<String> incomplete = new ArrayList<>();
    private final Stride stride = new Stride();
    private final Window window;
    private final Set<String> leftOut = new HashSet<>();
    private final Set<String> badColumns = new TreeSet<>();
    private boolean mixed;
    private int hangs;
    private boolean bulk;
    private boolean bulkProven;
    private int timeoutsInRow;
    private int timeoutsMax = TIMEOUTS_IN_A_ROW_MAX;
    private int timeouts;
    private boolean answered;
    private String ended = "";

    public Walker(VarbindSource source, WalkLimits limits, LongSupplier nanoTime) {
        this(source, new WalkBudget(limits, nanoTime), new Window(source.window()));
        this.bulk = source.speaksBulk();
    }

    private Walker(VarbindSource source, WalkBudget budget, Window window) {
        this.source = source;
        this.budget = budget;
        this.window = window;
    }

    /// Reads some columns of a table for this walker, beside it.
    private Walker beside(VarbindSource lane, int width) {
        Walker walker = new Walker(lane, budget.share(width), new Window(lane.window()));
        walker.behave(this);
        return walker;
    }

    /// The same agent in another context, within the same limits. A context that is not there is met with silence,
    /// so one time-out ends it.
    private Walker inside(VarbindSource context) {
        Walker walker = new Walker(context, budget, new Window(1));
        walker.behave(this);
        walker.leftOut.addAll(leftOut);
        walker.timeoutsMax = 1;
        return walker;
    }

    /// As another walker has learned to ask this agent.
    private void behave(Walker other) {
        stride.adopt(other.quirks());
        bulk = other.bulk;
        bulkProven = other.bulkProven;
    }

    /// Starts where earlier polls of this agent, or of its kind, ended. Its bad columns are left out.
    void adopt(Quirks known) {
        stride.adopt(known);
        window.adopt(known.window());
        bulk &= known.bulk() == Quirks.Bulk.ANSWERED;
        mixed |= known.order() == Quirks.Order.MIXED;
        leftOut.addAll(known.badColumns());
    }

    /// The longest message that the agent sends or takes, by its own word.
    void messageMax(long bytes) {
        stride.messageMax(bytes);
    }

    /// What was learned so far. Its bad columns are those of this poll, without those left out.
    Quirks quirks() {
        return new Quirks(
                stride.settledAt(),
                stride.ceiling(),
                bulk || !source.speaksBulk() ? Quirks.Bulk.ANSWERED : Quirks.Bulk.OFF,
                window.width(),
                mixed ? Quirks.Order.MIXED : Quirks.Order.RISING,
                badColumns);
    }

    /// The tables that could not be read whole, one line each.
    List<String> incomplete() {
        return incomplete;
    }

    void note(String line) {
        incomplete.add(line);
    }

    WalkLimits limits() {
        return budget.limits();
    }

    int requests() {
        return budget.requests();
    }

    List<VariableBinding> ask(Request request, List<OID> oids, int repetitions) throws SnmpFault {
        budget.spend(1);
        List<VariableBinding> answer = source.ask(request, oids, repetitions);
        answered = true;
        return answer;
    }

    /// Asks the agent in another context (RFC 3411 sec. 3.3.1).
    ///
    /// @param read walks with the walker that it is given, which counts against this one's limits
    /// @return what `read` made of it; empty where the source has no contexts, or nothing was answered in this one
    <T> Optional<T> inContext(String context, Function<Walker, T> read) {
        Optional<VarbindSource> other = source.inContext(context);
        if (other.isEmpty()) {
            return Optional.empty();
        }
        Walker inside = inside(other.get());
        T result = read.apply(inside);
        if (!inside.answered) {
            return Optional.empty();
        }
        inside.incomplete.forEach(line -> note("context " + context + ": " + line));
        return Optional.of(result);
    }

    /// Walks columns that share an index.
    ///
    /// @param name for [#incomplete]
    /// @param columns column identifiers, possibly of several tables with the same index
    Table walk(String name, OID... columns) {
        return walk(name, limits().tableRows(), columns);
    }

    Table walk(String name, int rowsMax, OID... columns) {
        Table table = new Table(columns.length);
        List<Column> open = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            if (!leftOut.contains(columns[i].toDottedString())) {
                open.add(new Column(columns[i], i));
            } else {
                incomplete.add(
                        name
                                + ": "
                                + columns[i]
                                + " is left out: the agent failed on it at an earlier poll");
            }
        }
        read(name, rowsMax, open, table);
        return table;
    }

    private void read(String name, int rowsMax, List<Column> open, Table table) {
        long tableStart = budget.now();
        int tableRequests = 0;
        String stop = "";
        while (!open.isEmpty() && stop.isEmpty()) {
            stop = overLimit(table.size(), rowsMax, tableRequests++, tableStart);
            if (stop.isEmpty()) {
                stop = step(open, table);
            }
            close(name, open);
            int width = window.next(source.lastCost(), open.size());
            if (stop.isEmpty() && width > 1 && tableRequests >= LONG_TABLE) {
                readInLanes(name, rowsMax, open, table, width);
            }
        }
        if (!stop.isEmpty()) {
            incomplete.add(name + ": " + stop + " after " + table.size() + " rows");
        }
    }

    /// Takes the finished columns out.
    private void close(String name, List<Column> open) {
        for (Column column : open) {
            if (!column.complaint().isEmpty()) {
                incomplete.add(name + ": " + column.complaint());
            }
            if (column.isBad()) {
                badColumns.add(column.root().toDottedString());
            }
            mixed |= column.wentBack();
        }
        open.removeIf(Column::isDone);
    }

    /// The rest of a table, its columns shared out among as many conversations as the window is wide.
    private void readInLanes(String name, int rowsMax, List<Column> open, Table table, int width) {
        double sequentialEach = stride.nanosEach();
        long start = budget.now();
        List<Part> parts = new ArrayList<>();
        for (List<Column> share : Lanes.deal(open, width)) {
            VarbindSource.Lane lane = source.lane();
            Table rows = new Table(table.columns());
            parts.add(new Part(beside(lane, width), share, rows, lane));
        }
        List<Runnable> work = new ArrayList<>();
        parts.forEach(part -> work.add(() -> part.read(name, rowsMax)));
        if (!Lanes.runAll(work)) {
            ended = "cancelled";
        }
        open.clear();
        long values = 0;
        for (Part part : parts) {
            values += part.table.moveTo(table);
            learnFrom(part.walker);
        }
        double each = (budget.now() - start) / (double) Math.max(1, values);
        window.judged(width, each, sequentialEach);
    }

    /// Some columns of a table, in a conversation of their own.
    private record Part(Walker walker, List<Column> columns, Table table, VarbindSource.Lane lane) {
        void read(String name, int rowsMax) {
            try (lane) {
                walker.read(name, rowsMax, columns, table);
            }
        }
    }

    private void learnFrom(Walker part) {
        budget.spend(part.requests());
        incomplete.addAll(part.incomplete);
        badColumns.addAll(part.badColumns);
        mixed |= part.mixed;
        if (part.stride.ceiling() < stride.ceiling()) {
            stride.adopt(part.quirks());
        }
        if (part.timeouts > 0) {
            window.timedOut();
        }
        ended = ended.isEmpty() ? part.ended : ended;
    }

    /// Why the walk must stop, or empty.
    private String overLimit(int rows, int rowsMax, int tableRequests, long tableStart) {
        if (!ended.isEmpty()) {
            return ended;
        }
        long now = budget.now();
        String table = budget.tableOver(rows, rowsMax, tableRequests, now - tableStart);
        if (table.isEmpty()) {
            ended = budget.deviceOver(now);
        }
        return table.isEmpty() ? ended : table;
    }

    /// One request and its answer.
    ///
    /// @return why the walk must stop, or empty
    private String step(List<Column> open, Table table) {
        int varbinds = stride.varbinds();
        List<Column> asked = open.subList(0, Math.min(open.size(), varbinds));
        List<OID> after = new ArrayList<>(asked.size());
        for (Column column : asked) {
            after.add(column.last());
        }
        int repetitions = bulk ? Math.max(1, varbinds / asked.size()) : 1;
        try {
            List<VariableBinding> answer =
                    ask(bulk ? Request.GET_BULK : Request.GET_NEXT, after, repetitions);
            timeoutsInRow = 0;
            if (answer.isEmpty()) {
                return afterNothing();
            }
            accept(answer, asked.toArray(new Column[0]), repetitions, table);
            bulkProven |= bulk;
            stride.answered(asked.size() * repetitions, answer.size(), source.lastCost());
            return "";
        } catch (SnmpFault fault) {
            return afterFault(fault, asked);
        }
    }

    /// An agent that answers GETBULK with nothing may still know GETNEXT.
    private String afterNothing() {
        if (bulk && !bulkProven) {
            bulk = false;
            return "";
        }
        return "the agent answered with no varbinds";
    }

    private static void accept(
            List<VariableBinding> answer, Column[] asked, int repetitions, Table table) {
        int useful = Math.min(answer.size(), asked.length * repetitions);
        int turn = 0;
        for (int i = 0; i < useful; i++) {
            Column column = asked[turn];
            turn = turn + 1 < asked.length ? turn + 1 : 0;
            if (!column.isDone()) {
                column.accept(answer.get(i), table);
            }
        }
    }

    private String afterFault(SnmpFault fault, List<Column> asked) {
        return switch (fault.kind()) {
            case TIMEOUT -> afterTimeout(asked);
            case TOO_BIG -> stride.tooBig() ? "" : "one value is too big for the agent's answer";
            case NO_SUCH_NAME -> {
                // RFC 1157 sec. 4.1.3: nothing follows in the view; error-index says for which
                // varbind
                endColumn(fault, asked, "");
                yield "";
            }
            case AGENT_ERROR -> {
                if (bulk) {
                    bulk = false;
                } else {
                    endColumn(fault, asked, fault.text());
                    bulk = bulkProven; // the column was to blame, not GETBULK
                }
                yield "";
            }
            case REFUSED,
                    UNKNOWN_USER,
                    WRONG_AUTH_KEY,
                    WRONG_PRIVACY_KEY,
                    NOT_AUTHORIZED,
                    MALFORMED ->
                    fault.text();
            case CANCELLED -> {
                ended = "cancelled";
                yield ended;
            }
        };
    }

    private static void endColumn(SnmpFault fault, List<Column> asked, String complaint) {
        boolean named = fault.index() >= 1 && fault.index() <= asked.size();
        if (!named && asked.size() > 1) {
            // which one is unknown: give up the last, so that the others go on
            end(asked.getLast(), complaint);
        } else {
            end(asked.get(named ? fault.index() - 1 : 0), complaint);
        }
    }

    private static void end(Column column, String complaint) {
        if (complaint.isEmpty()) {
            column.finish();
        } else {
            column.ruin(complaint);
        }
    }

    private String afterTimeout(List<Column> asked) {
        timeoutsInRow++;
        timeouts++;
        window.timedOut();
        stride.timedOut();
        if (timeoutsInRow == 2 && bulk && !bulkProven) {
            bulk = false; // it answered GET but never a GETBULK
            return "";
        }
        if (timeoutsInRow < timeoutsMax) {
            return "";
        }
        boolean main =
                timeoutsMax == TIMEOUTS_IN_A_ROW_MAX; // a context that is silent is not there
        if (main && hangs < HANGS_MAX && isAlive()) {
            if (asked.size() > 1) {
                stride.single(); // which of them it hangs on shows when they are asked one by one
                timeoutsInRow--;
                return "";
            }
            hangs++;
            timeoutsInRow = 0;
            asked.getFirst().ruin("the agent does not answer for " + asked.getFirst().root());
            return "";
        }
        ended = "the agent fell silent";
        return ended;
    }

    /// One attempt's worth of doubt: an agent that answers this, but not for a column, hangs on that column.
    private boolean isAlive() {
        try {
            ask(Request.GET, List.of(ALIVE), 0);
            return true;
        } catch (SnmpFault fault) {
            return fault.kind() == SnmpFault.Kind.NO_SUCH_NAME;
        }
    }
}
