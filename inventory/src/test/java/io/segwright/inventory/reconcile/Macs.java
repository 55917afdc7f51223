package io.segwright.inventory.reconcile;

/// Numbers that no two boxes of an estate share, as MAC addresses, engine ids and units.
final class Macs {
    private int next = 1;
    private int nextUnit = 1;

    int next() {
        return next++;
    }

    EstateBox.Unit unit() {
        int number = nextUnit++;
        return new EstateBox.Unit(number, "FCW%07d".formatted(number), next());
    }

    /// RFC 3411 sec. 5, format 3: made of a MAC.
    String engine(int number) {
        return "8000000903" + text(number).replace(":", "");
    }

    static String text(int number) {
        return "00:1b:%02x:%02x:%02x:%02x"
                .formatted(
                        0x30 + (number >>> 23 & 0xf),
                        number >>> 15 & 0xff,
                        number >>> 7 & 0xff,
                        (number << 1 & 0xff) | 1);
    }
}
