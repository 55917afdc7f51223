package io.segwright.collectors.imports;

import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.PrefixText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads what was published of prefixes over the years, as events, one a line, cells by tab:
///
/// ```
/// 2020-04-09T21:13:11Z  +  192.0.2.0/24  EC2  us-east-1
/// time (RFC 3339)       + added, - removed
///                          prefix        service
///                                             region; further cells tell entries apart and are not taken
/// ```
///
/// A provider gives one prefix several names at a time; an allocation has one service. So a prefix has one version for
/// each set of names that it ever had: `service` is those names and `subscription` their regions, sorted and joined
/// by `+`. What happens at one instant happens at once. Lines come in the order of time.
public final class AllocationHistory {
    private static final int FILE_BYTES_MAX = 512 << 20; // read whole; both clouds' have 5 MB
    private static final int EVENTS_MAX = 4_000_000; // a version takes two, about 300 bytes each
    private static final int CELLS_MAX = 16;

    /// What is published of a prefix, and since when it has been so.
    private static final class State {
        private final Set<List<String>> entries = new LinkedHashSet<>();
        private Tags tags = Tags.NONE;
        private Instant since = Instant.MIN;
        private int line;
    }

    private final ImportErrors errors;
    private final Vrf vrf;
    private final String owner;
    private final Map<Prefix, State> states = new LinkedHashMap<>();
    private final Map<Prefix, Integer> touched = new LinkedHashMap<>(); // at this instant, by line
    private final List<Allocation> allocations = new ArrayList<>();
    private Instant now = Instant.MIN;

    private AllocationHistory(String name, Vrf vrf, String owner) {
        this.errors = new ImportErrors(name);
        this.vrf = vrf;
        this.owner = owner;
    }

    /// @param vrf where the prefixes are
    /// @param owner of all of them; empty where none is named
    /// @throws IOException the file cannot be read at all; its message is for a person
    public static AllocationImport read(SourceFile file, Vrf vrf, String owner) throws IOException {
        AllocationHistory history = new AllocationHistory(file.name(), vrf, owner);
        try {
            history.lines(file.text(FILE_BYTES_MAX));
        } catch (SourceFormatException e) {
            history.errors.add(e);
        }
        return history.errors.isEmpty()
                ? new AllocationImport.Imported(history.allocations, List.of())
                : new AllocationImport.Refused(history.errors.kept(), history.errors.total());
    }

    private void lines(String text) throws SourceFormatException {
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (++number > EVENTS_MAX) {
                throw new SourceFormatException(
                        number, 1, "there are more than " + EVENTS_MAX + " events; split the file");
            }
            if (line.isBlank()) {
                continue;
            }
            try {
                event(number, line.split("\t", CELLS_MAX));
            } catch (SourceFormatException e) {
                errors.add(e);
            }
        }
        if (states.isEmpty() && errors.isEmpty()) {
            errors.add("holds no events");
        }
        settle();
        states.forEach((prefix, state) -> close(prefix, state, Instant.MAX));
    }

    private void event(int line, String[] cells) throws SourceFormatException {
        if (cells.length < 4) {
            throw new SourceFormatException(
                    line,
                    cells.length,
                    "the line has %d cells, want at least 4 by tab: time, + or -, prefix, service"
                            .formatted(cells.length));
        }
        time(line, cells[0]);
        Prefix prefix = prefix(line, cells[2]);
        List<String> entry = List.of(cells).subList(3, cells.length);
        for (int i = 3; i < cells.length; i++) {
            Optional<String> objection = PlainText.objection("cell", cells[i]);
            if (objection.isPresent()) {
                throw new SourceFormatException(line, i + 1, objection.get());
            }
        }
        if (cells[3].isBlank()) {
            throw new SourceFormatException(line, 4, "there is no service; want its name");
        }
        State state = states.computeIfAbsent(prefix, _ -> new State());
        boolean right =
                switch (cells[1]) {
                    case "+" -> state.entries.add(entry);
                    case "-" -> state.entries.remove(entry);
                    default ->
                            throw new SourceFormatException(
                                    line,
                                    2,
                                    "'%s' is no event: want + or -"
                                            .formatted(PlainText.shown(cells[1])));
                };
        if (!right) {
            throw new SourceFormatException(
                    line,
                    3,
                    "%s %s is %s at that time"
                            .formatted(
                                    prefix,
                                    PlainText.shown(cells[3]),
                                    cells[1].equals("+") ? "there already" : "not there"));
        }
        touched.put(prefix, line);
    }

    private void time(int line, String cell) throws SourceFormatException {
        Instant at;
        try {
            at = OffsetDateTime.parse(cell).toInstant();
        } catch (DateTimeException _) {
            throw new SourceFormatException(
                    line,
                    1,
                    "time '%s' is none: want e.g. 2026-04-01T08:00:00Z"
                            .formatted(PlainText.shown(cell)));
        }
        if (at.isBefore(now)) {
            throw new SourceFormatException(
                    line, 1, "time %s is before %s above; sort the lines".formatted(at, now));
        }
        if (at.isAfter(now)) {
            settle();
            now = at;
        }
    }

    private static Prefix prefix(int line, String cell) throws SourceFormatException {
        try {
            return PrefixText.parse(cell);
        } catch (AddressFormatException e) {
            throw new SourceFormatException(line, 3, "prefix " + e.getMessage());
        }
    }

    /// All of an instant is read: versions end and begin.
    private void settle() {
        touched.forEach((prefix, line) -> {
            State state = states.get(prefix);
            Tags tags = state == null ? Tags.NONE : tags(state.entries);
            if (state != null && !tags.equals(state.tags)) {
                close(prefix, state, now);
                state.tags = tags;
                state.since = now;
                state.line = line;
                texts(line, tags);
            }
        });
        touched.clear();
    }

    private void texts(int line, Tags tags) {
        PlainText.objection("the names together", tags.service())
                .or(() -> PlainText.objection("the regions together", tags.subscription()))
                .ifPresent(objection -> errors.add(line, 4, objection));
    }

    private Tags tags(Set<List<String>> entries) {
        if (entries.isEmpty()) {
            return Tags.NONE;
        }
        NavigableSet<String> names = new TreeSet<>();
        NavigableSet<String> regions = new TreeSet<>();
        for (List<String> entry : entries) {
            names.add(entry.getFirst());
            if (entry.size() > 1 && !entry.get(1).isEmpty()) {
                regions.add(entry.get(1));
            }
        }
        return new Tags(String.join("+", names), String.join("+", regions), "", "", owner);
    }

    private void close(Prefix prefix, State state, Instant to) {
        if (!state.tags.equals(Tags.NONE)) {
            allocations.add(
                    new Allocation(
                            vrf,
                            prefix,
                            state.tags,
                            state.since,
                            to,
                            Polling.ALLOWED,
                            errors.name() + ":" + state.line));
        }
    }
}
