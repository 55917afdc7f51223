package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Prefix;
import java.util.Set;

/// Address space that is set aside, rather than given to somebody.
public sealed interface Space extends Occupant {
    /// How it came to be.
    Step made();

    /// Space that is ours: everything else lies in one. Aggregates of one routing domain never overlap.
    record Aggregate(int id, Place place, Step made) implements Space {}

    /// Space from which allocations are given. May lie in an aggregate, in another pool, or in a prefix that was given
    /// out and is a subnet.
    ///
    /// @param tags what its allocations inherit
    record Pool(
            int id, Place place, String name, Team team, Tags tags, PoolPolicy policy, Step made)
            implements Space {
        private static final int NAME_CHARS_MAX = 64;

        public Pool {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "pool name '"
                                + name
                                + "': want 1.."
                                + NAME_CHARS_MAX
                                + " letters, digits or one of . _ - / :");
            }
        }

        private static boolean isName(String name) {
            return !name.isEmpty()
                    && name.length() <= NAME_CHARS_MAX
                    && name.chars()
                            .allMatch(c -> Character.isLetterOrDigit(c) || "._-/:".indexOf(c) >= 0);
        }

        public Prefix prefix() {
            return place.block().asPrefix().orElseThrow();
        }
    }

    /// Space that is not to be given out; or is in use already, as somebody else's list says.
    record Reservation(int id, Place place, Step made) implements Space {}

    /// To whom a pool was handed: its members allocate there, and nobody else does.
    ///
    /// @param name empty for nobody in particular
    /// @param members callers such as `user:anna`; anybody where there are none
    record Team(String name, Set<String> members) {
        public static final Team ANYBODY = new Team("", Set.of());
        private static final int MEMBERS_MAX = 1_000;

        public Team {
            members = Set.copyOf(members);
            if (members.size() > MEMBERS_MAX) {
                throw new IllegalArgumentException(
                        members.size() + " members: want at most " + MEMBERS_MAX);
            }
        }

        public boolean admits(String actor) {
            return members.isEmpty() || members.contains(actor);
        }
    }
}
