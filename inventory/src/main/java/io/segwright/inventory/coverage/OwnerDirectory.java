package io.segwright.inventory.coverage;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Who can answer for things: the owners that exist, and those who have left. An owner that is named in an allocation
/// and is not here, or has left, answers for nothing.
///
/// Immutable. Names are compared as they are written.
public final class OwnerDirectory {
    /// No directory: each owner named is believed.
    public static final OwnerDirectory NOT_GIVEN = new OwnerDirectory(Map.of(), Extent.NOT_CHECKED);

    /// Whether owners were looked up at all.
    public enum Extent {
        CHECKED,
        NOT_CHECKED
    }

    /// An owner's state.
    public enum Status {
        LIVE,
        LEFT
    }

    /// @param name the team or person, as allocations name it
    /// @param contact where to reach it; may be empty
    public record Owner(String name, Status status, String contact) {
        public Owner {
            if (name.isBlank()) {
                throw new IllegalArgumentException("an owner without a name");
            }
        }
    }

    /// What the directory says of a name.
    public enum Verdict {
        LIVE,
        LEFT,
        UNKNOWN
    }

    private final Map<String, Owner> owners;
    private final Extent extent;

    private OwnerDirectory(Map<String, Owner> owners, Extent extent) {
        this.owners = owners;
        this.extent = extent;
    }

    /// @throws IllegalArgumentException where a name is there twice
    public static OwnerDirectory of(Collection<Owner> owners) {
        Map<String, Owner> byName = new HashMap<>();
        for (Owner owner : owners) {
            if (byName.put(owner.name(), owner) != null) {
                throw new IllegalArgumentException("owner '" + owner.name() + "' is there twice");
            }
        }
        return new OwnerDirectory(Map.copyOf(byName), Extent.CHECKED);
    }

    public Extent extent() {
        return extent;
    }

    /// Everybody is live where there is no directory.
    public Verdict verdict(String name) {
        if (extent == Extent.NOT_CHECKED) {
            return Verdict.LIVE;
        }
        Owner owner = owners.get(name);
        if (owner == null) {
            return Verdict.UNKNOWN;
        }
        return switch (owner.status()) {
            case LIVE -> Verdict.LIVE;
            case LEFT -> Verdict.LEFT;
        };
    }

    /// The same for programs; empty where it does: `owner-left`, `owner-unknown`.
    String word(String name) {
        return switch (verdict(name)) {
            case LIVE -> "";
            case LEFT -> "owner-left";
            case UNKNOWN -> "owner-unknown";
        };
    }

    /// Why a named owner answers for nothing; empty where it does.
    String objection(String name) {
        return switch (verdict(name)) {
            case LIVE -> "";
            case LEFT -> "its owner '" + name + "' has left";
            case UNKNOWN -> "its owner '" + name + "' is not in the owners file";
        };
    }
}
