package io.segwright.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.Forall;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;

class OidKeyTest {
    private static final long[] EDGES = {
        0,
        1,
        127,
        128,
        255,
        16_383,
        16_384,
        2_097_151,
        2_097_152,
        268_435_455,
        268_435_456,
        4_294_967_295L
    };

    private record Pair(String first, String second) {}

    private static String oid(RandomGenerator random) {
        StringBuilder text = new StringBuilder("1." + random.nextInt(40));
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append('.').append(EDGES[random.nextInt(EDGES.length)]);
        }
        return text.toString();
    }

    @Test
    void keysSortAsOidsDo() {
        Forall.check(
                5_000,
                random -> new Pair(oid(random), oid(random)),
                pair ->
                        assertThat(
                                        Integer.signum(
                                                Arrays.compareUnsigned(
                                                        key(pair.first), key(pair.second))))
                                .isEqualTo(
                                        Integer.signum(
                                                new OID(pair.first)
                                                        .compareTo(new OID(pair.second)))));
    }

    @Test
    void aSubIdentifierReadsBackFromItsKey() {
        for (long edge : EDGES) {
            byte[] prefix = key("1.3.6");
            assertThat(OidKey.subIdAt(key("1.3.6." + edge + ".7"), prefix.length)).isEqualTo(edge);
        }
    }

    private static byte[] key(String oid) {
        try {
            return OidKey.of(Oid.of(oid).toBer());
        } catch (BerException e) {
            throw new AssertionError(oid, e);
        }
    }
}
