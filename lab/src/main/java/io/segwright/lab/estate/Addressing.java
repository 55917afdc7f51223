package io.segwright.lab.estate;

/// Which address everything has: one formula each, so that any of them can be read off a number. IPv6 in the text form
/// of RFC 5952.
final class Addressing {
    private static final int PER_OCTET = 250;

    private Addressing() {}

    /// @param slot number of the device in its site, from 0
    static String management(int site, int slot) {
        return loopback4(site, 1 + slot / PER_OCTET, 1 + slot % PER_OCTET);
    }

    static String loopback(int site, int slot) {
        return loopback4(site, 128 + slot / PER_OCTET, 1 + slot % PER_OCTET);
    }

    /// Any address in a site's polled range.
    static String loopback4(int site, int third, int fourth) {
        return "127." + (64 + site) + "." + third + "." + fourth;
    }

    /// How management addresses begin whose allocation names no owner.
    static String ownerless(int site) {
        return "127." + (64 + site) + "." + SiteBuilder.OWNERLESS_THIRD + ".";
    }

    static String loopback6(int site, int slot) {
        return "fd30:0:" + (64 + site) + "::" + hex(slot + 1);
    }

    /// @param end 0 or 1
    static String link4(int site, int link, int end) {
        int offset = 2 * link + end;
        return "100." + (64 + site) + "." + (offset >> 8) + "." + (offset & 0xff);
    }

    static String link6(int site, int link, int end) {
        return "fd20:0:" + (64 + site) + ":" + hex(link + 1) + "::" + (end == 0 ? "" : "1");
    }

    /// @param leaf from 1
    static String subnet4(int site, int leaf) {
        return "10." + (100 + site) + "." + leaf + ".0";
    }

    static String host4(int site, int leaf, int host) {
        return "10." + (100 + site) + "." + leaf + "." + host;
    }

    static String subnet6(int site, int leaf) {
        return "fd10:0:" + (100 + site) + ":" + hex(leaf) + "::";
    }

    static String host6(int site, int leaf, int host) {
        return subnet6(site, leaf) + hex(host);
    }

    /// The modified EUI-64 link-local address of a MAC (RFC 4291 appendix A).
    static String linkLocal(String mac) {
        int[] b = new int[6];
        for (int i = 0; i < 6; i++) {
            b[i] = Integer.parseInt(mac.substring(3 * i, 3 * i + 2), 16);
        }
        return "fe80::"
                + hex(((b[0] ^ 2) << 8) | b[1])
                + ":"
                + hex((b[2] << 8) | 0xff)
                + ":"
                + hex(0xfe00 | b[3])
                + ":"
                + hex((b[4] << 8) | b[5]);
    }

    static String mac(String oui, int number) {
        return "%s:%02x:%02x:%02x"
                .formatted(oui, (number >> 16) & 0xff, (number >> 8) & 0xff, number & 0xff);
    }

    private static String hex(int value) {
        return Integer.toHexString(value);
    }
}
