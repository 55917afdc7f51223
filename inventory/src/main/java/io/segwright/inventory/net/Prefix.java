package io.segwright.inventory.net;

import java.util.Comparator;

/// A network address with a length, host bits zero.
///
/// @param network the lowest address
/// @param length 0..32 or 0..128
public record Prefix(IpAddress network, int length) implements Comparable<Prefix> {
    private static final Comparator<Prefix> ORDER =
            Comparator.comparing(Prefix::network).thenComparingInt(Prefix::length);

    /// @throws IllegalArgumentException when the length does not fit the family or a host bit is set
    public Prefix {
        if (length < 0 || length > network.family().bits()) {
            throw new IllegalArgumentException(
                    network + "/" + length + ": want a length of 0.." + network.family().bits());
        }
        if (!masked(network, length).equals(network)) {
            throw new IllegalArgumentException(
                    network
                            + "/"
                            + length
                            + " has host bits set: want "
                            + masked(network, length)
                            + "/"
                            + length);
        }
    }

    /// The prefix of `length` that holds `address`; host bits are cleared.
    public static Prefix covering(IpAddress address, int length) {
        if (length < 0 || length > address.family().bits()) {
            throw new IllegalArgumentException(
                    address + "/" + length + ": want a length of 0.." + address.family().bits());
        }
        return new Prefix(masked(address, length), length);
    }

    /// `ADDRESS/LENGTH`, or a bare address, which is a prefix of full length. Host bits must be zero.
    public static Prefix parse(String text) throws AddressFormatException {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IpAddress.parse(text).asPrefix();
        }
        IpAddress address = IpAddress.parse(text.substring(0, slash));
        int length = parseLength(text, text.substring(slash + 1), address.family());
        IpAddress network = masked(address, length);
        if (!network.equals(address)) {
            throw new AddressFormatException(
                    text + " has host bits set: want " + network + "/" + length + " or " + address);
        }
        return new Prefix(network, length);
    }

    private static int parseLength(String text, String digits, IpFamily family)
            throws AddressFormatException {
        boolean numeric =
                !digits.isEmpty()
                        && digits.length() <= 3
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int length = numeric ? Integer.parseInt(digits) : -1;
        if (length < 0 || length > family.bits()) {
            throw new AddressFormatException(
                    "'" + text + "': want a prefix length of 0.." + family.bits());
        }
        return length;
    }

    /// For literals in code and tests.
    ///
    /// @throws IllegalArgumentException where [#parse] would refuse
    public static Prefix of(String text) {
        try {
            return parse(text);
        } catch (AddressFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public IpFamily family() {
        return network.family();
    }

    public boolean contains(IpAddress address) {
        return address.family() == family() && masked(address, length).equals(network);
    }

    public boolean contains(Prefix other) {
        return other.length >= length && contains(other.network);
    }

    /// True where one of the two holds the other.
    public boolean overlaps(Prefix other) {
        return contains(other) || other.contains(this);
    }

    /// The highest address.
    public IpAddress last() {
        IpFamily family = family();
        if (family == IpFamily.V4) {
            return new IpAddress(family, 0, network.low() | ((1L << (32 - length)) - 1));
        }
        long high = length >= 64 ? network.high() : network.high() | (-1L >>> length);
        long low = length <= 64 ? -1L : network.low() | (-1L >>> (length - 64));
        return new IpAddress(family, high, length == 128 ? network.low() : low);
    }

    private static IpAddress masked(IpAddress address, int length) {
        if (address.family() == IpFamily.V4) {
            long mask = length == 0 ? 0 : -1L << (32 - length);
            return new IpAddress(IpFamily.V4, 0, address.low() & mask & 0xffffffffL);
        }
        long high =
                length == 0
                        ? 0
                        : length >= 64 ? address.high() : address.high() & (-1L << (64 - length));
        long low =
                length <= 64
                        ? 0
                        : length == 128 ? address.low() : address.low() & (-1L << (128 - length));
        return new IpAddress(IpFamily.V6, high, low);
    }

    @Override
    public int compareTo(Prefix other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }
}
