package io.segwright.lab.estate;

/// An end station.
///
/// @param name also the `vm` tag of its allocation
/// @param leafId the device it hangs on
/// @param portName ifName there
/// @param mac `aa:bb:cc:dd:ee:ff`
/// @param ipv4 its address
/// @param ipv6 empty where it has none
/// @param segment that its tags select; empty where it has no allocation
/// @param service empty where it has no allocation
public record Host(
        String name,
        int site,
        String leafId,
        String portName,
        String mac,
        String ipv4,
        String ipv6,
        String segment,
        String service,
        String environment,
        String owner) {
    /// Whether an allocation covers it.
    public boolean isAllocated() {
        return !service.isEmpty();
    }
}
