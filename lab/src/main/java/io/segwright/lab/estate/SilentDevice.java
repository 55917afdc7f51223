package io.segwright.lab.estate;

/// A device that never answers a poll with the estate's credentials: only traces tell of it.
///
/// @param name what its LLDP neighbour calls it; empty where nobody names it
/// @param address where it should answer
/// @param mac empty where nobody sees it
/// @param witnessId the device that shows the trace; empty for an exporter, which shows itself
public record SilentDevice(
        String id, int site, Kind kind, String name, String address, String mac, String witnessId) {
    /// Which trace there is, and what polling meets.
    public enum Kind {
        /// LLDP neighbour with a management address; nothing listens there.
        LLDP_CLOSED,
        /// ARP entry in the management range; nothing listens there.
        ARP_CLOSED,
        /// Next hop of a route; nothing listens there.
        NEXT_HOP_CLOSED,
        /// Sends flows; nothing listens there.
        FLOW_EXPORTER,
        /// LLDP neighbour; an agent listens that knows none of the estate's credentials and says nothing.
        LLDP_DEAF,
        /// ARP entry in the management range; an agent listens that says nothing.
        ARP_DEAF
    }
}
