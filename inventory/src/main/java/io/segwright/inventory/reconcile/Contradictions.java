package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.IpAddress;
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

    /// Quarters of the MACs of the side that shows fewer. Two routers of one model share those of internal
    /// interfaces; a device with new line cards still shares more.
    private static final int FEW = 1;

    /// The units of a pair share the virtual MACs of their data ports, and each has some of its own. A device with
    /// new line cards looks like that too, but shares its serial or its bridge.
    private static final int MOST = 3;

    private Contradictions() {}

    /// Why the two cannot be one device; empty where nothing forbids it.
    static String between(Claimant left, Claimant right, Commonness common) {
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
        String macs = interfaceMacs(left, right, common);
        return macs.isEmpty() ? chassis(left, right, common) : macs;
    }

    /// As [#between], for what was seen in one run: two polls, each at an address that it has itself and the other has
    /// not. The two units of a firewall pair share configuration and virtual MACs, but not that.
    static String atOnce(Claimant left, Claimant right, Commonness common) {
        String always = between(left, right, common);
        if (!always.isEmpty()) {
            return always;
        }
        Set<IpAddress> ofLeft = ownAnswering(left, common);
        Set<IpAddress> ofRight = ownAnswering(right, common);
        boolean apart =
                !ofLeft.isEmpty()
                        && !ofRight.isEmpty()
                        && Collections.disjoint(left.polledAt(), right.addresses())
                        && Collections.disjoint(right.polledAt(), left.addresses())
                        && Collections.disjoint(left.polledAt(), right.polledAt());
        return apart
                ? "each has an address at which it answered and the other has it not: "
                        + Collections.min(ofLeft)
                        + " and "
                        + Collections.min(ofRight)
                : "";
    }

    private static Set<IpAddress> ownAnswering(Claimant claimant, Commonness common) {
        Set<IpAddress> own = new HashSet<>(claimant.polledAt());
        own.retainAll(claimant.addresses());
        own.removeAll(common.many().addresses());
        return own;
    }

    private static String interfaceMacs(Claimant left, Claimant right, Commonness common) {
        boolean burntIn = left.burntIn().size() >= MACS_MIN && right.burntIn().size() >= MACS_MIN;
        Set<MacAddress> ofLeft = without(burntIn ? left.burntIn() : left.macs(), common);
        Set<MacAddress> ofRight = without(burntIn ? right.burntIn() : right.macs(), common);
        int least = Math.min(ofLeft.size(), ofRight.size());
        if (least == 0) {
            return "";
        }
        int shared = shared(ofLeft, ofRight);
        boolean few = burntIn ? 4 * shared < FEW * least : shared == 0;
        boolean pair = burntIn && least - shared >= MACS_MIN && 4 * shared < MOST * least;
        if (!few && !pair) {
            return "";
        }
        boolean open = (pair && !few) || least < MACS_MIN; // another key may explain it
        if (open && sharesHardware(left, right, common)) {
            return "";
        }
        return (shared == 0 ? "no interface MAC" : "only " + shared + " interface MACs")
                + " in common, of "
                + ofLeft.size()
                + " and "
                + ofRight.size();
    }

    /// The bridge of a stack takes another's MAC when its master changes; then something else of the stack stays.
    private static String chassis(Claimant left, Claimant right, Commonness common) {
        Set<IdentityKey> ofLeft = hardware(left);
        Set<IdentityKey> ofRight = hardware(right);
        boolean differ =
                differ(ofKind(ofLeft, BridgeMac.class), ofKind(ofRight, BridgeMac.class))
                        || differ(
                                ofKind(ofLeft, ChassisMac.class),
                                ofKind(ofRight, ChassisMac.class));
        if (!differ
                || sharesHardware(left, right, common)
                || shared(left.macs(), right.macs()) > 0) {
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

    private static boolean sharesHardware(Claimant left, Claimant right, Commonness common) {
        if (!Collections.disjoint(left.serials(), right.serials())
                || !Collections.disjoint(left.units(), right.units())) {
            return true;
        }
        for (IdentityKey key : hardware(left)) {
            if (right.keys().contains(key) && !common.two().keys().contains(key)) {
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

    private static Set<MacAddress> without(Set<MacAddress> macs, Commonness common) {
        if (Collections.disjoint(macs, common.many().macs())) {
            return macs;
        }
        Set<MacAddress> own = new HashSet<>(macs);
        own.removeAll(common.many().macs());
        return own;
    }

    private static int shared(Set<MacAddress> left, Set<MacAddress> right) {
        Set<MacAddress> fewer = left.size() <= right.size() ? left : right;
        Set<MacAddress> more = left.size() <= right.size() ? right : left;
        int shared = 0;
        for (MacAddress mac : fewer) {
            shared += more.contains(mac) ? 1 : 0;
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
