package io.segwright.inventory.observe;

/// The SNMP system group (RFC 3418), text already trimmed and cleaned of control characters; empty where absent.
///
/// @param name sysName: never an identity
/// @param description sysDescr
/// @param objectId sysObjectID in dotted form
/// @param location sysLocation
/// @param contact sysContact
/// @param services sysServices: bit 1 = layer 2, bit 2 = layer 3, bit 6 = applications; 0 where absent
public record SystemFacts(
        String name,
        String description,
        String objectId,
        String location,
        String contact,
        int services) {}
