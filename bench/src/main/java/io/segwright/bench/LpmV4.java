package io.segwright.bench;

import com.github.veqryn.collect.Cidr4Trie;
import com.github.veqryn.net.Cidr4;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import io.segwright.inventory.attribute.PrefixTrie;
import io.segwright.inventory.attribute.V4Trie;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Longest-prefix match in the whole IPv4 table, every prefix with its own value, against the IPAddress library and
/// cidr-ip-trie.
///
/// `rand`: uniform addresses. `hit`: a random prefix, a random host inside: the dearest, since it spreads over
/// everything. The peers' address objects are made beforehand, which is in their favour.
final class LpmV4 {
    static final String PEER = "IPAddress 5.6.2";
    private static final String SECOND_PEER = "cidr-ip-trie 1.0.1";
    private static final int BATCH_OPERATIONS = 65_536; // about 1 ms
    static final int BLOCK = 1_024;
    private static final int PEER_OPERATIONS = 512; // about 1 to 3 ms
    private static final int QUERIES =
            120 * BATCH_OPERATIONS; // a slice meets queries that it has not met before

    private LpmV4() {}

    static List<Measurement> run() throws BenchException {
        List<Prefix> prefixes = InternetTable.read(IpFamily.V4);
        Map<Prefix, Integer> values = new HashMap<>();
        IPv4AddressAssociativeTrie<Integer> peer = new IPv4AddressAssociativeTrie<>();
        Cidr4Trie<Integer> second = new Cidr4Trie<>();
        for (Prefix prefix : prefixes) {
            int value = values.size() + 1;
            values.put(prefix, value);
            peer.put(
                    new IPv4Address((int) prefix.network().low(), prefix.length()).toPrefixBlock(),
                    value);
            second.put(new Cidr4((int) prefix.network().low(), prefix.length()), value);
        }
        V4Trie ours = PrefixTrie.of(values).v4();
        values.clear();
        SplittableRandom random = new SplittableRandom(1);
        int[] rand = random.ints(QUERIES).toArray();
        int[] hit = new int[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
            long host = random.nextLong(1L << (32 - prefix.length()));
            hit[i] = (int) (prefix.network().low() | host);
        }
        check(ours, peer, second, hit);
        List<Measurement> measured = new ArrayList<>();
        measured.addAll(measure("rand", ours, peer, second, rand));
        measured.addAll(measure("hit", ours, peer, second, hit));
        return measured;
    }

    private static List<Measurement> measure(
            String queries,
            V4Trie ours,
            IPv4AddressAssociativeTrie<Integer> peer,
            Cidr4Trie<Integer> second,
            int[] addresses) {
        IPv4Address[] objects = new IPv4Address[PEER_OPERATIONS * 64];
        Cidr4[] cidrs = new Cidr4[objects.length];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = new IPv4Address(addresses[i]);
            cidrs[i] = new Cidr4(addresses[i], Integer.SIZE);
        }
        double[] nanos =
                Slices.nanosPerOperation(
                        List.of(
                                new Slices.Subject(
                                        "batch",
                                        BATCH_OPERATIONS,
                                        round -> batch(ours, addresses, round)),
                                new Slices.Subject(
                                        "single",
                                        BATCH_OPERATIONS,
                                        round -> single(ours, addresses, round)),
                                new Slices.Subject(
                                        "peer",
                                        PEER_OPERATIONS,
                                        round -> peer(peer, objects, round)),
                                new Slices.Subject(
                                        "second peer",
                                        PEER_OPERATIONS,
                                        round -> second(second, cidrs, round))));
        return List.of(
                Measurement.ofCost("lpm-v4-" + queries, nanos[0], PEER, nanos[2], "ns/lookup"),
                Measurement.ofCost(
                        "lpm-v4-" + queries + "-single", nanos[1], PEER, nanos[2], "ns/lookup"),
                Measurement.ofCost(
                        "lpm-v4-" + queries + "-single",
                        nanos[1],
                        SECOND_PEER,
                        nanos[3],
                        "ns/lookup"));
    }

    /// In blocks, as a flow decoder hands over what it has decoded.
    private static long batch(V4Trie ours, int[] addresses, int round) {
        int[] block = new int[BLOCK];
        int[] values = new int[BLOCK];
        int start = from(round, BATCH_OPERATIONS, addresses.length);
        long sum = 0;
        for (int from = start; from < start + BATCH_OPERATIONS; from += BLOCK) {
            System.arraycopy(addresses, from, block, 0, BLOCK);
            ours.lookupAll(block, 0, BLOCK, values);
            for (int value : values) {
                sum += value;
            }
        }
        return sum;
    }

    // The subjects walk the same queries half a turn apart: none finds what another has just
    // warmed.
    private static long single(V4Trie ours, int[] addresses, int round) {
        int from = from(round + 60, BATCH_OPERATIONS, addresses.length);
        long sum = 0;
        for (int i = from; i < from + BATCH_OPERATIONS; i++) {
            sum += ours.lookup(addresses[i]);
        }
        return sum;
    }

    private static long peer(
            IPv4AddressAssociativeTrie<Integer> peer, IPv4Address[] objects, int round) {
        int from = from(round, PEER_OPERATIONS, objects.length);
        long sum = 0;
        for (int i = from; i < from + PEER_OPERATIONS; i++) {
            var node = peer.longestPrefixMatchNode(objects[i]);
            sum += node == null ? 0 : node.getValue();
        }
        return sum;
    }

    private static long second(Cidr4Trie<Integer> peer, Cidr4[] cidrs, int round) {
        int from = from(round, PEER_OPERATIONS, cidrs.length);
        long sum = 0;
        for (int i = from; i < from + PEER_OPERATIONS; i++) {
            Integer value = peer.longestPrefixOfValue(cidrs[i], true);
            sum += value == null ? 0 : value;
        }
        return sum;
    }

    static int from(int round, int operations, int length) {
        return (int) (((long) round * operations) % length);
    }

    private static void check(
            V4Trie ours,
            IPv4AddressAssociativeTrie<Integer> peer,
            Cidr4Trie<Integer> second,
            int[] addresses)
            throws BenchException {
        for (int i = 0; i < 10_000; i++) {
            var node = peer.longestPrefixMatchNode(new IPv4Address(addresses[i]));
            int expected = node == null ? PrefixTrie.NONE : node.getValue();
            Integer other =
                    second.longestPrefixOfValue(new Cidr4(addresses[i], Integer.SIZE), true);
            boolean agreed = expected == (other == null ? PrefixTrie.NONE : other);
            if (!agreed || ours.lookup(addresses[i]) != expected) {
                throw new BenchException(
                        new IPv4Address(addresses[i])
                                + ": value "
                                + ours.lookup(addresses[i])
                                + ", want the peers' "
                                + expected
                                + " and "
                                + other);
            }
        }
    }
}
