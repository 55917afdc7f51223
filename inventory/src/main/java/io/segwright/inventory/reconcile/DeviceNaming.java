package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Ids for new devices: a hash of the strongest key, so that two collectors that see a device for the first time
/// agree; never of a name. An id that is taken is not given again. Hardware goes before configuration, since the spare
/// that takes over a configuration is another device, and must not get the id of the one whose place it took.
final class DeviceNaming {
    private final Set<DeviceId> taken;

    /// @param taken ids in use; those given are added to it
    DeviceNaming(Set<DeviceId> taken) {
        this.taken = taken;
    }

    /// @param shown what the device shows
    /// @param constants left out
    DeviceId name(Claimant shown, Constants constants) {
        Set<IdentityKey> keys = new HashSet<>(shown.keys());
        keys.removeAll(constants.keys());
        Optional<IdentityKey> best =
                keys.stream()
                        .min(
                                Comparator.comparing(IdentityRules.Kind::of)
                                        .thenComparing(IdentityKey::toString));
        Optional<MacAddress> mac =
                shown.macs().stream()
                        .filter(m -> !constants.macs().contains(m))
                        .sorted()
                        .findFirst();
        if (best.isPresent() && (mac.isEmpty() || IdentityRules.Kind.of(best.get()).isHardware())) {
            return name(best.get().toString());
        }
        return name(
                mac.map(m -> "interface-mac:" + m)
                        .orElseGet(() -> "address:" + shown.polledAt().stream().sorted().toList()));
    }

    /// @param seed what only this device has
    DeviceId name(String seed) {
        DeviceId id = hash(seed);
        for (int clone = 1; !taken.add(id); clone++) {
            id = hash(seed + "#" + clone);
        }
        return id;
    }

    private static DeviceId hash(String seed) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(seed.getBytes(StandardCharsets.UTF_8));
            return DeviceId.of(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
