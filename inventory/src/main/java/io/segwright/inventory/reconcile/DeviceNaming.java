package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.IdentityKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;

/// Ids for new devices: a hash of the strongest key, so that two collectors that see a device for the first time
/// agree; never of a name. An id that is taken is not given again.
final class DeviceNaming {
    private final Set<DeviceId> taken;

    /// @param taken ids in use; those given are added to it
    DeviceNaming(Set<DeviceId> taken) {
        this.taken = taken;
    }

    /// @param keys of the device, constants left out
    /// @param addresses where it answered: its name where it shows no key
    DeviceId name(Collection<IdentityKey> keys, Collection<IpAddress> addresses) {
        String seed =
                keys.stream()
                        .min(
                                Comparator.comparing(IdentityRules.Kind::of)
                                        .thenComparing(IdentityKey::toString))
                        .map(IdentityKey::toString)
                        .orElseGet(() -> "address:" + addresses.stream().sorted().toList());
        return name(seed);
    }

    /// @param seed what a device without any key is known by
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
