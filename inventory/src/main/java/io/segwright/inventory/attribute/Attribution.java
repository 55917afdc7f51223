package io.segwright.inventory.attribute;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The answer to "whose is this address": the deepest allocation, what covers it, and the tags that follow.
///
/// @param vrf the routing domain that was asked
/// @param address what was asked
/// @param at for when
/// @param status whether it is attributed, and why not
/// @param chain the covering allocations, deepest first, the believed one of each prefix; empty when nothing covers the
///     address
/// @param others what else holds for those prefixes at the same time, in the same order
/// @param tags the chain's tags, the deeper ones winning; [Tags#NONE] when nothing covers the address
public record Attribution(
        Vrf vrf,
        IpAddress address,
        Instant at,
        AttributionStatus status,
        List<Allocation> chain,
        List<Allocation> others,
        Tags tags) {
    public Attribution {
        chain = List.copyOf(chain);
        others = List.copyOf(others);
    }

    /// True where somebody answers for the address and says for which service, and nobody as sure says otherwise.
    public boolean isAttributed() {
        return status.isAttributed();
    }

    public Optional<Allocation> deepest() {
        return chain.stream().findFirst();
    }

    /// How much its service and owner can be believed: as much as the less sure of the allocations that name them; 0
    /// where neither is named.
    public int confidencePercent() {
        return Stream.of(
                        chain.stream().filter(a -> !a.tags().service().isEmpty()).findFirst(),
                        chain.stream().filter(a -> !a.tags().owner().isEmpty()).findFirst())
                .flatMap(Optional::stream)
                .mapToInt(Allocation::confidencePercent)
                .min()
                .orElse(0);
    }
}
