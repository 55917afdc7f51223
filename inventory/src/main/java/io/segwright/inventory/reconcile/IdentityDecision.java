package io.segwright.inventory.reconcile;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person decided of two devices. It outweighs all evidence, until the person decides otherwise.
///
/// The sides keep what the devices were known by, since a device that was merged into another is in no inventory any
/// more, and yet what answers for it must be told.
///
/// @param verdict one device, or two
/// @param first the one with the lower id
/// @param second the other
/// @param by who decided, e.g. `user:anna`
/// @param reason why
/// @param at when
public record IdentityDecision(
        Verdict verdict, Side first, Side second, String by, String reason, Instant at) {
    /// What was decided.
    public enum Verdict {
        /// They are one device, whatever contradicts it.
        SAME,
        /// They are two devices, whatever they share.
        DIFFERENT
    }

    /// A device as it was known when it was decided on.
    ///
    /// @param keys that it was known by
    /// @param macs of its interfaces, the first few
    /// @param addresses at which it answered
    public record Side(
            DeviceId device,
            String name,
            Set<IdentityKey> keys,
            Set<MacAddress> macs,
            List<IpAddress> addresses) {
        private static final int MACS_MAX = 64; // more do not tell it better

        public Side {
            keys = Set.copyOf(keys);
            macs = Set.copyOf(macs);
            addresses = List.copyOf(addresses);
        }

        static Side of(Device device) {
            return new Side(
                    device.id(),
                    device.name(),
                    device.keys(),
                    device.interfaces().stream()
                            .map(DeviceInterface::mac)
                            .flatMap(mac -> mac.stream())
                            .sorted()
                            .limit(MACS_MAX)
                            .collect(Collectors.toSet()),
                    device.managementAddresses());
        }
    }

    public IdentityDecision {
        if (first.device().compareTo(second.device()) >= 0) {
            throw new IllegalArgumentException(
                    "decision on "
                            + first.device()
                            + " and "
                            + second.device()
                            + ": want two devices, the lower id first");
        }
    }

    /// @param one any of the two
    static IdentityDecision of(
            Verdict verdict, Device one, Device other, String by, String reason, Instant at) {
        boolean inOrder = one.id().compareTo(other.id()) < 0;
        return new IdentityDecision(
                verdict,
                Side.of(inOrder ? one : other),
                Side.of(inOrder ? other : one),
                by,
                reason,
                at);
    }

    /// What it is about: a later decision on the same two devices takes its place.
    public String subject() {
        return first.device() + "/" + second.device();
    }

    /// True where it is about these two, in any order.
    boolean isOn(DeviceId one, DeviceId other) {
        return (first.device().equals(one) && second.device().equals(other))
                || (first.device().equals(other) && second.device().equals(one));
    }

    /// One line for a person.
    String text() {
        return "decided by " + by + ": " + reason;
    }
}
