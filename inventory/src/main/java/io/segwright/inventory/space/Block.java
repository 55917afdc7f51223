package io.segwright.inventory.space;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A run of addresses: one address, a prefix, or a range that is no prefix.
///
/// @param first the lowest, of the same family as `last`
/// @param last the highest, inclusive
public record Block(IpAddress first, IpAddress last) implements Comparable<Block> {
    private static final Comparator<Block> ORDER =
            Comparator.comparing(Block::first)
                    .thenComparing(Comparator.comparing(Block::last).reversed());

    public Block {
        if (first.family() != last.family()) {
            throw new IllegalArgumentException(
                    first + "-" + last + ": want two addresses of one family");
        }
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException(
                    first + "-" + last + ": want first <= last; swap the ends");
        }
    }

    public static Block of(Prefix prefix) {
        return new Block(prefix.network(), prefix.last());
    }

    public static Block of(IpAddress address) {
        return new Block(address, address);
    }

    /// The first `addresses` of `prefix`.
    ///
    /// @throws IllegalArgumentException where the prefix has fewer
    public static Block firstOf(Prefix prefix, long addresses) {
        IpAddress last = plus(prefix.network(), addresses - 1);
        if (addresses < 1 || !prefix.contains(last)) {
            throw new IllegalArgumentException(
                    prefix + " has no " + addresses + " addresses: want 1 or more that fit");
        }
        return new Block(prefix.network(), last);
    }

    /// `ADDRESS`, `ADDRESS/LENGTH` without host bits, or `FIRST-LAST`.
    public static Block parse(String text) throws AddressFormatException {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return of(Prefix.parse(text));
        }
        try {
            return new Block(
                    IpAddress.parse(text.substring(0, dash)),
                    IpAddress.parse(text.substring(dash + 1)));
        } catch (IllegalArgumentException e) {
            throw new AddressFormatException(String.valueOf(e.getMessage()));
        }
    }

    public IpFamily family() {
        return first.family();
    }

    public boolean isAddress() {
        return first.equals(last);
    }

    public boolean contains(Block other) {
        return family() == other.family()
                && first.compareTo(other.first) <= 0
                && last.compareTo(other.last) >= 0;
    }

    public boolean overlaps(Block other) {
        return family() == other.family()
                && first.compareTo(other.last) <= 0
                && last.compareTo(other.first) >= 0;
    }

    /// How many addresses; exact up to 2^53.
    public double size() {
        long low = last.low() - first.low();
        boolean borrowed = Long.compareUnsigned(last.low(), first.low()) < 0;
        long high = last.high() - first.high() - (borrowed ? 1 : 0);
        return unsigned(high) * 0x1p64 + unsigned(low) + 1;
    }

    private static double unsigned(long value) {
        return (value >>> 1) * 2.0 + (value & 1);
    }

    /// The prefix that is just this; empty for a range that is none.
    public Optional<Prefix> asPrefix() {
        Prefix candidate = largestAt(first, last);
        return candidate.last().equals(last) ? Optional.of(candidate) : Optional.empty();
    }

    /// The fewest prefixes that make it up, lowest first; at most twice as many as an address has bits.
    public List<Prefix> prefixes() {
        List<Prefix> prefixes = new ArrayList<>(1);
        IpAddress next = first;
        while (true) {
            Prefix prefix = largestAt(next, last);
            prefixes.add(prefix);
            if (prefix.last().equals(last)) {
                return List.copyOf(prefixes);
            }
            next = plus(prefix.last(), 1);
        }
    }

    /// The largest prefix that begins at `first` and does not pass `last`.
    private static Prefix largestAt(IpAddress first, IpAddress last) {
        int bits = first.family().bits();
        int zeros =
                first.low() != 0
                        ? Long.numberOfTrailingZeros(first.low())
                        : first.family() == IpFamily.V4
                                ? bits
                                : 64 + Long.numberOfTrailingZeros(first.high());
        Prefix prefix = new Prefix(first, bits - Math.min(bits, zeros));
        while (prefix.last().compareTo(last) > 0) {
            prefix = new Prefix(first, prefix.length() + 1);
        }
        return prefix;
    }

    /// @throws IllegalArgumentException past the last address of the family
    static IpAddress plus(IpAddress address, long distance) {
        if (address.family() == IpFamily.V4) {
            return new IpAddress(IpFamily.V4, 0, address.low() + distance);
        }
        long low = address.low() + distance;
        boolean carried = Long.compareUnsigned(low, address.low()) < 0;
        return IpAddress.v6(carried ? address.high() + 1 : address.high(), low);
    }

    /// By first address; of two that begin together the larger before what it holds.
    @Override
    public int compareTo(Block other) {
        return ORDER.compare(this, other);
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        if (isAddress()) {
            return first.toString();
        }
        return asPrefix().map(Prefix::toString).orElseGet(() -> first + "-" + last);
    }
}
