package io.segwright.collectors.snmp.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/// Who makes the device, by the private enterprise number in its sysObjectID, and where that vendor keeps a serial
/// outside ENTITY-MIB. A small table of the well-known ones; 8072 (net-snmp) names no vendor on purpose.
final class Vendors {
    private static final OID ENTERPRISES = new OID("1.3.6.1.4.1");
    private static final Map<Integer, String> NAMES =
            Map.ofEntries(
                    Map.entry(9, "cisco"),
                    Map.entry(11, "hp"),
                    Map.entry(45, "avaya"),
                    Map.entry(94, "nokia"),
                    Map.entry(171, "d-link"),
                    Map.entry(193, "ericsson"),
                    Map.entry(207, "allied telesis"),
                    Map.entry(259, "accton"),
                    Map.entry(311, "microsoft"),
                    Map.entry(232, "hp"),
                    Map.entry(318, "apc"),
                    Map.entry(367, "ricoh"),
                    Map.entry(674, "dell"),
                    Map.entry(890, "zyxel"),
                    Map.entry(1588, "brocade"),
                    Map.entry(1916, "extreme networks"),
                    Map.entry(1991, "brocade"),
                    Map.entry(2011, "huawei"),
                    Map.entry(2272, "avaya"),
                    Map.entry(2604, "sophos"),
                    Map.entry(2620, "check point"),
                    Map.entry(2636, "juniper"),
                    Map.entry(3224, "juniper"),
                    Map.entry(3375, "f5"),
                    Map.entry(3902, "zte"),
                    Map.entry(4526, "netgear"),
                    Map.entry(4881, "ruijie"),
                    Map.entry(5624, "extreme networks"),
                    Map.entry(5951, "citrix"),
                    Map.entry(6027, "dell"),
                    Map.entry(6141, "ciena"),
                    Map.entry(6486, "alcatel-lucent"),
                    Map.entry(6527, "nokia"),
                    Map.entry(6876, "vmware"),
                    Map.entry(8741, "sonicwall"),
                    Map.entry(11863, "tp-link"),
                    Map.entry(12356, "fortinet"),
                    Map.entry(14823, "aruba"),
                    Map.entry(14988, "mikrotik"),
                    Map.entry(22610, "a10 networks"),
                    Map.entry(25461, "palo alto networks"),
                    Map.entry(25506, "h3c"),
                    Map.entry(26928, "extreme networks"),
                    Map.entry(29671, "cisco meraki"),
                    Map.entry(30065, "arista"),
                    Map.entry(33049, "mellanox"),
                    Map.entry(35265, "eltex"),
                    Map.entry(40310, "cumulus networks"),
                    Map.entry(41112, "ubiquiti"),
                    Map.entry(47196, "aruba"),
                    Map.entry(52642, "fs"));

    /// prtGeneralSerialNumber (RFC 3805): whoever makes the printer.
    private static final OID PRINTER_SERIAL = new OID("1.3.6.1.2.1.43.5.1.1.17.1");

    private static final Map<Integer, List<OID>> SERIALS =
            Map.ofEntries(
                    Map.entry(9, oids("9.3.6.3.0", "9.5.1.2.19.0")), // chassisId, CISCO-STACK
                    Map.entry(11, oids("11.2.36.1.1.2.9.0")), // hpHttpMgSerialNumber
                    Map.entry(171, oids("171.12.1.1.12.0")),
                    Map.entry(232, oids("232.2.2.2.1.0")), // cpqSiSysSerialNum
                    Map.entry(318, oids("318.1.1.1.1.2.3.0")), // upsAdvIdentSerialNumber
                    Map.entry(367, oids("367.3.2.1.2.1.4.0")),
                    Map.entry(
                            674,
                            oids(
                                    "674.10895.3000.1.2.100.8.1.4.1",
                                    "674.10892.2.1.1.11.0")), // service tags of unit 1, of a DRAC
                    Map.entry(890, oids("890.1.15.3.1.12.0")),
                    Map.entry(1916, oids("1916.1.1.1.16.0")),
                    Map.entry(1991, oids("1991.1.1.1.1.2.0")),
                    Map.entry(2604, oids("2604.5.1.1.4.0")),
                    Map.entry(2620, oids("2620.1.6.16.3.0")),
                    Map.entry(2636, oids("2636.3.1.3.0")), // jnxBoxSerialNo
                    Map.entry(3375, oids("3375.2.1.3.3.3.0")),
                    Map.entry(5951, oids("5951.4.1.1.14.0")), // sysHardwareSerialNumber
                    Map.entry(
                            6527, oids("6527.3.1.2.2.1.8.1.5.1.50331649")), // tmnxHwSerialNumber of
                    // chassis 1
                    Map.entry(8741, oids("8741.2.1.1.2.0")),
                    Map.entry(12356, oids("12356.100.1.1.1.0")), // fnSysSerial
                    Map.entry(14823, oids("14823.2.2.1.1.1.12.0")),
                    Map.entry(14988, oids("14988.1.1.7.3.0")),
                    Map.entry(22610, oids("22610.2.4.1.6.2.0")),
                    Map.entry(25461, oids("25461.2.1.2.1.3.0")),
                    Map.entry(26928, oids("26928.1.2.5.0")));

    private Vendors() {}

    private static List<OID> oids(String... underEnterprises) {
        return java.util.Arrays.stream(underEnterprises)
                .map(under -> new OID(ENTERPRISES.toDottedString() + "." + under))
                .toList();
    }

    /// The private enterprise number of a sysObjectID in dotted form; 0 where it has none.
    static int enterprise(String objectId) {
        String prefix = ENTERPRISES.toDottedString() + ".";
        if (!objectId.startsWith(prefix)) {
            return 0;
        }
        OID oid = new OID(objectId);
        return oid.size() > ENTERPRISES.size() ? Math.max(0, oid.get(ENTERPRISES.size())) : 0;
    }

    /// In lower case; empty where the number is none of the well-known ones.
    static String name(int enterprise) {
        return NAMES.getOrDefault(enterprise, "");
    }

    /// Scalars in which this vendor keeps the chassis' serial, best first.
    static List<OID> serialScalars(int enterprise) {
        List<OID> known = new ArrayList<>(SERIALS.getOrDefault(enterprise, List.of()));
        known.add(PRINTER_SERIAL);
        return known;
    }
}
