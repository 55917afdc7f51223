package io.segwright.inventory.link;

import io.segwright.inventory.net.Vrf;
import java.util.Set;

/// A routing domain that the device has.
///
/// @param routeDistinguisher as the device prints it; empty where it has none
/// @param interfaceIndexes the ifIndexes of its interfaces
public record VrfFact(Vrf vrf, String routeDistinguisher, Set<Integer> interfaceIndexes) {
    public VrfFact {
        interfaceIndexes = Set.copyOf(interfaceIndexes);
    }
}
