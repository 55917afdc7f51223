package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Witness;
import java.util.List;
import java.util.Set;

/// Evidence of a device that never answered: LLDP, ARP inside a declared range, a next hop, a flow exporter.
///
/// @param subject what it is known by: an address where there is one, else a MAC or LLDP chassis id
/// @param name what a neighbour calls it; empty where unknown
/// @param site the declared site, empty where unknown
/// @param addresses every address that the evidence names
/// @param evidence one line each: who saw it, how
/// @param place the likely place: device and port that saw it
/// @param silence what happened when it was polled; empty when it was never polled
/// @param witnesses the lists that show it
public record Trace(
        String subject,
        String name,
        String site,
        List<IpAddress> addresses,
        List<String> evidence,
        String place,
        String silence,
        Set<Witness> witnesses) {
    public Trace {
        addresses = List.copyOf(addresses);
        evidence = List.copyOf(evidence);
        witnesses = Set.copyOf(witnesses);
    }
}
