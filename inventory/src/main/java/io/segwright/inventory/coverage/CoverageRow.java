package io.segwright.inventory.coverage;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One thing that must exist, and whether it is covered: from these alone all figures of a [CoverageReport] follow.
///
/// @param subject the address, name or MAC that it is known by
/// @param name empty where it has none
/// @param site the declared site, empty where unknown
/// @param service that its allocations name; empty where they name none
/// @param owner likewise
/// @param reason why it is not covered, e.g. `no-prefix`, `owner-left`; empty where it is
/// @param segment of the population whose unseen part is estimated; empty where it belongs to none
/// @param lists the sampling lists that show it
public record CoverageRow(
        Thing thing,
        String subject,
        String name,
        String site,
        String service,
        String owner,
        String reason,
        String segment,
        List<String> lists)
        implements Comparable<CoverageRow> {
    private static final Comparator<CoverageRow> ORDER =
            Comparator.comparing(CoverageRow::thing)
                    .thenComparing(CoverageRow::subject)
                    .thenComparing(CoverageRow::name)
                    .thenComparing(CoverageRow::toString);

    /// What must exist.
    public enum Thing {
        /// It is inventoried; covered means that a live owner answers for it.
        DEVICE,
        /// It is not inventoried, so it is never covered.
        TRACE,
        /// In use and no device's own; covered means given to a service and a live owner.
        ADDRESS;

        /// For programs.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CoverageRow {
        lists = List.copyOf(lists);
        boolean proved =
                switch (thing) {
                    case DEVICE -> !owner.isEmpty();
                    case TRACE -> false;
                    case ADDRESS -> !owner.isEmpty() && !service.isEmpty();
                };
        if (reason.isEmpty() && !proved) {
            throw new IllegalArgumentException(
                    thing.word()
                            + " "
                            + subject
                            + " counts as covered with service '"
                            + service
                            + "' and owner '"
                            + owner
                            + "': want a reason why it is not, or the tags that cover it");
        }
    }

    public boolean isCovered() {
        return reason.isEmpty();
    }

    @Override
    public int compareTo(CoverageRow other) {
        return ORDER.compare(this, other);
    }
}
