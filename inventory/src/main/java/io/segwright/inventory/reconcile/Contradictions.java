package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.IdentityKey.BridgeMac;
import io.segwright.inventory.observe.IdentityKey.ChassisMac;
import io.segwright.inventory.reconcile.Claimant.Standing;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// What forbids that two claimants are one device, whatever else they share.
///
/// A configuration is copied whole, with its name, engine id and loopback; hardware is not. So only hardware
/// contradicts: the serial of the chassis, the burnt-in MACs of the interfaces and of the bridge.
final class Contradictions {
    private static final int MACS_MIN = 2; // one network card may be replaced

    /// Of the MACs of the side that shows fewer. Two routers of one model share those of internal interfaces; a
    /// device with a new line card still shares most.
    private static final int SHARED_PARTS = 4;

    private Contradictions() {}

    /// Why the two cannot be one device; empty where nothing forbids it.
    static String between(Claimant left, Claimant right, Constants constants) {
        if (!left.standing().isEmpty() && !right.standing().isEmpty()) {
            boolean wholes =
                    left.standing().equals(Set.of(Standing.WHOLE))
                            && right.standing().equals(Set.of(Standing.WHOLE));
            if (!wholes) {
                return "a stack and a box inside it, or two boxes of stacks";
            }
        }
        if (differ(left.serials(), right.serials())) {
            return "chassis serials "
                    + new TreeSet<>(left.serials())
                    + " and "
                    + new TreeSet<>(right.serials())
                    + " differ";
        }
        String macs = interfaceMacs(left, right, constants);
        return macs.isEmpty() ? chassis(left, right, constants) : macs;
    }

    private static String interfaceMacs(Claimant left, Claimant right, Constants constants) {
        boolean burntIn = left.burntIn().size() >= MACS_MIN && right.burntIn().size() >= MACS_MIN;
        Set<MacAddress> ofLeft = burntIn ? left.burntIn() : left.macs();
        Set<MacAddress> ofRight = burntIn ? right.burntIn() : right.macs();
        int least = Math.min(ofLeft.size(), ofRight.size());
        if (least == 0) {
            return "";
        }
        int shared = shared(ofLeft, ofRight, constants.macs());
        boolean few = burntIn ? shared * SHARED_PARTS < least : shared == 0;
        if (!few || (least < MACS_MIN && sharesHardware(left, right, constants))) {
            return "";
        }
        return (shared == 0 ? "no interface MAC" : "only " + shared + " interface MACs")
                + " in common, of "
                + ofLeft.size()
                + " and "
                + ofRight.size();
    }

    /// The bridge of a stack takes another's MAC when its master changes; then something else of the stack stays.
    private static String chassis(Claimant left, Claimant right, Constants constants) {
        Set<IdentityKey> ofLeft = hardware(left);
        Set<IdentityKey> ofRight = hardware(right);
        boolean differ =
                differ(ofKind(ofLeft, BridgeMac.class), ofKind(ofRight, BridgeMac.class))
                        || differ(
                                ofKind(ofLeft, ChassisMac.class),
                                ofKind(ofRight, ChassisMac.class));
        if (!differ
                || sharesHardware(left, right, constants)
                || shared(left.macs(), right.macs(), constants.macs()) > 0) {
            return "";
        }
        return new TreeSet<>(texts(ofLeft))
                + " and "
                + new TreeSet<>(texts(ofRight))
                + " differ, and no other hardware is in common";
    }

    private static Set<String> texts(Set<IdentityKey> keys) {
        Set<String> texts = new HashSet<>();
        keys.forEach(key -> texts.add(key.toString()));
        return texts;
    }

    private static boolean sharesHardware(Claimant left, Claimant right, Constants constants) {
        if (!Collections.disjoint(left.serials(), right.serials())) {
            return true;
        }
        for (IdentityKey key : hardware(left)) {
            if (right.keys().contains(key) && !constants.keys().contains(key)) {
                return true;
            }
        }
        return false;
    }

    private static Set<IdentityKey> hardware(Claimant claimant) {
        Set<IdentityKey> keys = new HashSet<>();
        for (IdentityKey key : claimant.keys()) {
            if (key instanceof ChassisMac || key instanceof BridgeMac) {
                keys.add(key);
            }
        }
        return keys;
    }

    /// As [#between], and different burnt-in MACs of the chassis: enough to count who shows a value, not to forbid a
    /// merge, since the master of a stack may change.
    static boolean evidentlyDifferent(Claimant left, Claimant right) {
        Set<IdentityKey> ofLeft = hardware(left);
        Set<IdentityKey> ofRight = hardware(right);
        return !between(left, right, Constants.NONE).isEmpty()
                || differ(ofKind(ofLeft, ChassisMac.class), ofKind(ofRight, ChassisMac.class))
                || differ(ofKind(ofLeft, BridgeMac.class), ofKind(ofRight, BridgeMac.class));
    }

    static int shared(Set<MacAddress> left, Set<MacAddress> right, Set<MacAddress> constants) {
        Set<MacAddress> fewer = left.size() <= right.size() ? left : right;
        Set<MacAddress> more = left.size() <= right.size() ? right : left;
        int shared = 0;
        for (MacAddress mac : fewer) {
            shared += more.contains(mac) && !constants.contains(mac) ? 1 : 0;
        }
        return shared;
    }

    private static <T> boolean differ(Set<T> left, Set<T> right) {
        return !left.isEmpty() && !right.isEmpty() && Collections.disjoint(left, right);
    }

    private static Set<IdentityKey> ofKind(
            Set<IdentityKey> keys, Class<? extends IdentityKey> kind) {
        Set<IdentityKey> found = new HashSet<>();
        for (IdentityKey key : keys) {
            if (kind.isInstance(key)) {
                found.add(key);
            }
        }
        return found;
    }
}
