package io.segwright.collectors.snmp.table;

import io.segwright.inventory.link.VrfFact;
import io.segwright.inventory.net.Vrf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;

/// Routing domains: MPLS-L3VPN-STD-MIB (RFC 4382), CISCO-VRF-MIB, and Nokia's TIMETRA-VRTR-MIB. What is in none of
/// them is in the default domain, which has no fact.
final class Vrfs {
    private static final OID MPLS = new OID("1.3.6.1.2.1.10.166.11.1.2");
    static final OID MPLS_RD = new OID(MPLS).append("2.1.4"); // mplsL3VpnVrfRD
    static final OID MPLS_INTERFACE = new OID(MPLS).append("1.1.2"); // ...IfVpnClassification
    static final OID CISCO_NAME = new OID("1.3.6.1.4.1.9.9.711.1.1.1.1.2"); // cvVrfName
    static final OID CISCO_INTERFACE =
            new OID("1.3.6.1.4.1.9.9.711.1.2.1.1.2"); // cvVrfInterfaceType
    private static final OID NOKIA_ENTRY = new OID("1.3.6.1.4.1.6527.3.1.2.3.1.1");
    static final OID NOKIA_NAME = new OID(NOKIA_ENTRY).append(4); // vRtrName
    static final OID NOKIA_INTERFACE =
            new OID("1.3.6.1.4.1.6527.3.1.2.3.4.1.63"); // vRtrIfGlobalIndex
    private static final String NOKIA_DEFAULT = "Base";
    private static final String CISCO_INTERNAL = "__Platform"; // e.g. __Platform_iVRF:_ID00_
    private static final int NAME_CHARS_MAX = 64; // what Vrf holds
    private static final int VRFS_MAX = 4_096; // the largest provider edge routers have as many

    private final Map<Vrf, Set<Integer>> interfaces = new LinkedHashMap<>();
    private final Map<Vrf, String> distinguishers = new HashMap<>();
    private final Map<Integer, Vrf> domains = new HashMap<>();

    private Vrfs() {}

    static Vrfs read(KnownTables tables) {
        Vrfs vrfs = new Vrfs();
        vrfs.readMpls(tables);
        vrfs.readCisco(tables);
        vrfs.readNokia(tables);
        return vrfs;
    }

    List<VrfFact> facts() {
        List<VrfFact> facts = new ArrayList<>();
        interfaces.forEach((vrf, indexes) ->
                facts.add(new VrfFact(vrf, distinguishers.getOrDefault(vrf, ""), indexes)));
        return facts;
    }

    /// The domain of an interface.
    Vrf of(int interfaceIndex) {
        return domains.getOrDefault(interfaceIndex, Vrf.DEFAULT);
    }

    /// Each domain with its interfaces.
    Map<Vrf, Set<Integer>> members() {
        return interfaces;
    }

    /// The name is in the index, after its length.
    private void readMpls(KnownTables tables) {
        for (Row row : tables.walk("mplsL3VpnVrfTable", MPLS_RD, MPLS_RD).rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            Optional<Vrf> vrf = index.text().flatMap(Vrfs::vrf);
            vrf.ifPresent(this::declare);
            vrf.ifPresent(v -> distinguish(v, row.cell(0).text()));
        }
        for (Row row : tables.walk("mplsL3VpnIfConfTable", MPLS_INTERFACE, MPLS_INTERFACE).rows()) {
            IndexReader index = new IndexReader(row.index(), 0);
            Optional<Vrf> vrf = index.text().flatMap(Vrfs::vrf);
            int interfaceIndex = index.next();
            if (!index.isBroken() && index.remaining() == 0) {
                vrf.ifPresent(v -> join(v, interfaceIndex));
            }
        }
    }

    private void readCisco(KnownTables tables) {
        Map<Integer, Vrf> numbered = new HashMap<>();
        for (Row row : tables.walk("cvVrfTable", CISCO_NAME, CISCO_NAME).rows()) {
            String name = row.cell(0).text();
            if (!name.startsWith(CISCO_INTERNAL)) {
                vrf(name).ifPresent(vrf -> numbered.put(row.lastIndex(), vrf));
            }
        }
        numbered.values().forEach(this::declare);
        join(numbered, tables.walk("cvVrfInterfaceTable", CISCO_INTERFACE, CISCO_INTERFACE));
    }

    /// Index: domain, ifIndex.
    private void join(Map<Integer, Vrf> numbered, Table members) {
        for (Row row : members.rows()) {
            Vrf vrf = row.index().size() == 2 ? numbered.get(row.index().get(0)) : null;
            if (vrf != null) {
                join(vrf, row.lastIndex());
            }
        }
    }

    /// Every domain is a virtual router here, the default one too. The index has an interface's number in its router;
    /// the value is the ifIndex.
    private void readNokia(KnownTables tables) {
        Map<Integer, Vrf> numbered = new HashMap<>();
        Table routers = tables.walk("vRtrConfTable", NOKIA_NAME, Oids.columns(NOKIA_ENTRY, 4, 19));
        for (Row row : routers.rows()) {
            String name = row.cell(0).text();
            Optional<Vrf> vrf = name.equals(NOKIA_DEFAULT) ? Optional.empty() : vrf(name);
            if (vrf.isPresent()) {
                numbered.put(row.lastIndex(), vrf.get());
                declare(vrf.get());
                distinguish(vrf.get(), distinguisher(row.cell(1).bytes()));
            }
        }
        for (Row row : tables.walk("vRtrIfTable", NOKIA_INTERFACE, NOKIA_INTERFACE).rows()) {
            Vrf vrf = row.index().size() == 2 ? numbered.get(row.index().get(0)) : null;
            if (vrf != null) {
                join(vrf, row.cell(0).count());
            }
        }
    }

    /// RFC 4364 sec. 4.2: two octets of type, then AS:number, address:number, or AS of four octets:number.
    static String distinguisher(byte[] octets) {
        if (octets.length != 8) {
            return "";
        }
        ByteBuffer value = ByteBuffer.wrap(octets);
        String text =
                switch (value.getShort()) {
                    case 0 -> (value.getShort() & 0xffff) + ":" + (value.getInt() & 0xffff_ffffL);
                    case 1 ->
                            (value.get() & 0xff)
                                    + "."
                                    + (value.get() & 0xff)
                                    + "."
                                    + (value.get() & 0xff)
                                    + "."
                                    + (value.get() & 0xff)
                                    + ":"
                                    + (value.getShort() & 0xffff);
                    case 2 -> (value.getInt() & 0xffff_ffffL) + ":" + (value.getShort() & 0xffff);
                    default -> "";
                };
        return text.equals("0:0") ? "" : text;
    }

    /// Absent where the text is no name of a domain other than the default one.
    private static Optional<Vrf> vrf(String text) {
        String name = text.replaceAll("\\s", "_");
        if (name.isEmpty() || name.equals(Vrf.DEFAULT.name())) {
            return Optional.empty();
        }
        return Optional.of(
                new Vrf(
                        name.length() <= NAME_CHARS_MAX
                                ? name
                                : name.substring(0, NAME_CHARS_MAX)));
    }

    private void declare(Vrf vrf) {
        if (interfaces.size() < VRFS_MAX) {
            interfaces.computeIfAbsent(vrf, _ -> new LinkedHashSet<>());
        }
    }

    private void distinguish(Vrf vrf, String routeDistinguisher) {
        if (!routeDistinguisher.isEmpty()) {
            distinguishers.putIfAbsent(vrf, routeDistinguisher);
        }
    }

    /// An interface is in one domain: the first that claims it.
    private void join(Vrf vrf, int interfaceIndex) {
        declare(vrf);
        Set<Integer> members = interfaces.get(vrf);
        if (members != null
                && interfaceIndex > 0
                && domains.putIfAbsent(interfaceIndex, vrf) == null) {
            members.add(interfaceIndex);
        }
    }
}
