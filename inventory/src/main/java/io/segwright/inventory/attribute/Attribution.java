package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import java.util.List;

/// The answer to "whose is this address": the deepest allocation, what covers it, and the tags that follow.
///
/// @param address what was asked
/// @param chain the covering allocations, deepest first; empty when nothing covers the address
/// @param tags the chain's tags, the deeper ones winning; [Tags#NONE] when nothing covers the address
public record Attribution(IpAddress address, List<Allocation> chain, Tags tags) {
    public Attribution {
        chain = List.copyOf(chain);
    }

    /// True where somebody answers for the address and says for which service.
    public boolean isAttributed() {
        return !tags.owner().isEmpty() && !tags.service().isEmpty();
    }
}
