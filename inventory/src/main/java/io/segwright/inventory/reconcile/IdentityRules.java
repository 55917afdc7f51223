package io.segwright.inventory.reconcile;

import io.segwright.inventory.claim.Sameness;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.IdentityKey.BridgeMac;
import io.segwright.inventory.observe.IdentityKey.ChassisMac;
import io.segwright.inventory.observe.IdentityKey.EngineId;
import io.segwright.inventory.observe.IdentityKey.LoopbackAddress;
import io.segwright.inventory.observe.IdentityKey.ManufacturerSerial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// When two observations are of one device.
///
/// A wrong merge is worse than a duplicate: a merged inventory pushes one device's access list to another. So the
/// rules ask first what forbids it ([Contradictions]), then whether what they share is enough.
///
/// | shared | weight | why |
/// | --- | --- | --- |
/// | chassis MAC (LLDP), bridge MAC | 100 | burnt in, one device |
/// | every interface MAC, burnt in, two or more | 100 | the same cards in the same chassis |
/// | two interface MACs or more | 60 | virtual machines are copied with theirs, but then not the address too |
/// | one interface MAC | 50 | software interfaces are cloned |
/// | manufacturer + serial | 60 | constants and reuse are common: never alone |
/// | engine id | 60 | copied together with a configuration: never alone |
/// | engine id made of an IP address | 40 | says no more than the address (RFC 3411 sec. 5, format 1 and 2) |
/// | loopback address | 50 | moves to the spare device together with the configuration |
/// | each answered at an address that the other has | 40 | addresses move |
///
/// 100 is enough; each kind counts once, since two loopback addresses are one configuration. Engine id and loopback
/// together are no more than a configuration, which may be anywhere: without hardware or an address at which both
/// answered they are not enough. A name or a site has no weight. Nor has what evidently different devices show
/// ([Commonness]): a constant of a vendor or an image, a cloned configuration, an anycast or floating address; nor a
/// virtual router's address.
///
/// A device that shows too little to reach 100 (an old agent without LLDP, serial or engine id) is still found again:
/// at the same address, with every key that is known of it unless it was read in part, and with the same name (one
/// that no twin bears, see [Constants#names]) or an interface MAC in common; or with the same keys, name and MACs as
/// the last time. That much finds a device, it merges no two.
final class IdentityRules {
    static final int ENOUGH = 100;
    private static final int MACS_MIN = 2;
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

    static Verdict compare(Claimant left, Claimant right, Commonness commonness) {
        String forbidden = Contradictions.between(left, right, commonness);
        if (!forbidden.isEmpty()) {
            return new Verdict.Forbidden(forbidden);
        }
        Scales strict = weigh(left, right, commonness.two());
        Scales scales = strict.hardware ? weigh(left, right, commonness.many()) : strict;
        if (scales.weight >= ENOUGH && (strict.hardware || scales.address)) {
            return new Verdict.Same(scales.weight, scales.evidence);
        }
        return isFoundAgain(left, right, scales, commonness.two()) || isTheSameAnswer(left, right)
                ? new Verdict.Same(scales.weight, scales.evidence)
                : new Verdict.NotEnough(scales.weight);
    }

    /// @param hardware whether something of it does not move with a configuration
    /// @param macs whether an interface MAC is among it
    /// @param address whether they answered at one address
    private record Scales(
            int weight, boolean hardware, boolean macs, boolean address, List<String> evidence) {}

    private static Scales weigh(Claimant left, Claimant right, Constants constants) {
        List<String> evidence = new ArrayList<>();
        Map<Kind, Integer> shared = sharedKeys(left, right, constants, evidence);
        int macs = sharedMacs(left, right, constants, evidence);
        boolean address = answersWhereTheOtherDoes(left, right, constants, evidence);
        int keys = shared.values().stream().mapToInt(Integer::intValue).sum();
        Collections.sort(evidence);
        return new Scales(
                keys + macs + (address ? 40 : 0),
                macs > 0 || shared.keySet().stream().anyMatch(Kind::isHardware),
                macs > 0,
                address,
                evidence);
    }

    private static boolean isFoundAgain(
            Claimant left, Claimant right, Scales scales, Constants constants) {
        boolean leftHolds = left.keys().containsAll(right.keys());
        boolean rightHolds = right.keys().containsAll(left.keys());
        boolean oneHoldsTheOther =
                (leftHolds || rightHolds)
                        && (leftHolds || !left.complete())
                        && (rightHolds || !right.complete());
        boolean sameName =
                left.names().stream()
                        .filter(n -> !constants.names().contains(n))
                        .anyMatch(n ->
                                right.names().stream()
                                        .anyMatch(other -> isSameName(n, other, constants)));
        boolean nothingShown =
                left.keys().isEmpty()
                        && right.keys().isEmpty()
                        && (left.names().isEmpty() || right.names().isEmpty());
        return scales.address && oneHoldsTheOther && (sameName || scales.macs || nothingShown);
    }

    /// Lists and DNS say a name with its domain, many agents without.
    private static boolean isSameName(String left, String right, Constants constants) {
        return !constants.names().contains(right) && Sameness.agree(Attribute.NAME, left, right);
    }

    /// What answers at the same place with the same face is the same, or each poll of it would be another device.
    private static boolean isTheSameAnswer(Claimant left, Claimant right) {
        return !Collections.disjoint(left.polledAt(), right.polledAt())
                && left.keys().equals(right.keys())
                && left.names().equals(right.names())
                && left.macs().equals(right.macs());
    }

    private static Map<Kind, Integer> sharedKeys(
            Claimant left, Claimant right, Constants constants, List<String> evidence) {
        Map<Kind, Integer> best = new EnumMap<>(Kind.class);
        for (IdentityKey key : left.keys()) {
            if (right.keys().contains(key) && !constants.keys().contains(key)) {
                evidence.add(key.toString());
                best.merge(Kind.of(key), weight(key), Math::max);
            }
        }
        return best;
    }

    /// The order of strength, which also names a new device.
    enum Kind {
        CHASSIS_MAC,
        BRIDGE_MAC,
        SERIAL,
        ENGINE_ID,
        LOOPBACK;

        /// What does not move with a configuration.
        boolean isHardware() {
            return switch (this) {
                case CHASSIS_MAC, BRIDGE_MAC, SERIAL -> true;
                case ENGINE_ID, LOOPBACK -> false;
            };
        }

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

    /// @return the weight
    private static int sharedMacs(
            Claimant left, Claimant right, Constants constants, List<String> evidence) {
        TreeSet<MacAddress> shared = new TreeSet<>();
        for (MacAddress mac : left.macs()) {
            if (right.macs().contains(mac) && !constants.macs().contains(mac)) {
                shared.add(mac);
            }
        }
        if (shared.isEmpty()) {
            return 0;
        }
        evidence.add(
                "interface-mac:"
                        + shared.first()
                        + (shared.size() > 1 ? " and " + (shared.size() - 1) + " more" : ""));
        boolean all = left.burntIn().size() >= MACS_MIN && left.burntIn().equals(right.burntIn());
        boolean none = Collections.disjoint(shared, left.burntIn());
        return all && !none ? 100 : shared.size() >= MACS_MIN ? 60 : 50;
    }

    /// Where both show the addresses at which they answered, each must have the other's: the copy of a configuration
    /// has the original's addresses, the original not those of its copy.
    private static boolean answersWhereTheOtherDoes(
            Claimant left, Claimant right, Constants constants, List<String> evidence) {
        TreeSet<IpAddress> both = new TreeSet<>(left.polledAt());
        both.retainAll(right.polledAt());
        both.removeAll(constants.addresses());
        Set<IpAddress> ofLeft = had(left.polledAt(), right.addresses(), constants);
        Set<IpAddress> ofRight = had(right.polledAt(), left.addresses(), constants);
        boolean tables = showsWhereItAnswered(left) && showsWhereItAnswered(right);
        TreeSet<IpAddress> shared = new TreeSet<>(both);
        if (!tables || (!ofLeft.isEmpty() && !ofRight.isEmpty())) {
            shared.addAll(ofLeft);
            shared.addAll(ofRight);
        }
        if (!shared.isEmpty()) {
            evidence.add("answered at " + shared.first());
        }
        return !shared.isEmpty();
    }

    /// False behind address translation, and where the table was not read.
    private static boolean showsWhereItAnswered(Claimant claimant) {
        return !Collections.disjoint(claimant.polledAt(), claimant.addresses());
    }

    private static NavigableSet<IpAddress> had(
            Set<IpAddress> polledAt, Set<IpAddress> addresses, Constants constants) {
        TreeSet<IpAddress> had = new TreeSet<>(polledAt);
        had.retainAll(addresses);
        had.removeAll(constants.addresses());
        return had;
    }

    /// False for values that many devices show by nature: they are no key at all.
    static boolean isUsable(IdentityKey key) {
        return switch (key) {
            case ChassisMac(MacAddress mac) -> MacOrigin.of(mac) != MacOrigin.CONSTANT;
            case BridgeMac(MacAddress mac) -> MacOrigin.of(mac) != MacOrigin.CONSTANT;
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
