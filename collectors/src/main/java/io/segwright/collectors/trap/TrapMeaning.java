package io.segwright.collectors.trap;

import java.util.Map;

/// What a notification is called, and whether it says that what we know of its sender may be out of date.
///
/// @param name as its MIB calls it; the object id itself where we do not know it
public record TrapMeaning(String name, Change change) {
    /// Whether the inventory may have changed.
    public enum Change {
        /// Ask again: also for what we do not know, since a vendor's own traps are mostly about its state.
        POSSIBLE,
        /// About something else.
        NONE
    }

    private static final Map<String, TrapMeaning> KNOWN =
            Map.ofEntries(
                    change("1.3.6.1.6.3.1.1.5.1", "coldStart"),
                    change("1.3.6.1.6.3.1.1.5.2", "warmStart"),
                    change("1.3.6.1.6.3.1.1.5.3", "linkDown"),
                    change("1.3.6.1.6.3.1.1.5.4", "linkUp"),
                    other("1.3.6.1.6.3.1.1.5.5", "authenticationFailure"),
                    change("1.3.6.1.6.3.1.1.5.6", "egpNeighborLoss"),
                    change("1.3.6.1.2.1.47.2.0.1", "entConfigChange"),
                    change("1.0.8802.1.1.2.0.0.1", "lldpRemTablesChange"),
                    change("1.3.6.1.2.1.15.0.1", "bgpEstablishedNotification"),
                    change("1.3.6.1.2.1.15.0.2", "bgpBackwardTransNotification"),
                    change("1.3.6.1.2.1.14.16.2.2", "ospfNbrStateChange"),
                    change("1.3.6.1.2.1.14.16.2.16", "ospfIfStateChange"),
                    change("1.3.6.1.2.1.191.0.2", "ospfv3NbrStateChange"),
                    change("1.3.6.1.2.1.191.0.10", "ospfv3IfStateChange"),
                    change("1.3.6.1.2.1.68.0.1", "vrrpTrapNewMaster"),
                    other("1.3.6.1.2.1.68.0.2", "vrrpTrapAuthFailure"),
                    change("1.3.6.1.2.1.17.0.1", "newRoot"),
                    change("1.3.6.1.2.1.17.0.2", "topologyChange"),
                    change("1.3.6.1.4.1.9.9.43.2.0.1", "ciscoConfigManEvent"),
                    change("1.3.6.1.4.1.9.9.106.2.0.1", "cHsrpStateChange"),
                    change("1.3.6.1.4.1.9.9.500.0.0.1", "cswStackPortChange"),
                    change("1.3.6.1.4.1.9.9.500.0.0.4", "cswStackNewMember"),
                    change("1.3.6.1.4.1.9.9.500.0.0.5", "cswStackMemberRemoved"),
                    other("1.3.6.1.4.1.9.9.215.2.0.1", "cmnMacChangedNotification"),
                    other("1.3.6.1.4.1.8072.4.0.2", "nsNotifyShutdown"));

    private static Map.Entry<String, TrapMeaning> change(String objectId, String name) {
        return Map.entry(objectId, new TrapMeaning(name, Change.POSSIBLE));
    }

    private static Map.Entry<String, TrapMeaning> other(String objectId, String name) {
        return Map.entry(objectId, new TrapMeaning(name, Change.NONE));
    }

    /// @param objectId snmpTrapOID in dotted form
    public static TrapMeaning of(String objectId) {
        TrapMeaning known = KNOWN.get(objectId);
        return known != null ? known : new TrapMeaning(objectId, Change.POSSIBLE);
    }
}
