package io.segwright.inventory.net;

/// A closed range of TCP or UDP ports.
///
/// @param first lowest port, 0..65535
/// @param last highest port, `first`..65535
public record PortRange(int first, int last) implements Comparable<PortRange> {
    public static final int PORT_MAX = 65_535;
    public static final PortRange ANY = new PortRange(0, PORT_MAX);

    public PortRange {
        if (first < 0 || last > PORT_MAX || first > last) {
            throw new IllegalArgumentException(
                    "port range " + first + "-" + last + ": want 0 <= first <= last <= 65535");
        }
    }

    public static PortRange single(int port) {
        return new PortRange(port, port);
    }

    /// `80` or `8000-8099`.
    public static PortRange parse(String text) throws AddressFormatException {
        int dash = text.indexOf('-');
        int first = port(text, dash < 0 ? text : text.substring(0, dash));
        int last = dash < 0 ? first : port(text, text.substring(dash + 1));
        if (first > last) {
            throw new AddressFormatException(
                    "port range " + text + ": want first <= last; swap the ends");
        }
        return new PortRange(first, last);
    }

    private static int port(String text, String digits) throws AddressFormatException {
        boolean numeric =
                !digits.isEmpty()
                        && digits.length() <= 5
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = numeric ? Integer.parseInt(digits) : -1;
        if (port < 0 || port > PORT_MAX) {
            throw new AddressFormatException(
                    "'" + text + "' is no port or port range: want e.g. 443 or 8000-8099");
        }
        return port;
    }

    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    public boolean isAny() {
        return first == 0 && last == PORT_MAX;
    }

    @Override
    public int compareTo(PortRange other) {
        return first != other.first
                ? Integer.compare(first, other.first)
                : Integer.compare(last, other.last);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
