package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrefixTrieTest {
    private static final int SEEDS = 1_200;

    @Test
    void agreesWithALinearScanOneByOneAndInBatches() {
        int covered = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<Prefix, Integer> table = RandomPrefixes.table(random, random.nextInt(60));
            PrefixTrie trie = PrefixTrie.of(table);
            List<Prefix> prefixes = List.copyOf(table.keySet());
            int count = random.nextInt(1, 150);
            IpAddress[] probes = new IpAddress[count];
            int[] expected = new int[count];
            for (int i = 0; i < count; i++) {
                probes[i] = RandomPrefixes.probe(random, prefixes);
                expected[i] = LinearLookup.lookup(table, probes[i]);
                assertThat(trie.lookup(probes[i]))
                        .as("seed %d: %s in %s", seed, probes[i], table)
                        .isEqualTo(expected[i]);
                covered += expected[i] == PrefixTrie.NONE ? 0 : 1;
            }
            assertThat(inBatches(trie, probes)).as("seed %d, in batches", seed).isEqualTo(expected);
        }
        assertThat(covered).as("probes that some prefix covers").isGreaterThan(SEEDS * 30);
    }

    private static int[] inBatches(PrefixTrie trie, IpAddress[] probes) {
        int[] v4 = new int[probes.length];
        long[] highs = new long[probes.length];
        long[] lows = new long[probes.length];
        for (int i = 0; i < probes.length; i++) {
            v4[i] = (int) probes[i].low();
            highs[i] = probes[i].high();
            lows[i] = probes[i].low();
        }
        int[] values4 = new int[probes.length];
        int[] values6 = new int[probes.length];
        int half = probes.length / 2;
        trie.v4().lookupAll(v4, 0, half, values4);
        trie.v4().lookupAll(v4, half, probes.length - half, values4);
        trie.v6().lookupAll(highs, lows, 0, half, values6);
        trie.v6().lookupAll(highs, lows, half, probes.length - half, values6);
        int[] values = new int[probes.length];
        for (int i = 0; i < probes.length; i++) {
            values[i] = probes[i].family() == IpFamily.V4 ? values4[i] : values6[i];
        }
        return values;
    }

    @Test
    void aLargeTableAgreesWithASmallOneOfTheSamePrefixes() {
        // Enough prefixes for the 18-bit root; the small probe table keeps the linear scan
        // affordable.
        SplittableRandom random = new SplittableRandom(7);
        Map<Prefix, Integer> table = new java.util.HashMap<>();
        for (int i = 0; i < V4Trie.LARGE + 10; i++) {
            table.put(Prefix.covering(IpAddress.v4((10 << 24) | (i << 6)), 26), 1 + (i % 9));
        }
        table.putAll(RandomPrefixes.table(random, 500));
        PrefixTrie trie = PrefixTrie.of(table);
        List<Prefix> prefixes = List.copyOf(table.keySet());
        for (int i = 0; i < 300; i++) {
            IpAddress probe = RandomPrefixes.probe(random, prefixes);
            assertThat(trie.lookup(probe))
                    .as(probe.toString())
                    .isEqualTo(LinearLookup.lookup(table, probe));
        }
    }

    @Test
    void aLookUpAllocatesNothing() {
        SplittableRandom random = new SplittableRandom(3);
        PrefixTrie trie = PrefixTrie.of(RandomPrefixes.table(random, 500));
        int[] addresses = random.ints(4_096).toArray();
        int[] values = new int[addresses.length];
        long[] highs = random.longs(4_096).toArray();
        var threads =
                (com.sun.management.ThreadMXBean)
                        java.lang.management.ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 3; round++) { // the first rounds load classes
            long before = threads.getCurrentThreadAllocatedBytes();
            trie.v4().lookupAll(addresses, 0, addresses.length, values);
            trie.v6().lookupAll(highs, highs, 0, highs.length, values);
            int sum = 0;
            for (int address : addresses) {
                sum += trie.v4().lookup(address) + trie.v6().lookup(highs[0], address);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(sum).isNotNegative();
            if (round == 2) {
                assertThat(allocated).as("bytes for 16384 look-ups").isZero();
            }
        }
    }

    @Test
    void refusesAValueThatMeansNothing() {
        assertThatThrownBy(() -> PrefixTrie.of(Map.of(Prefix.of("10.0.0.0/8"), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10.0.0.0/8 has the value 0: want 1 or more");
    }
}
