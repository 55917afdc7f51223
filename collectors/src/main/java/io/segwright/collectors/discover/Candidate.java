package io.segwright.collectors.discover;

import io.segwright.inventory.net.IpAddress;
import java.util.List;

/// An address to ask, and why.
///
/// @param teller the address whose device told of it; the address itself where nobody did
/// @param alternates other addresses of presumably the same device, asked only where this one is silent
record Candidate(
        IpAddress address, Evidence evidence, IpAddress teller, List<IpAddress> alternates) {
    Candidate {
        alternates = List.copyOf(alternates);
    }

    String origin() {
        return switch (evidence) {
            case SEED, HINT, SWEEP -> evidence.text();
            case LLDP, CDP, ROUTE, PEER, NEIGHBOUR -> evidence.text() + teller;
        };
    }
}
