package io.segwright.bench;

import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.segwright.inventory.attribute.PrefixTrie;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/// A million prefixes of the Internet, shuffled, each with its own value, made a trie: CPU time of the whole process,
/// compiler and collector included, of the middle one of several runs.
final class LpmBuild {
    private static final int PREFIXES = 1_000_000;
    private static final int RUNS = 15;
    private static final int WARM_UP = 5;
    private static final int PEER_RUNS = 3;

    private LpmBuild() {}

    static List<Measurement> run() throws BenchException {
        List<Prefix> table = new ArrayList<>(InternetTable.read(IpFamily.V4));
        table.addAll(InternetTable.read(IpFamily.V6));
        List<Prefix> prefixes = new ArrayList<>(table.subList(0, PREFIXES));
        Collections.shuffle(prefixes, new Random(38));
        double ours = median(RUNS, WARM_UP, () -> trie(prefixes).bytes());
        double peer = median(PEER_RUNS, 0, () -> peer(prefixes));
        return List.of(Measurement.ofCost("lpm-build-1m", ours, LpmV4.PEER, peer, "ms of CPU"));
    }

    static PrefixTrie trie(List<Prefix> prefixes) {
        PrefixTrie.Builder builder = new PrefixTrie.Builder(prefixes.size());
        int value = 0;
        for (Prefix prefix : prefixes) {
            builder.add(prefix, ++value);
        }
        return builder.build();
    }

    private static long peer(List<Prefix> prefixes) {
        IPv4AddressAssociativeTrie<Integer> v4 = new IPv4AddressAssociativeTrie<>();
        IPv6AddressAssociativeTrie<Integer> v6 = new IPv6AddressAssociativeTrie<>();
        int value = 0;
        for (Prefix prefix : prefixes) {
            value++;
            if (prefix.family() == IpFamily.V4) {
                int network = (int) prefix.network().low();
                v4.put(new IPv4Address(network, prefix.length()).toPrefixBlock(), value);
            } else {
                v6.put(
                        new IPv6Address(prefix.network().bytes(), prefix.length()).toPrefixBlock(),
                        value);
            }
        }
        return (long) v4.size() + v6.size();
    }

    private static double median(int runs, int warmUp, LongSupplier build) {
        double[] millis = new double[runs];
        long sum = 0;
        for (int run = -warmUp; run < runs; run++) {
            long start = ProcessCpu.nanos();
            sum += build.getAsLong();
            if (run >= 0) {
                millis[run] = (ProcessCpu.nanos() - start) / 1e6;
            }
        }
        if (sum == Long.MIN_VALUE) {
            System.err.println("an unlikely checksum: " + sum);
        }
        Arrays.sort(millis);
        return millis[runs / 2];
    }
}
