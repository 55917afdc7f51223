package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.NotTaken;
import io.segwright.inventory.net.Vrf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Routing domains by NetBox's numbers. There a name may have blanks and two domains may have one name; here neither.
final class NetboxVrfs {
    private static final int NAME_CHARS = 48; // leaves room for what tells two apart

    private final Map<Long, Vrf> names = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();

    /// A name that several have, or that is ours for the default one, gets its number behind it.
    NetboxVrfs(NetboxTables tables) {
        Map<String, Integer> uses = new HashMap<>();
        for (NetboxObject vrf : tables.all(NetboxModel.VRF)) {
            uses.merge(plain(vrf), 1, Integer::sum);
        }
        for (NetboxObject vrf : tables.all(NetboxModel.VRF)) {
            String name = plain(vrf);
            boolean unique = uses.getOrDefault(name, 0) == 1 && !name.equals(Vrf.DEFAULT.name());
            names.put(vrf.id(), new Vrf(unique ? name : name + "@" + vrf.id()));
        }
    }

    private static String plain(NetboxObject vrf) {
        String name = vrf.text("name").replaceAll("[\\s\\p{Cntrl}]+", "-");
        if (name.isEmpty()) {
            return "vrf-" + vrf.id();
        }
        return name.length() <= NAME_CHARS ? name : name.substring(0, NAME_CHARS);
    }

    /// Notes that something in the domain of an object is taken.
    void take(NetboxObject object, NetboxTables tables) {
        tables.reference(object, "vrf", NetboxModel.VRF).ifPresent(vrf -> taken.add(vrf.id()));
    }

    /// Those of which nothing is: a domain comes with what is in it.
    List<NotTaken> notTaken(NetboxTables tables) {
        return tables.all(NetboxModel.VRF).stream()
                .filter(vrf -> !taken.contains(vrf.id()))
                .map(vrf ->
                        new NotTaken(
                                vrf.key(),
                                NotTaken.Cause.LEFT_OUT,
                                names.getOrDefault(vrf.id(), Vrf.DEFAULT)
                                        + ": no prefix, range or address in it is taken"))
                .toList();
    }

    /// The domain that a field names; the default one where it names none.
    Vrf of(NetboxObject object, NetboxTables tables) {
        return tables.reference(object, "vrf", NetboxModel.VRF)
                .map(vrf -> names.getOrDefault(vrf.id(), new Vrf(plain(vrf))))
                .orElse(Vrf.DEFAULT);
    }
}
