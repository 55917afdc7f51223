package io.segwright.inventory.attribute;

import java.util.Locale;

/// Whether an address is attributed, and if not, why not. Closed, so that it can be counted by.
public enum AttributionStatus {
    /// Somebody answers for it and says for which service.
    ATTRIBUTED,
    /// No allocation covered it then, nor did one before.
    NO_PREFIX,
    /// Allocations covered it, and all had ended by then.
    STALE,
    /// An allocation covers it, and none of those that do names a service, or none an owner.
    UNTAGGED,
    /// Two allocations of one prefix, equally believed and in force at the same time, disagree on its service or owner.
    CONFLICTING,
    /// The routing domain is not known: nothing is allocated in one of that name, or nothing tells which one it was.
    UNKNOWN_VRF,
    /// A public address of a translator, and nothing tells who had the port then.
    NO_BINDING;

    /// @param covered whether anything covers the address at the moment
    /// @param begun whether anything that covers it had begun by then
    /// @param contested whether its service or its owner is
    static AttributionStatus of(boolean covered, boolean begun, Tags tags, boolean contested) {
        if (!covered) {
            return begun ? STALE : NO_PREFIX;
        }
        if (!tags.nameServiceAndOwner()) {
            return UNTAGGED;
        }
        return contested ? CONFLICTING : ATTRIBUTED;
    }

    public boolean isAttributed() {
        return this == ATTRIBUTED;
    }

    /// As in files and on the screen: `no-prefix`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The same for a person, with what to do about it.
    public String explanation() {
        return switch (this) {
            case ATTRIBUTED -> "somebody answers for it";
            case NO_PREFIX -> "no allocation covers it; allocate its prefix";
            case STALE ->
                    "every allocation that covered it had ended; allocate it anew, or find out who uses it";
            case UNTAGGED ->
                    "the allocations that cover it name no service or no owner; complete their tags";
            case CONFLICTING ->
                    "allocations of one prefix disagree on its service or owner; end one of them";
            case UNKNOWN_VRF -> "its routing domain is not known; name it with --vrf";
            case NO_BINDING -> "no translation of that port was recorded for that time";
        };
    }
}
