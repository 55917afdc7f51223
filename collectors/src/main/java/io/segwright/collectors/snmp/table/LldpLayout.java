package io.segwright.collectors.snmp.table;

import java.util.List;
import org.snmp4j.smi.OID;

/// Where the generations of the LLDP MIB keep the same things. The second (IEEE 802.1AB-2009) puts the destination
/// MAC into the remote index, and so shifts the remote table's columns by one; its local port is an ifIndex.
///
/// @param localChassis lldpLocChassisIdSubtype.0 and, one further, lldpLocChassisId.0
/// @param portEntry lldpLocPortEntry
/// @param portSubtype its column of the id's subtype; the id and the description follow
/// @param remoteEntry lldpRemEntry
/// @param chassisSubtype its column of the chassis subtype; the others follow as in the standard
/// @param managementEntry lldpRemManAddrEntry
/// @param managementColumn a readable column of it
/// @param indexAfterPort sub-identifiers between the local port and the remote index
/// @param localPort what the remote index calls the local port by
record LldpLayout(
        OID localChassis,
        OID portEntry,
        int portSubtype,
        OID remoteEntry,
        int chassisSubtype,
        OID managementEntry,
        int managementColumn,
        int indexAfterPort,
        LocalPort localPort) {
    /// What a local port number is.
    enum LocalPort {
        /// By the standard a number that lldpLocPortTable explains; in the field also a bridge port or an ifIndex.
        PORT_NUMBER,
        IF_INDEX
    }

    /// LLDP-MIB of IEEE 802.1AB-2005.
    static final LldpLayout V1 =
            new LldpLayout(
                    new OID("1.0.8802.1.1.2.1.3"),
                    new OID("1.0.8802.1.1.2.1.3.7.1"),
                    2,
                    new OID("1.0.8802.1.1.2.1.4.1.1"),
                    4,
                    new OID("1.0.8802.1.1.2.1.4.2.1"),
                    3,
                    0,
                    LocalPort.PORT_NUMBER);

    /// LLDP-V2-MIB of IEEE 802.1AB-2009.
    static final LldpLayout V2 =
            new LldpLayout(
                    new OID("1.3.111.2.802.1.1.13.1.3"),
                    new OID("1.3.111.2.802.1.1.13.1.3.7.1"),
                    2,
                    new OID("1.3.111.2.802.1.1.13.1.4.1.1"),
                    5,
                    new OID("1.3.111.2.802.1.1.13.1.4.2.1"),
                    3,
                    1,
                    LocalPort.IF_INDEX);

    /// TIMETRA-LLDP-MIB of Nokia SR OS: the index of the second generation, the columns of the first.
    static final LldpLayout TIMETRA =
            new LldpLayout(
                    new OID("1.3.6.1.4.1.6527.3.1.2.59.3"),
                    new OID("1.3.6.1.4.1.6527.3.1.2.59.3.1.1"),
                    3,
                    new OID("1.3.6.1.4.1.6527.3.1.2.59.4.1.1"),
                    4,
                    new OID("1.3.6.1.4.1.6527.3.1.2.59.4.2.1"),
                    3,
                    1,
                    LocalPort.IF_INDEX);

    /// In the order in which they are asked: the first with a neighbour is the only one read.
    static final List<LldpLayout> ALL = List.of(V1, V2, TIMETRA);

    /// A column that every remote row has: lldpRemChassisId.
    OID remoteChassisId() {
        return new OID(remoteEntry).append(chassisSubtype + 1);
    }

    OID chassisSubtypeScalar() {
        return new OID(localChassis).append(1).append(0);
    }

    OID chassisIdScalar() {
        return new OID(localChassis).append(2).append(0);
    }
}
