package io.segwright.app.view;

import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One place where something of a device was said.
///
/// @param attribute as in [DeviceView], or the name of a list there
/// @param value what was said; of a list how many
/// @param source who collected it from which address
/// @param object the SNMP object or table that said it
/// @param confidence in percent; empty where it is the thing itself, e.g. a table of its own interfaces
record DeviceEvidence(
        String attribute,
        String value,
        String source,
        String object,
        Optional<Integer> confidence) {
    /// Where a list of facts is read from: several tables are older and newer forms of one, read as a union.
    private record Origin(String list, Function<DevicePolled, Collection<?>> rows, String object) {}

    private static final List<Origin> TABLES =
            List.of(
                    new Origin(
                            "interfaces",
                            DevicePolled::interfaces,
                            "ifTable, ifXTable (1.3.6.1.2.1.2.2, 1.3.6.1.2.1.31.1.1)"),
                    new Origin(
                            "addresses",
                            DevicePolled::addresses,
                            "ipAddressTable, ipAddrTable (1.3.6.1.2.1.4.34, 1.3.6.1.2.1.4.20)"),
                    new Origin(
                            "stackMembers",
                            DevicePolled::stackMembers,
                            "entPhysicalTable (1.3.6.1.2.1.47.1.1.1), or the vendor's own table"),
                    new Origin(
                            "hardware",
                            DevicePolled::hardware,
                            "entPhysicalTable (1.3.6.1.2.1.47.1.1.1), or the vendor's own objects"),
                    new Origin(
                            "neighbors",
                            DevicePolled::neighbors,
                            "lldpRemTable (1.0.8802.1.1.2.1.4.1, 1.3.111.2.802.1.1.13.1.4.1), cdpCacheTable (1.3.6.1.4.1.9.9.23.1.2.1)"),
                    new Origin(
                            "arpEntries",
                            DevicePolled::arp,
                            "ipNetToPhysicalTable, ipNetToMediaTable (1.3.6.1.2.1.4.35, 1.3.6.1.2.1.4.22)"),
                    new Origin(
                            "bridgeEntries",
                            DevicePolled::fdb,
                            "dot1qTpFdbTable, dot1dTpFdbTable (1.3.6.1.2.1.17.7.1.2.2, 1.3.6.1.2.1.17.4.3)"),
                    new Origin(
                            "vrfs",
                            DevicePolled::vrfs,
                            "mplsL3VpnVrfTable (1.3.6.1.2.1.10.166.11.1.2.2), or the vendor's own table"),
                    new Origin(
                            "virtualAddresses",
                            DevicePolled::virtualAddresses,
                            "VRRP and HSRP tables (1.3.6.1.2.1.68, 1.3.6.1.2.1.207, 1.3.6.1.4.1.9.9.106)"),
                    new Origin(
                            "aggregates",
                            DevicePolled::aggregates,
                            "dot3adAggPortTable (1.2.840.10006.300.43.1.2.1), ifStackTable (1.3.6.1.2.1.31.1.2)"),
                    new Origin(
                            "routes",
                            DevicePolled::routes,
                            "inetCidrRouteTable, ipCidrRouteTable, ipRouteTable (1.3.6.1.2.1.4.24.7, 1.3.6.1.2.1.4.24.4, 1.3.6.1.2.1.4.21)"));

    /// Every fact of an attribute, the most trusted first, then the system group, identity keys and tables.
    static List<DeviceEvidence> of(DevicePolled device) {
        String source = device.provenance().source() + " " + device.provenance().exporter();
        List<DeviceEvidence> all = new ArrayList<>();
        for (AttributeFact fact : device.attributes()) {
            all.add(
                    new DeviceEvidence(
                            DeviceView.key(fact.attribute()),
                            fact.value(),
                            source,
                            fact.evidence(),
                            Optional.of(fact.confidencePercent())));
        }
        said(
                all,
                "description",
                device.system().description(),
                source,
                "sysDescr (1.3.6.1.2.1.1.1.0)");
        said(
                all,
                "objectId",
                device.system().objectId(),
                source,
                "sysObjectID (1.3.6.1.2.1.1.2.0)");
        device.keys().stream()
                .sorted(java.util.Comparator.comparing(IdentityKey::toString))
                .forEach(key -> said(all, "key", key.toString(), source, object(key)));
        for (Origin origin : TABLES) {
            int rows = origin.rows().apply(device).size();
            said(all, origin.list(), rows == 0 ? "" : "" + rows, source, origin.object());
        }
        return all;
    }

    private static void said(
            List<DeviceEvidence> all,
            String attribute,
            String value,
            String source,
            String object) {
        if (!value.isBlank()) {
            all.add(new DeviceEvidence(attribute, value, source, object, Optional.empty()));
        }
    }

    private static String object(IdentityKey key) {
        return switch (key) {
            case IdentityKey.ManufacturerSerial _ ->
                    "entPhysicalSerialNum (1.3.6.1.2.1.47.1.1.1.1.11), or the vendor's own object";
            case IdentityKey.ChassisMac _ -> "lldpLocChassisId (1.0.8802.1.1.2.1.3.2.0)";
            case IdentityKey.EngineId _ -> "snmpEngineID (1.3.6.1.6.3.10.2.1.1.0)";
            case IdentityKey.BridgeMac _ -> "dot1dBaseBridgeAddress (1.3.6.1.2.1.17.1.1.0)";
            case IdentityKey.LoopbackAddress _ ->
                    "ipAddressTable, ipAddrTable (1.3.6.1.2.1.4.34, 1.3.6.1.2.1.4.20) with ifType (1.3.6.1.2.1.2.2.1.3)";
        };
    }

    Map<String, Object> json() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("attribute", attribute);
        out.put("value", value);
        out.put("source", source);
        out.put("object", object);
        confidence.ifPresent(percent -> out.put("confidence", percent));
        return out;
    }
}
