package io.segwright.inventory.attribute;

import io.segwright.inventory.net.Prefix;
import java.time.Instant;

/// A prefix that a provider publishes as its own: it names the far end of a flow and attributes nothing.
///
/// @param provider e.g. `AWS`
/// @param service the provider's name for what is there, e.g. `EC2`; empty where it says none
/// @param region e.g. `eu-west-1`; empty where it says none
/// @param from when it was imported first
/// @param to when an import no longer had it; [Instant#MAX] for "still"
public record PublishedRange(
        Prefix prefix, String provider, String service, String region, Instant from, Instant to) {
    /// The same for another time.
    public PublishedRange lasting(Instant begin, Instant end) {
        return new PublishedRange(prefix, provider, service, region, begin, end);
    }

    /// `AWS EC2 eu-west-1`; a service that begins with its provider's name says it once.
    public String label() {
        String who = service.startsWith(provider) ? service : provider + " " + service;
        return (who.strip() + " " + region).strip();
    }
}
