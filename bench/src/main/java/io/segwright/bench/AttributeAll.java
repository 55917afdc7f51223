package io.segwright.bench;

import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionDomain;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/// A million addresses attributed anew, now and at a moment of the past, over the whole IPv4 table with an allocation of
/// its own a prefix: CPU time of the whole process, the middle of several runs. The peer asks for a hundredth of them.
final class AttributeAll {
    private static final Instant NOW = Instant.parse("2026-08-22T00:00:00Z");
    private static final int ADDRESSES = 1_000_000;
    private static final int BLOCK = 1_024;
    private static final int RUNS = 21;
    private static final int WARM_UP = 6;
    private static final int PEER_PART = 100;

    private AttributeAll() {}

    static List<Measurement> run() throws BenchException {
        List<Prefix> prefixes = InternetTable.read(IpFamily.V4);
        List<Allocation> allocations = new ArrayList<>(prefixes.size());
        IPv4AddressAssociativeTrie<Tags> peer = new IPv4AddressAssociativeTrie<>();
        for (int i = 0; i < prefixes.size(); i++) {
            Prefix prefix = prefixes.get(i);
            Tags tags = new Tags("as-" + i, "", "", "", "registry");
            allocations.add(
                    new Allocation(
                            Vrf.DEFAULT,
                            prefix,
                            tags,
                            Instant.EPOCH,
                            Instant.MAX,
                            Polling.ALLOWED,
                            "bench"));
            peer.put(
                    new IPv4Address((int) prefix.network().low(), prefix.length()).toPrefixBlock(),
                    tags);
        }
        long start = ProcessCpu.nanos();
        AttributionDomain domain =
                AttributionIndex.build(allocations, NOW).domain(Vrf.DEFAULT).orElseThrow();
        double built = (ProcessCpu.nanos() - start) / 1e6;
        SplittableRandom random = new SplittableRandom(1);
        int[] addresses = random.ints(ADDRESSES).toArray();
        double now = median(() -> all(domain, addresses, NOW));
        double then = median(() -> all(domain, addresses, NOW.minusSeconds(86_400)));
        double peers = PEER_PART * median(() -> peer(peer, addresses));
        return List.of(
                Measurement.ofCost("attribute-all-1m", now, LpmV4.PEER, peers, "ms of CPU"),
                Measurement.ofCost("attribute-all-1m-then", then, LpmV4.PEER, peers, "ms of CPU"),
                Measurement.alone("attribute-index-build-v4", built, "ms of CPU"));
    }

    private static long all(AttributionDomain domain, int[] addresses, Instant at) {
        int[] block = new int[BLOCK];
        int[] ordinals = new int[BLOCK];
        Tags[] tags = new Tags[BLOCK];
        long sum = 0;
        for (int from = 0; from < addresses.length; from += BLOCK) {
            int count = Math.min(BLOCK, addresses.length - from);
            System.arraycopy(addresses, from, block, 0, count);
            domain.tagsAll(block, count, at, ordinals, tags);
            for (int i = 0; i < count; i++) {
                sum += tags[i].service().length();
            }
        }
        return sum;
    }

    private static long peer(IPv4AddressAssociativeTrie<Tags> peer, int[] addresses) {
        long sum = 0;
        for (int i = 0; i < ADDRESSES / PEER_PART; i++) {
            var node = peer.longestPrefixMatchNode(new IPv4Address(addresses[i]));
            sum += node == null ? 0 : node.getValue().service().length();
        }
        return sum;
    }

    private static double median(LongSupplier work) {
        double[] millis = new double[RUNS];
        long sum = 0;
        for (int run = -WARM_UP; run < RUNS; run++) {
            long start = ProcessCpu.nanos();
            sum += work.getAsLong();
            if (run >= 0) {
                millis[run] = (ProcessCpu.nanos() - start) / 1e6;
            }
        }
        if (sum == Long.MIN_VALUE) {
            System.err.println("an unlikely checksum: " + sum);
        }
        Arrays.sort(millis);
        return millis[RUNS / 2];
    }
}
