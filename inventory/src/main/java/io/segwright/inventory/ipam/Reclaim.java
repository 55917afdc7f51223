package io.segwright.inventory.ipam;

import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds allocations that could be taken back. It takes nothing back: a person does, or a job that a person set up.
public final class Reclaim {
    /// Where addresses were seen in use.
    @FunctionalInterface
    public interface Sightings {
        /// Whether any address of the block was seen in the time before now; true too where nobody looked.
        boolean isSeen(Vrf vrf, Block block, Duration within);
    }

    /// @param why one line a reason
    public record Candidate(Request request, List<String> why) {
        public Candidate {
            why = List.copyOf(why);
        }
    }

    private Reclaim() {}

    /// By id: allocations with tags that are no longer live, and those that were not seen for the time that their pool
    /// sets. Cost: every request once.
    public static List<Candidate> find(
            Allocator allocator, TagDirectory tags, Sightings sightings, Instant now, int limit) {
        List<Candidate> found = new ArrayList<>();
        Rules rules = new KeepRules(allocator, new Setting(now, "", tags));
        allocator.forEachRequest(request -> {
            if (request.state() == Request.State.ALLOCATED && found.size() < limit) {
                List<String> why = why(request, rules, sightings, now);
                if (!why.isEmpty()) {
                    found.add(new Candidate(request, why));
                }
            }
        });
        return found;
    }

    private static List<String> why(
            Request request, Rules rules, Sightings sightings, Instant now) {
        Request.Holding held = request.held().orElseThrow();
        List<String> why = new ArrayList<>();
        rules.setting.tags().problems(held.tags(), Set.of()).forEach(p -> why.add(p.text()));
        Space.Pool pool = rules.poolAround(request);
        Duration limit = pool == null ? Duration.ZERO : pool.policy().limits().reclaimAfter();
        boolean isOldEnough =
                !limit.isZero() && !request.history().getLast().at().plus(limit).isAfter(now);
        if (isOldEnough && !sightings.isSeen(held.place().vrf(), held.place().block(), limit)) {
            why.add("not seen for " + limit.toDays() + " days");
        }
        return why;
    }
}
