package io.segwright.collectors.snmp.table;

import io.segwright.inventory.observe.SystemFacts;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.OID;

/// system (RFC 3418): what the device calls itself.
final class SystemGroup {
    private static final OID DESCRIPTION = new OID("1.3.6.1.2.1.1.1.0");
    private static final OID OBJECT_ID = new OID("1.3.6.1.2.1.1.2.0");
    private static final OID CONTACT = new OID("1.3.6.1.2.1.1.4.0");
    private static final OID NAME = new OID("1.3.6.1.2.1.1.5.0");
    private static final OID LOCATION = new OID("1.3.6.1.2.1.1.6.0");
    private static final OID SERVICES = new OID("1.3.6.1.2.1.1.7.0");
    private static final List<OID> ALL =
            List.of(DESCRIPTION, OBJECT_ID, CONTACT, NAME, LOCATION, SERVICES);

    private SystemGroup() {}

    /// @throws SnmpFault where the agent does not answer, or shows nothing of the group
    static SystemFacts read(Walker walker) throws SnmpFault {
        Map<OID, Cell> cells = Scalars.get(walker, ALL);
        if (cells.isEmpty()) {
            throw new SnmpFault(
                    SnmpFault.Kind.NOT_AUTHORIZED,
                    "the agent answers but shows no system group; widen the credential's view on it");
        }
        return new SystemFacts(
                text(cells, NAME),
                text(cells, DESCRIPTION),
                cells.getOrDefault(OBJECT_ID, Cell.ABSENT)
                        .oid()
                        .map(OID::toDottedString)
                        .orElse(""),
                text(cells, LOCATION),
                text(cells, CONTACT),
                cells.getOrDefault(SERVICES, Cell.ABSENT).count());
    }

    private static String text(Map<OID, Cell> cells, OID oid) {
        return cells.getOrDefault(oid, Cell.ABSENT).text();
    }
}
