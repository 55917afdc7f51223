package io.segwright.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.lab.Forall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;

/// A MIB in the order in which it was put, against a list and a tree that say what that means.
class MibOrderTest {
    private static final Comparator<OID> ORDER = Comparator.naturalOrder();

    private static Mib mib(List<String> oids) {
        Mib.Builder mib = Mib.builder();
        oids.forEach(oid -> mib.put(Oid.of(oid), SnmpValue.text(oid)));
        return mib.buildAsPut();
    }

    private static byte[] key(String oid) {
        try {
            return OidKey.of(Oid.of(oid).toBer());
        } catch (BerException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void afterARowComesTheNextOneAndAfterAnyOtherOidTheLeastGreater() {
        Forall.check(
                300,
                random -> {
                    List<String> oids = new ArrayList<>();
                    for (int i = random.nextInt(1, 30); i > 0; i--) {
                        oids.add("1.3." + random.nextInt(1, 12) + "." + random.nextInt(1, 300));
                    }
                    return oids;
                },
                oids -> {
                    MibView view = new MibView(mib(oids), FaultSet.NONE);
                    Map<OID, Integer> first = new TreeMap<>(ORDER);
                    for (int i = 0; i < oids.size(); i++) {
                        first.putIfAbsent(new OID(oids.get(i)), i);
                    }
                    for (int arc = 0; arc < 13; arc++) {
                        for (int row = 0; row < 301; row += 23) {
                            String asked = "1.3." + arc + "." + row;
                            assertThat(view.after(key(asked)))
                                    .as(asked)
                                    .isEqualTo(after(oids, first, new OID(asked)));
                        }
                    }
                    for (int i = 0; i < oids.size(); i++) {
                        int row = first.getOrDefault(new OID(oids.get(i)), -1);
                        assertThat(view.exact(key(oids.get(i)))).isEqualTo(row);
                        assertThat(view.after(key(oids.get(i)))).isEqualTo(row + 1);
                        assertThat(view.after(i)).isEqualTo(i + 1);
                    }
                });
    }

    private static int after(List<String> oids, Map<OID, Integer> first, OID asked) {
        if (first.containsKey(asked)) {
            return first.get(asked) + 1;
        }
        return first.entrySet().stream()
                .filter(e -> e.getKey().compareTo(asked) > 0)
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(oids.size());
    }

    @Test
    void anOidThatWasPutTwiceIsRefusedWhereOrderCounts() {
        Mib.Builder mib = Mib.builder();
        for (String oid : List.of("1.3.6.16384.2", "2.999.3", "1.3.6.16384.2")) {
            mib.put(Oid.of(oid), SnmpValue.integer(1));
        }
        assertThatThrownBy(mib::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1.3.6.16384.2 was put twice");
        assertThat(OidKey.text(key("2.999.3.4294967295"))).isEqualTo("2.999.3.4294967295");
        assertThat(mib.buildAsPut().size()).isEqualTo(3);
    }
}
