package io.segwright.lab.estate;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Prefix arithmetic on the estate's own address texts.
final class Network {
    private Network() {}

    /// The network's address in RFC 5952 text.
    static String of(String address, int prefixLength) {
        byte[] octets = InetAddress.ofLiteral(address).getAddress();
        for (int bit = prefixLength; bit < octets.length * 8; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        try {
            return octets.length == 4
                    ? InetAddress.getByAddress(octets).getHostAddress()
                    : text(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 octets are an address", e);
        }
    }

    private static String text(byte[] octets) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((octets[2 * i] & 0xff) << 8) | (octets[2 * i + 1] & 0xff);
        }
        int start = -1;
        int longest = 1; // one zero group alone is written out (RFC 5952 sec. 4.2.2)
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                start = i;
                longest = run;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                out.append("::");
                i += longest - 1;
                continue;
            }
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
                out.append(':');
            }
            out.append(Integer.toHexString(groups[i]));
        }
        return out.toString();
    }
}
