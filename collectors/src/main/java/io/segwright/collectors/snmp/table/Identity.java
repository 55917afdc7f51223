package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.HardwareFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.StackMemberFact;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;

/// The keys that say who a device is. What many devices share (placeholders, virtual router MACs, engine ids made of
/// an IP address) is no key.
final class Identity {
    static final OID ENGINE_ID = new OID("1.3.6.1.6.3.10.2.1.1.0");
    static final OID BRIDGE_ADDRESS = new OID("1.3.6.1.2.1.17.1.1.0");
    private static final int LOOPBACK = 24; // IANAifType softwareLoopback
    private static final int CHASSIS_SUBTYPE_MAC = 4;
    private static final int ENGINE_BYTES_MIN = 5; // RFC 3411 sec. 5, SnmpEngineID
    private static final int ENGINE_BYTES_MAX = 32;
    private static final int ENGINE_FORMAT_IPV4 = 1;
    private static final int ENGINE_FORMAT_IPV6 = 2;
    private static final int ENGINE_FORMAT_MAC = 3;

    private final Set<IdentityKey> keys = new LinkedHashSet<>();

    private Identity() {}

    /// The scalars that [#keys] wants to see.
    static List<OID> scalars() {
        return List.of(
                ENGINE_ID,
                BRIDGE_ADDRESS,
                LldpLayout.V1.chassisSubtypeScalar(),
                LldpLayout.V1.chassisIdScalar(),
                LldpLayout.V2.chassisSubtypeScalar(),
                LldpLayout.V2.chassisIdScalar());
    }

    static Set<IdentityKey> keys(
            Map<OID, Cell> scalars,
            Identification identification,
            List<InterfaceFact> interfaces,
            List<Addresses.Found> addresses) {
        Identity identity = new Identity();
        identity.addSerials(
                identification.hardware(),
                identification.stackMembers(),
                identification.vendor().toLowerCase(Locale.ROOT));
        identity.addChassis(scalars, LldpLayout.V1);
        identity.addChassis(scalars, LldpLayout.V2);
        identity.addEngine(scalars.getOrDefault(ENGINE_ID, Cell.ABSENT).bytes());
        scalars.getOrDefault(BRIDGE_ADDRESS, Cell.ABSENT)
                .mac()
                .filter(mac -> !mac.isShared())
                .ifPresent(mac -> identity.keys.add(new IdentityKey.BridgeMac(mac)));
        identity.addLoopbacks(interfaces, addresses);
        return identity.keys;
    }

    /// The vendor's usual name goes before the device's own words, which differ by line card and release.
    /// Of a stack only the first box' serial stands for the whole: the others are boxes of their own, and move.
    private void addSerials(
            List<HardwareFact> hardware, List<StackMemberFact> members, String vendor) {
        Set<String> others = new HashSet<>();
        for (StackMemberFact member :
                members.subList(Math.min(1, members.size()), members.size())) {
            others.add(member.serial());
        }
        for (HardwareFact fact : hardware) {
            String manufacturer =
                    vendor.isEmpty()
                            ? fact.manufacturer().strip().toLowerCase(Locale.ROOT)
                            : vendor;
            if (fact.kind() == HardwareKind.CHASSIS
                    && !fact.serial().isEmpty()
                    && !others.contains(fact.serial())
                    && !manufacturer.isEmpty()) {
                keys.add(new IdentityKey.ManufacturerSerial(manufacturer, fact.serial()));
            }
        }
    }

    private void addChassis(Map<OID, Cell> scalars, LldpLayout layout) {
        int subtype = scalars.getOrDefault(layout.chassisSubtypeScalar(), Cell.ABSENT).count();
        Optional<MacAddress> mac =
                scalars.getOrDefault(layout.chassisIdScalar(), Cell.ABSENT).mac();
        if (subtype == CHASSIS_SUBTYPE_MAC && mac.isPresent() && !mac.get().isShared()) {
            keys.add(new IdentityKey.ChassisMac(mac.get()));
        }
    }

    /// RFC 3411 sec. 5: with the first bit set, the fifth octet says what follows. Without it the vendor decides,
    /// and most put an address there.
    private void addEngine(byte[] id) {
        if (id.length < ENGINE_BYTES_MIN || id.length > ENGINE_BYTES_MAX || id[0] >= 0) {
            return;
        }
        int format = id[4] & 0xff;
        boolean address = format == ENGINE_FORMAT_IPV4 || format == ENGINE_FORMAT_IPV6;
        boolean empty = true;
        for (int i = 5; i < id.length; i++) {
            empty &= id[i] == 0;
        }
        boolean sharedMac =
                format == ENGINE_FORMAT_MAC
                        && id.length == 11
                        && MacAddress.ofBytes(java.util.Arrays.copyOfRange(id, 5, 11)).isShared();
        if (!address && !empty && !sharedMac) {
            keys.add(new IdentityKey.EngineId(HexFormat.of().formatHex(id)));
        }
    }

    private void addLoopbacks(List<InterfaceFact> interfaces, List<Addresses.Found> addresses) {
        Set<Integer> loopbacks = new HashSet<>();
        for (InterfaceFact each : interfaces) {
            if (each.type() == LOOPBACK) {
                loopbacks.add(each.index());
            }
        }
        for (Addresses.Found found : addresses) {
            if (found.isHostAddress() && loopbacks.contains(found.interfaceIndex())) {
                keys.add(new IdentityKey.LoopbackAddress(Vrf.DEFAULT, found.address()));
            }
        }
    }
}
