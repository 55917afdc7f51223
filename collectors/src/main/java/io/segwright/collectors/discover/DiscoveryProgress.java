package io.segwright.collectors.discover;

/// Told after every poll, on the discovery's own thread: be quick.
@FunctionalInterface
public interface DiscoveryProgress {
    /// Tells nobody.
    DiscoveryProgress NONE = (_, _, _) -> {};

    /// @param polled devices that answered
    /// @param queued addresses still to ask, those in flight included
    /// @param silent addresses that gave no usable answer
    void advanced(int polled, int queued, int silent);
}
