package io.segwright.inventory.space;

import io.segwright.inventory.net.Vrf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// Finds claims to the same addresses that cannot both be right, and space that is used in two routing domains.
///
/// One prefix inside another is how space is laid out, and is no overlap: the deeper one is meant.
public final class Overlaps {
    /// How two claims meet.
    public enum Kind {
        /// One routing domain, the same block, two holders.
        SAME,
        /// One routing domain, and neither holds the other.
        PARTIAL,
        /// Two routing domains; a packet that leaks from one to the other finds a wrong host.
        ACROSS
    }

    /// Somebody's word on a block.
    ///
    /// @param holder whose it is, as text; two claims with one holder agree
    /// @param source who says so
    public record Claimed(Vrf vrf, Block block, String holder, String source) {}

    /// @param one the one that begins first
    public record Overlap(Kind kind, Claimed one, Claimed other) {}

    private static final Comparator<Claimed> ORDER =
            Comparator.comparing(Claimed::block)
                    .thenComparing(Claimed::vrf)
                    .thenComparing(Claimed::holder)
                    .thenComparing(Claimed::source);

    private Overlaps() {}

    /// In order of address, at most `limit`. Of blocks that lie in one another only the outermost of each routing domain
    /// are compared with other domains. Cost: sorting, and the depth of nesting for each claim.
    public static List<Overlap> find(List<Claimed> claims, int limit) {
        List<Overlap> found = new ArrayList<>();
        Deque<Claimed> open =
                new ArrayDeque<>(); // blocks that may reach over the next one, latest first
        for (Claimed next : claims.stream().sorted(ORDER).toList()) {
            open.removeIf(o -> !o.block().overlaps(next.block()));
            boolean isOutermost = open.stream().noneMatch(o -> o.vrf().equals(next.vrf()));
            for (Claimed before : open) {
                if (found.size() >= limit) {
                    return found;
                }
                boolean sameVrf = before.vrf().equals(next.vrf());
                if (sameVrf && before.block().equals(next.block())) {
                    if (!before.holder().equals(next.holder())) {
                        found.add(new Overlap(Kind.SAME, before, next));
                    }
                } else if (sameVrf && !before.block().contains(next.block())) {
                    found.add(new Overlap(Kind.PARTIAL, before, next));
                } else if (!sameVrf && isOutermost && isOutermost(before, open)) {
                    found.add(new Overlap(Kind.ACROSS, before, next));
                }
            }
            open.push(next);
        }
        return found;
    }

    private static boolean isOutermost(Claimed claim, Deque<Claimed> open) {
        return open.stream()
                .noneMatch(o ->
                        o.vrf().equals(claim.vrf())
                                && !o.block().equals(claim.block())
                                && o.block().contains(claim.block()));
    }
}
