package io.segwright.bench;

import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.segwright.inventory.attribute.PrefixTrie;
import io.segwright.inventory.attribute.V6Trie;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// As [LpmV4], for IPv6; uniform addresses would nearly all miss, so there is `hit` only.
final class LpmV6 {
    private static final int BATCH_OPERATIONS = 32_768; // about 1 ms
    private static final int PEER_OPERATIONS = 512; // about 1 to 2 ms
    private static final int QUERIES =
            120 * BATCH_OPERATIONS; // a slice meets queries that it has not met before

    private LpmV6() {}

    static List<Measurement> run() throws BenchException {
        List<Prefix> prefixes = InternetTable.read(IpFamily.V6);
        Map<Prefix, Integer> values = new HashMap<>();
        IPv6AddressAssociativeTrie<Integer> peer = new IPv6AddressAssociativeTrie<>();
        for (Prefix prefix : prefixes) {
            int value = values.size() + 1;
            values.put(prefix, value);
            peer.put(
                    new IPv6Address(prefix.network().bytes(), prefix.length()).toPrefixBlock(),
                    value);
        }
        V6Trie ours = PrefixTrie.of(values).v6();
        SplittableRandom random = new SplittableRandom(1);
        long[] highs = new long[QUERIES];
        long[] lows = new long[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
            IpAddress last = prefix.last();
            highs[i] =
                    prefix.network().high()
                            | (random.nextLong() & (last.high() ^ prefix.network().high()));
            lows[i] =
                    prefix.network().low()
                            | (random.nextLong() & (last.low() ^ prefix.network().low()));
        }
        return measure(ours, peer, highs, lows);
    }

    private static List<Measurement> measure(
            V6Trie ours, IPv6AddressAssociativeTrie<Integer> peer, long[] highs, long[] lows)
            throws BenchException {
        IPv6Address[] objects = new IPv6Address[PEER_OPERATIONS * 64];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = new IPv6Address(IpAddress.v6(highs[i], lows[i]).bytes());
            var node = peer.longestPrefixMatchNode(objects[i]);
            int expected = node == null ? PrefixTrie.NONE : node.getValue();
            if (ours.lookup(highs[i], lows[i]) != expected) {
                throw new BenchException(
                        objects[i]
                                + ": value "
                                + ours.lookup(highs[i], lows[i])
                                + ", want the peer's "
                                + expected);
            }
        }
        double[] nanos =
                Slices.nanosPerOperation(
                        List.of(
                                new Slices.Subject(
                                        "batch",
                                        BATCH_OPERATIONS,
                                        round -> batch(ours, highs, lows, round)),
                                new Slices.Subject(
                                        "single",
                                        BATCH_OPERATIONS,
                                        round -> single(ours, highs, lows, round)),
                                new Slices.Subject(
                                        "peer",
                                        PEER_OPERATIONS,
                                        round -> peer(peer, objects, round))));
        return List.of(
                Measurement.ofCost("lpm-v6-hit", nanos[0], LpmV4.PEER, nanos[2], "ns/lookup"),
                Measurement.ofCost(
                        "lpm-v6-hit-single", nanos[1], LpmV4.PEER, nanos[2], "ns/lookup"));
    }

    private static long batch(V6Trie ours, long[] highs, long[] lows, int round) {
        long[] blockHighs = new long[LpmV4.BLOCK];
        long[] blockLows = new long[LpmV4.BLOCK];
        int[] values = new int[LpmV4.BLOCK];
        int start = LpmV4.from(round, BATCH_OPERATIONS, highs.length);
        long sum = 0;
        for (int from = start; from < start + BATCH_OPERATIONS; from += LpmV4.BLOCK) {
            System.arraycopy(highs, from, blockHighs, 0, LpmV4.BLOCK);
            System.arraycopy(lows, from, blockLows, 0, LpmV4.BLOCK);
            ours.lookupAll(blockHighs, blockLows, 0, LpmV4.BLOCK, values);
            for (int value : values) {
                sum += value;
            }
        }
        return sum;
    }

    // The subjects walk the same queries half a turn apart: none finds what another has just
    // warmed.
    private static long single(V6Trie ours, long[] highs, long[] lows, int round) {
        int from = LpmV4.from(round + 60, BATCH_OPERATIONS, highs.length);
        long sum = 0;
        for (int i = from; i < from + BATCH_OPERATIONS; i++) {
            sum += ours.lookup(highs[i], lows[i]);
        }
        return sum;
    }

    private static long peer(
            IPv6AddressAssociativeTrie<Integer> peer, IPv6Address[] objects, int round) {
        int from = LpmV4.from(round, PEER_OPERATIONS, objects.length);
        long sum = 0;
        for (int i = from; i < from + PEER_OPERATIONS; i++) {
            var node = peer.longestPrefixMatchNode(objects[i]);
            sum += node == null ? 0 : node.getValue();
        }
        return sum;
    }
}
