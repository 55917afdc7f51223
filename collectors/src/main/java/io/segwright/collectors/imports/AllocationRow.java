package io.segwright.collectors.imports;

import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.PrefixText;
import io.segwright.collectors.imports.text.TimeText;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One line of an allocation file: its cells checked, all of them, and made an allocation if they are right.
final class AllocationRow {

    private final long line;
    private final List<String> cells;
    private final Map<AllocationColumn, Integer> places; // column to its index among the cells
    private final Vrf ofNone; // the domain of a row that names none
    private final ImportErrors errors;
    private boolean wrong;

    AllocationRow(
            long line,
            List<String> cells,
            Map<AllocationColumn, Integer> places,
            Vrf ofNone,
            ImportErrors errors) {
        this.line = line;
        this.cells = cells;
        this.places = places;
        this.ofNone = ofNone;
        this.errors = errors;
    }

    /// @return empty when a cell is wrong; each wrong one is among the errors then
    Optional<Allocation> allocation(String source) {
        Optional<Vrf> vrf = vrf();
        Optional<Prefix> prefix = prefix();
        Tags tags =
                new Tags(
                        text(AllocationColumn.SERVICE),
                        text(AllocationColumn.SUBSCRIPTION),
                        text(AllocationColumn.VM),
                        text(AllocationColumn.ENVIRONMENT),
                        text(AllocationColumn.OWNER));
        Optional<Instant> from = time(AllocationColumn.VALID_FROM, Instant.EPOCH);
        Optional<Instant> to = time(AllocationColumn.VALID_TO, Instant.MAX);
        Polling polling = polling();
        if (wrong || vrf.isEmpty() || prefix.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (!from.get().isBefore(to.get())) {
            error(
                    AllocationColumn.VALID_TO,
                    "valid_to %s is not after valid_from %s; swap or correct them"
                            .formatted(to.get(), from.get()));
            return Optional.empty();
        }
        return Optional.of(
                new Allocation(
                        vrf.get(), prefix.get(), tags, from.get(), to.get(), polling, source));
    }

    private Optional<Vrf> vrf() {
        String cell = cell(AllocationColumn.VRF);
        if (cell.isEmpty()) {
            return Optional.of(ofNone);
        }
        Optional<String> objection = PlainText.objection(AllocationColumn.VRF.title(), cell);
        if (objection.isPresent()) {
            return refuse(AllocationColumn.VRF, objection.get());
        }
        try {
            return Optional.of(new Vrf(cell));
        } catch (IllegalArgumentException e) {
            return refuse(AllocationColumn.VRF, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Prefix> prefix() {
        String cell = cell(AllocationColumn.PREFIX);
        if (cell.isEmpty()) {
            return refuse(AllocationColumn.PREFIX, "prefix is empty: want e.g. 10.0.0.0/24");
        }
        try {
            return Optional.of(PrefixText.parse(cell));
        } catch (AddressFormatException e) {
            return refuse(AllocationColumn.PREFIX, "prefix " + e.getMessage());
        }
    }

    private String text(AllocationColumn column) {
        String cell = cell(column);
        Optional<String> objection = PlainText.objection(column.title(), cell);
        objection.ifPresent(message -> error(column, message));
        return objection.isPresent() ? "" : cell;
    }

    private Optional<Instant> time(AllocationColumn column, Instant whenEmpty) {
        String cell = cell(column);
        if (cell.isEmpty()) {
            return Optional.of(whenEmpty);
        }
        Optional<Instant> time = TimeText.parse(cell);
        return time.isPresent() ? time : refuse(column, TimeText.objection(column.title(), cell));
    }

    private Polling polling() {
        String cell = cell(AllocationColumn.DO_NOT_POLL);
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> Polling.FORBIDDEN;
            case "", "no", "false", "0" -> Polling.ALLOWED;
            default -> {
                error(
                        AllocationColumn.DO_NOT_POLL,
                        "do_not_poll '%s' is neither: want yes, true, 1, no, false, 0 or nothing"
                                .formatted(PlainText.shown(cell)));
                yield Polling.FORBIDDEN; // never used: the row is refused
            }
        };
    }

    private String cell(AllocationColumn column) {
        Integer place = places.get(column);
        return place == null ? "" : cells.get(place).strip();
    }

    private <T> Optional<T> refuse(AllocationColumn column, String message) {
        error(column, message);
        return Optional.empty();
    }

    private void error(AllocationColumn column, String message) {
        wrong = true;
        errors.add(line, places.getOrDefault(column, 0) + 1, message);
    }
}
