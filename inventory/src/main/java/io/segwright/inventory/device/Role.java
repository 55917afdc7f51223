package io.segwright.inventory.device;

import java.util.Optional;
import java.util.Set;

/// What a device does for others.
public enum Role {
    /// Forwards at layer 3.
    ROUTER,
    /// Forwards at layer 2 only.
    SWITCH,
    /// Forwards for nobody: an end station.
    HOST;

    private static final int LAYER_2 = 1 << 1; // RFC 3418: layer L contributes 2^(L-1)
    private static final int LAYER_3 = 1 << 2;

    /// By the capabilities that LLDP neighbours were told (IEEE 802.1AB); empty where those do not say.
    public static Optional<Role> ofCapabilities(Set<String> capabilities) {
        if (capabilities.contains("router")) {
            return Optional.of(ROUTER);
        }
        if (isEndStation(capabilities)) {
            return Optional.of(HOST);
        }
        return capabilities.contains("bridge") || capabilities.contains("repeater")
                ? Optional.of(SWITCH)
                : Optional.empty();
    }

    /// True for a host or a telephone, also one that bridges its own second port; a router never is one.
    public static boolean isEndStation(Set<String> capabilities) {
        return !capabilities.contains("router")
                && (capabilities.contains("station") || capabilities.contains("telephone"));
    }

    /// By sysServices; empty for 0, which many agents send. The weakest evidence: agents send what is configured.
    public static Optional<Role> ofServices(int services) {
        if ((services & LAYER_3) != 0) {
            return Optional.of(ROUTER);
        }
        if ((services & LAYER_2) != 0) {
            return Optional.of(SWITCH);
        }
        return services == 0 ? Optional.empty() : Optional.of(HOST);
    }
}
