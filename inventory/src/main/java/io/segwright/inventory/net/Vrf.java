package io.segwright.inventory.net;

/// A routing domain. The default one has a name too.
///
/// @param name 1..64 printable characters without blanks
public record Vrf(String name) implements Comparable<Vrf> {
    public static final Vrf DEFAULT = new Vrf("default");
    private static final int NAME_CHARS_MAX =
            64; // the longest that a vendor allows is 32; imports add prefixes

    public Vrf {
        if (name.isEmpty()
                || name.length() > NAME_CHARS_MAX
                || !name.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
            throw new IllegalArgumentException(
                    "VRF name '"
                            + name
                            + "': want 1.."
                            + NAME_CHARS_MAX
                            + " characters without blanks");
        }
    }

    @Override
    public int compareTo(Vrf other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
