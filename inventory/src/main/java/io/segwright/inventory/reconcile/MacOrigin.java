package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.MacAddress;
import java.util.Set;

/// How far a MAC address tells one device from another.
enum MacOrigin {
    /// From the factory: one device has it.
    BURNT_IN,
    /// Locally administered, or given by a hypervisor: copied together with a machine.
    ASSIGNED,
    /// What a vendor or a programmer typed in: says nothing.
    CONSTANT;

    private static final long LOCALLY_ADMINISTERED = 1L << 41; // IEEE 802 sec. 8.2.2, the U/L bit
    private static final int OUI_SHIFT = 24;

    /// VMware (4), Hyper-V, Xen, VirtualBox, Parallels.
    private static final Set<Long> HYPERVISORS =
            Set.of(
                    0x000569L, 0x000c29L, 0x001c14L, 0x005056L, 0x00155dL, 0x00163eL, 0x080027L,
                    0x001c42L);

    /// First four octets of what people type.
    private static final Set<Long> TYPED =
            Set.of(0x00112233L, 0x123456abL, 0x12345678L, 0xaabbccddL, 0xdeadbeefL);

    static MacOrigin of(MacAddress mac) {
        long bits = mac.bits();
        boolean unnumbered = (bits & 0xffffff) == 0 || bits >>> OUI_SHIFT == 0;
        if (mac.isShared() || unnumbered || TYPED.contains(bits >>> 16) || isSequence(bits)) {
            return CONSTANT;
        }
        boolean assigned =
                (bits & LOCALLY_ADMINISTERED) != 0 || HYPERVISORS.contains(bits >>> OUI_SHIFT);
        return assigned ? ASSIGNED : BURNT_IN;
    }

    /// 00:02:03:04:05:06 and its like: the last five octets count up by one, or are all the same.
    private static boolean isSequence(long bits) {
        long step = octet(bits, 3) - octet(bits, 4);
        if (step != -1 && step != 0) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (octet(bits, i + 1) - octet(bits, i) != step) {
                return false;
            }
        }
        return true;
    }

    /// @param index 0 is the last
    private static long octet(long bits, int index) {
        return (bits >>> (8 * index)) & 0xff;
    }
}
