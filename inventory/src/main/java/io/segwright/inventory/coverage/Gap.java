package io.segwright.inventory.coverage;

import java.util.List;

/// One thing not covered, and why.
///
/// @param kind what is missing
/// @param subject the address, name or MAC that it is about
/// @param site the declared site, empty where unknown
/// @param evidence how we know that it exists, one line each
/// @param place the likely place, e.g. `sw-12 port ge-0/0/7`; empty where unknown
/// @param remedy what a person should do
public record Gap(
        GapKind kind,
        String subject,
        String site,
        List<String> evidence,
        String place,
        String remedy) {
    public Gap {
        evidence = List.copyOf(evidence);
    }
}
