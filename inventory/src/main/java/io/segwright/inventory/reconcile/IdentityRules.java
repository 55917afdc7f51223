package io.segwright.inventory.reconcile;

import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.IdentityKey.BridgeMac;
import io.segwright.inventory.observe.IdentityKey.ChassisMac;
import io.segwright.inventory.observe.IdentityKey.EngineId;
import io.segwright.inventory.observe.IdentityKey.LoopbackAddress;
import io.segwright.inventory.observe.IdentityKey.ManufacturerSerial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// When two observations are of one device.
///
/// A wrong merge is worse than a duplicate: a merged inventory pushes one device's access list to another. So the
/// rules ask first what forbids it, then whether what they share is enough.
///
/// | shared | weight | why |
/// | --- | --- | --- |
/// | chassis MAC (LLDP), bridge MAC | 100 | burnt in, one device |
/// | manufacturer + serial | 60 | constants and reuse are common: never alone |
/// | engine id | 60 | copied together with a configuration: never alone |
/// | engine id made of an IP address | 40 | says no more than the address (RFC 3411 sec. 5, format 1 and 2) |
/// | loopback address | 50 | moves to the spare device together with the configuration |
/// | a MAC of an interface | 50 | software interfaces are cloned |
/// | two or more of them | 60 | so are whole virtual machines, but then not the address too |
/// | it answered at an address that the other has | 40 | addresses move |
///
/// 100 is enough; each kind counts once, since two loopback addresses are one configuration. A name or a site has
/// no weight. **Never one**, whatever else they share: two whose chassis serials are both known and differ, and two
/// with at least two interface MACs each and none in common. A key that more than [#CLAIMANTS_MAX] evidently
/// different devices show is a constant of a vendor or an image and has no weight.
///
/// A device that shows too little to reach 100 (an old agent without LLDP, serial or engine id) is still found again:
/// at the same address, with no key that the other lacks, and with the same name or an interface MAC in common.
final class IdentityRules {
    static final int ENOUGH = 100;
    static final int CLAIMANTS_MAX = 2; // a pair of clones happens; three are a constant
    private static final int MACS_MIN = 2; // one network card may be replaced
    private static final Set<String> PLACEHOLDERS =
            Set.of(
                    "NONE",
                    "N/A",
                    "NA",
                    "NULL",
                    "UNKNOWN",
                    "DEFAULT",
                    "0123456789",
                    "123456789",
                    "1234567890",
                    "<PRIVATE>",
                    "NOT SPECIFIED",
                    "NOT AVAILABLE",
                    "SYSTEM SERIAL NUMBER",
                    "TO BE FILLED BY O.E.M.");

    private IdentityRules() {}

    /// What the comparison of two claimants says.
    sealed interface Verdict {
        /// One device.
        ///
        /// @param weight [#ENOUGH] or more; less where the last rule (found again at its address) decided
        /// @param evidence what they share, sorted
        record Same(int weight, List<String> evidence) implements Verdict {}

        /// Two devices for certain.
        record Forbidden(String reason) implements Verdict {}

        record NotEnough(int weight) implements Verdict {}
    }

    /// @param constants keys without weight
    static Verdict compare(Claimant left, Claimant right, Set<IdentityKey> constants) {
        String forbidden = contradiction(left, right);
        if (!forbidden.isEmpty()) {
            return new Verdict.Forbidden(forbidden);
        }
        List<String> evidence = new ArrayList<>();
        int weight = sharedKeys(left, right, constants, evidence);
        int sharedMacs = sharedMacs(left, right, evidence);
        boolean sharedAddress = sharesPolledAddress(left, right, evidence);
        weight += sharedMacs >= MACS_MIN ? 60 : sharedMacs == 1 ? 50 : 0;
        weight += sharedAddress ? 40 : 0;
        Collections.sort(evidence);
        if (weight >= ENOUGH) {
            return new Verdict.Same(weight, evidence);
        }
        boolean oneHoldsTheOther =
                left.keys().containsAll(right.keys()) || right.keys().containsAll(left.keys());
        boolean sameName = !Collections.disjoint(left.names(), right.names());
        boolean nothingShown = left.keys().isEmpty() && right.keys().isEmpty();
        if (sharedAddress && oneHoldsTheOther && (sameName || sharedMacs > 0 || nothingShown)) {
            return new Verdict.Same(weight, evidence);
        }
        return new Verdict.NotEnough(weight);
    }

    /// Why the two cannot be one device; empty where nothing forbids it.
    static String contradiction(Claimant left, Claimant right) {
        if (differ(left.serials(), right.serials())) {
            return "chassis serials "
                    + new TreeSet<>(left.serials())
                    + " and "
                    + new TreeSet<>(right.serials())
                    + " differ";
        }
        if (left.macs().size() >= MACS_MIN
                && right.macs().size() >= MACS_MIN
                && Collections.disjoint(left.macs(), right.macs())) {
            return "no interface MAC in common, of "
                    + left.macs().size()
                    + " and "
                    + right.macs().size();
        }
        return "";
    }

    /// As [#contradiction], and different burnt-in MACs: enough to count claimants of one key, not to forbid a merge,
    /// since the master of a stack may change.
    static boolean evidentlyDifferent(Claimant left, Claimant right) {
        return !contradiction(left, right).isEmpty()
                || differ(ofKind(left, ChassisMac.class), ofKind(right, ChassisMac.class))
                || differ(ofKind(left, BridgeMac.class), ofKind(right, BridgeMac.class));
    }

    private static <T> boolean differ(Set<T> left, Set<T> right) {
        return !left.isEmpty() && !right.isEmpty() && Collections.disjoint(left, right);
    }

    private static Set<IdentityKey> ofKind(Claimant claimant, Class<? extends IdentityKey> kind) {
        Set<IdentityKey> keys = new HashSet<>();
        for (IdentityKey key : claimant.keys()) {
            if (kind.isInstance(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static int sharedKeys(
            Claimant left, Claimant right, Set<IdentityKey> constants, List<String> evidence) {
        Map<Kind, Integer> best = new EnumMap<>(Kind.class);
        for (IdentityKey key : left.keys()) {
            if (right.keys().contains(key) && !constants.contains(key)) {
                evidence.add(key.toString());
                best.merge(Kind.of(key), weight(key), Math::max);
            }
        }
        return best.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The order of strength, which also names a new device.
    enum Kind {
        CHASSIS_MAC,
        BRIDGE_MAC,
        SERIAL,
        ENGINE_ID,
        LOOPBACK;

        static Kind of(IdentityKey key) {
            return switch (key) {
                case ChassisMac _ -> CHASSIS_MAC;
                case BridgeMac _ -> BRIDGE_MAC;
                case ManufacturerSerial _ -> SERIAL;
                case EngineId _ -> ENGINE_ID;
                case LoopbackAddress _ -> LOOPBACK;
            };
        }
    }

    private static int weight(IdentityKey key) {
        return switch (key) {
            case ChassisMac _, BridgeMac _ -> 100;
            case ManufacturerSerial _ -> 60;
            case EngineId(String hex) -> isMadeOfAddress(hex) ? 40 : 60;
            case LoopbackAddress _ -> 50;
        };
    }

    /// RFC 3411 sec. 5: the first bit says that octet 5 is a format; 1 is IPv4, 2 is IPv6.
    private static boolean isMadeOfAddress(String hex) {
        return hex.length() >= 10
                && Character.digit(hex.charAt(0), 16) >= 8
                && (hex.startsWith("01", 8) || hex.startsWith("02", 8));
    }

    private static int sharedMacs(Claimant left, Claimant right, List<String> evidence) {
        TreeSet<MacAddress> shared = new TreeSet<>();
        for (MacAddress mac : left.macs()) {
            if (right.macs().contains(mac)) {
                shared.add(mac);
            }
        }
        if (!shared.isEmpty()) {
            evidence.add(
                    "interface-mac:"
                            + shared.first()
                            + (shared.size() > 1 ? " and " + (shared.size() - 1) + " more" : ""));
        }
        return shared.size();
    }

    private static boolean sharesPolledAddress(
            Claimant left, Claimant right, List<String> evidence) {
        TreeSet<String> shared = new TreeSet<>();
        left.polledAt().stream()
                .filter(a -> right.polledAt().contains(a) || right.addresses().contains(a))
                .forEach(a -> shared.add(a.toString()));
        right.polledAt().stream()
                .filter(left.addresses()::contains)
                .forEach(a -> shared.add(a.toString()));
        if (!shared.isEmpty()) {
            evidence.add("answered at " + shared.first());
        }
        return !shared.isEmpty();
    }

    /// False for values that many devices show by nature: they are no key at all.
    static boolean isUsable(IdentityKey key) {
        return switch (key) {
            case ChassisMac(MacAddress mac) -> !mac.isShared();
            case BridgeMac(MacAddress mac) -> !mac.isShared();
            case ManufacturerSerial(_, String serial) -> isSerial(serial);
            case EngineId(String hex) -> hex.length() >= 10 && !isRepeated(hex);
            case LoopbackAddress(_, var address) -> Claimant.isOwn(address);
        };
    }

    /// False for an empty serial and for the placeholders that vendors ship.
    static boolean isSerial(String serial) {
        String text = serial.strip().toUpperCase(Locale.ROOT);
        return text.length() >= 3 && !PLACEHOLDERS.contains(text) && !isRepeated(text);
    }

    private static boolean isRepeated(String text) {
        return text.chars().distinct().count() == 1;
    }
}
