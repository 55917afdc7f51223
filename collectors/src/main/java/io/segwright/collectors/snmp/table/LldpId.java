package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import java.util.HexFormat;
import java.util.Optional;

/// A chassis or port id: octets that a subtype explains (IEEE 802.1AB-2009 sec. 8.5.2 and 8.5.3).
///
/// @param text printable form
/// @param mac where the subtype says MAC and there are six octets
record LldpId(String text, Optional<MacAddress> mac) {
    private static final int CHASSIS_MAC = 4;
    private static final int CHASSIS_ADDRESS = 5;
    private static final int PORT_MAC = 3;
    private static final int PORT_ADDRESS = 4;

    static LldpId chassis(int subtype, byte[] octets) {
        return read(octets, subtype == CHASSIS_MAC, subtype == CHASSIS_ADDRESS);
    }

    static LldpId port(int subtype, byte[] octets) {
        return read(octets, subtype == PORT_MAC, subtype == PORT_ADDRESS);
    }

    private static LldpId read(byte[] octets, boolean isMac, boolean isAddress) {
        if (isMac) {
            Optional<MacAddress> mac = Cell.macOf(octets);
            if (mac.isPresent()) {
                return new LldpId(mac.get().toString(), mac);
            }
        }
        // IANA address family number (1 IPv4, 2 IPv6), then the address
        boolean address =
                (octets.length == 5 && octets[0] == 1) || (octets.length == 17 && octets[0] == 2);
        if (isAddress && address) {
            byte[] plain = java.util.Arrays.copyOfRange(octets, 1, octets.length);
            return new LldpId(IpAddress.ofBytes(plain).toString(), Optional.empty());
        }
        return new LldpId(printable(octets), Optional.empty());
    }

    private static String printable(byte[] octets) {
        int end = octets.length;
        while (end > 0 && octets[end - 1] == 0) {
            end--; // trailing NULs of agents written in C
        }
        for (int i = 0; i < end; i++) {
            if (octets[i] >= 0 && octets[i] < ' ') {
                return HexFormat.of().formatHex(octets);
            }
        }
        return Cell.clean(octets);
    }
}
