package io.segwright.collectors.snmp.table;

import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.ArpFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snmp4j.smi.OID;

/// The addresses and neighbours of routing domains whose interfaces have none without a context: some agents answer
/// for the default domain only, and for another one in a context of its own.
///
/// Which context is told by CISCO-CONTEXT-MAPPING-MIB, or by vacmContextTable (RFC 3415) where it has the domain's
/// name. Nothing is guessed: a wrong context is met with silence, at every poll. The first that is not answered ends
/// it. Of what comes back only rows on the domain's own interfaces count: an agent that ignores contexts repeats the
/// default domain.
final class VrfContexts {
    static final OID CISCO_MAPPING =
            new OID("1.3.6.1.4.1.9.9.468.1.1.1.2"); // cContextMappingVrfName
    static final OID VACM_CONTEXT = new OID("1.3.6.1.6.3.16.1.1.1.1"); // vacmContextName
    private static final int CONTEXTS_MAX = 64; // at about ten requests each: half a minute

    private final Walker walker;
    private final int enterprise;
    private final List<Addresses.Found> addresses = new ArrayList<>();
    private final List<ArpFact> arp = new ArrayList<>();

    private VrfContexts(Walker walker, int enterprise) {
        this.walker = walker;
        this.enterprise = enterprise;
    }

    /// What the contexts showed.
    record Hidden(List<Addresses.Found> addresses, List<ArpFact> arp) {}

    /// @param known the device's addresses as it tells them without a context
    static Hidden read(KnownTables tables, int enterprise, Vrfs vrfs, List<Addresses.Found> known) {
        Map<Vrf, Set<Integer>> hidden = withoutAddress(vrfs, known);
        VrfContexts contexts = new VrfContexts(tables.walker(), enterprise);
        if (!hidden.isEmpty()) {
            contexts.read(tables, hidden);
        }
        return new Hidden(contexts.addresses, contexts.arp);
    }

    private static Map<Vrf, Set<Integer>> withoutAddress(Vrfs vrfs, List<Addresses.Found> known) {
        Set<Integer> addressed = new HashSet<>();
        known.forEach(found -> addressed.add(found.interfaceIndex()));
        Map<Vrf, Set<Integer>> hidden = new HashMap<>();
        vrfs.members()
                .forEach((vrf, members) -> {
                    if (!members.isEmpty() && members.stream().noneMatch(addressed::contains)) {
                        hidden.put(vrf, members);
                    }
                });
        return hidden;
    }

    private void read(KnownTables tables, Map<Vrf, Set<Integer>> hidden) {
        Map<String, String> named = names(tables);
        int asked = 0;
        for (Vrf vrf : hidden.keySet().stream().sorted().toList()) {
            String context = named.getOrDefault(vrf.name(), "");
            if (context.isEmpty()) {
                continue; // its interfaces have no addresses, perhaps
            }
            if (asked++ >= CONTEXTS_MAX) {
                walker.note(
                        "contexts: more than "
                                + CONTEXTS_MAX
                                + " domains, the others are not asked");
                return;
            }
            Set<Integer> members = hidden.getOrDefault(vrf, Set.of());
            if (walker.inContext(context, inside -> readOne(inside, members)).isEmpty()) {
                return;
            }
        }
    }

    /// Context names by the domain that they are for.
    private static Map<String, String> names(KnownTables tables) {
        Map<String, String> names = new HashMap<>();
        for (Row row : tables.walk("vacmContextTable", VACM_CONTEXT, VACM_CONTEXT).rows()) {
            String context = row.cell(0).text();
            if (!context.isEmpty()) {
                names.put(context, context);
            }
        }
        for (Row row : tables.walk("cContextMappingTable", CISCO_MAPPING, CISCO_MAPPING).rows()) {
            Optional<String> context = new IndexReader(row.index(), 0).text();
            String domain = row.cell(0).text();
            if (!domain.isEmpty()) {
                context.ifPresent(name -> names.put(domain, name));
            }
        }
        return names;
    }

    private Boolean readOne(Walker inside, Set<Integer> members) {
        for (Addresses.Found found : Addresses.read(inside, enterprise)) {
            if (members.contains(found.interfaceIndex())) {
                addresses.add(found);
            }
        }
        for (ArpFact fact : Neighbours.read(inside)) {
            if (members.contains(fact.interfaceIndex())) {
                arp.add(fact);
            }
        }
        return true;
    }
}
