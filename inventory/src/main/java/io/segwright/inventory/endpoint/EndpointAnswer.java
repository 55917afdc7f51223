package io.segwright.inventory.endpoint;

import io.segwright.inventory.attribute.Attribution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whose an end was, in one of the routing domains that it may have been in.
///
/// @param vrf the domain, how sure it is, and why
/// @param bindingOrNull the translation that was looked through; read it by [#binding]
/// @param attribution of the inside address where there is a translation, else of the address itself
public record EndpointAnswer(
        VrfCandidate vrf, @Nullable NatBinding bindingOrNull, Attribution attribution) {
    public Optional<NatBinding> binding() {
        return Optional.ofNullable(bindingOrNull);
    }

    /// How sure the whole is: of the domain and of the allocations, in percent; 0 where it is not attributed.
    public int confidencePercent() {
        return attribution.isAttributed()
                ? Math.max(1, vrf.confidencePercent() * attribution.confidencePercent() / 100)
                : 0;
    }
}
