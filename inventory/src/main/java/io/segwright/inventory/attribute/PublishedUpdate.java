package io.segwright.inventory.attribute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a provider's list changes of what it published before.
///
/// @param next every range that the provider has or had
/// @param added ranges that are new
/// @param ended ranges that are published no more, closed now; nothing is deleted
/// @param unchanged how many it still publishes
public record PublishedUpdate(
        List<PublishedRange> next,
        List<PublishedRange> added,
        List<PublishedRange> ended,
        int unchanged) {
    public PublishedUpdate {
        next = List.copyOf(next);
        added = List.copyOf(added);
        ended = List.copyOf(ended);
    }

    /// @param known of one provider, those that ended too
    /// @param published all that the provider publishes, in any validity
    public static PublishedUpdate of(
            List<PublishedRange> known, List<PublishedRange> published, Instant now) {
        Map<PublishedRange, PublishedRange> wanted = new HashMap<>(); // by what it is, without when
        published.forEach(
                r -> wanted.put(r.lasting(Instant.MIN, Instant.MAX), r.lasting(now, Instant.MAX)));
        List<PublishedRange> next = new ArrayList<>();
        List<PublishedRange> ended = new ArrayList<>();
        int unchanged = 0;
        for (PublishedRange range : known) {
            if (!range.to().equals(Instant.MAX)) {
                next.add(range);
            } else if (wanted.remove(range.lasting(Instant.MIN, Instant.MAX)) != null) {
                next.add(range);
                unchanged++;
            } else {
                PublishedRange closed = range.lasting(range.from(), now);
                next.add(closed);
                ended.add(closed);
            }
        }
        List<PublishedRange> added = new ArrayList<>();
        for (PublishedRange range : published) {
            PublishedRange fresh = wanted.remove(range.lasting(Instant.MIN, Instant.MAX));
            if (fresh != null) {
                added.add(fresh);
                next.add(fresh);
            }
        }
        return new PublishedUpdate(next, added, ended, unchanged);
    }
}
