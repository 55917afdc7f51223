package io.segwright.collectors.understand;

import io.segwright.inventory.observe.SystemFacts;
import org.snmp4j.smi.OID;

/// The device in question, as far as its system group tells.
///
/// @param objectId sysObjectID; empty where it gave none that is one
/// @param enterprise the private enterprise number in it, 0 where it has none
/// @param isGeneric sysObjectID does not say who made the device
record Subject(SystemFacts system, OID objectId, int enterprise, boolean isGeneric) {
    static Subject of(SystemFacts system, Vendors vendors) {
        OID objectId = parse(system.objectId());
        int enterprise = enterprise(objectId);
        return new Subject(system, objectId, enterprise, !vendors.namesVendor(enterprise));
    }

    private static OID parse(String dotted) {
        return dotted.matches("\\.?\\d{1,10}(\\.\\d{1,10}){1,127}")
                ? new OID(dotted.startsWith(".") ? dotted.substring(1) : dotted)
                : new OID();
    }

    static int enterprise(OID objectId) {
        return objectId.size() > Scope.ENTERPRISES.size() && objectId.startsWith(Scope.ENTERPRISES)
                ? Math.max(0, objectId.get(Scope.ENTERPRISES.size()))
                : 0;
    }
}
