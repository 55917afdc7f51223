package io.segwright.lab.device;

/// What a device does in its site.
public enum DeviceRole {
    CORE(0x08),
    DISTRIBUTION(0x08),
    /// Access: hosts hang here.
    LEAF(0x28),
    FIREWALL(0x08),
    /// A Linux machine that forwards for nobody.
    SERVER(0x01);

    private final int lldpCapabilities;

    DeviceRole(int lldpCapabilities) {
        this.lldpCapabilities = lldpCapabilities;
    }

    /// The octet of IEEE 802.1AB system capabilities: bridge 0x20, router 0x08, station 0x01.
    public int lldpCapabilities() {
        return lldpCapabilities;
    }
}
