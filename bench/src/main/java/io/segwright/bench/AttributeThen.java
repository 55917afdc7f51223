package io.segwright.bench;

import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionDomain;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Whose an address was at a moment: the inherited tags for a random address and time, one by one.
///
/// Three tables: Azure's history; 24 prefixes one in another, each with 1,000 versions; one prefix with 200,000 versions
/// among 100,000 with one. The peer is what one would write over the IPAddress library: its trie with a sorted map of
/// versions a prefix, and a walk to the root that takes at each step the version of then.
final class AttributeThen {
    private static final Instant NOW = Instant.parse("2026-08-22T00:00:00Z");
    private static final int OPERATIONS = 8_192; // about 1 ms
    private static final int PEER_OPERATIONS = 512;
    private static final int QUERIES = 120 * OPERATIONS;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AttributeThen() {}

    static List<Measurement> run() throws BenchException {
        List<Measurement> measured = new ArrayList<>();
        List<Allocation> azure =
                CloudHistory.azure().stream()
                        .filter(a -> a.prefix().family() == IpFamily.V4)
                        .toList();
        measured.addAll(measure("azure", azure));
        measured.addAll(measure("deep", deep()));
        measured.addAll(measure("versions", versions()));
        return measured;
    }

    private static List<Allocation> deep() {
        List<Allocation> allocations = new ArrayList<>();
        for (int length = 9; length <= 32; length++) {
            Prefix prefix = Prefix.covering(IpAddress.of("10.20.30.40"), length);
            for (int version = 0; version < 1_000; version++) {
                Instant from = NOW.minus(Duration.ofHours(25L * version + length));
                allocations.add(
                        allocation(prefix, "s" + length, from, from.plus(Duration.ofHours(20))));
            }
        }
        return allocations;
    }

    private static List<Allocation> versions() {
        List<Allocation> allocations = new ArrayList<>();
        Prefix busy = Prefix.of("10.0.0.0/24");
        for (int version = 0; version < 200_000; version++) {
            Instant from = NOW.minus(Duration.ofMinutes(version + 1));
            allocations.add(
                    allocation(busy, "s" + version % 97, from, from.plus(Duration.ofMinutes(1))));
        }
        for (int i = 1; i < 100_000; i++) {
            Prefix prefix = Prefix.covering(IpAddress.v4((10 << 24) + (i << 8)), 24);
            allocations.add(allocation(prefix, "t" + i % 97, Instant.EPOCH, Instant.MAX));
        }
        return allocations;
    }

    private static Allocation allocation(Prefix prefix, String service, Instant from, Instant to) {
        Tags tags = new Tags(service, "", "", "", "ana");
        return new Allocation(Vrf.DEFAULT, prefix, tags, from, to, Polling.ALLOWED, "bench");
    }

    private static List<Measurement> measure(String name, List<Allocation> allocations)
            throws BenchException {
        AttributionDomain ours =
                AttributionIndex.build(allocations, NOW).domain(Vrf.DEFAULT).orElseThrow();
        Peer peer = new Peer(allocations);
        SplittableRandom random = new SplittableRandom(1);
        IpAddress[] addresses = new IpAddress[QUERIES];
        Instant[] times = new Instant[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            Prefix prefix = allocations.get(random.nextInt(allocations.size())).prefix();
            long host = random.nextLong(1L << (32 - prefix.length()));
            addresses[i] = IpAddress.v4((int) (prefix.network().low() | host));
            times[i] = NOW.minusSeconds(random.nextLong(4 * 365 * 86_400L));
            boolean checked = i < 20_000;
            if (checked
                    && !ours.tags(addresses[i], times[i])
                            .service()
                            .equals(peer.service(addresses[i], times[i]))
                    && !name.equals("azure")) { // there a prefix has several at once, the peer one
                throw new BenchException(addresses[i] + " at " + times[i] + ": not as the peer's");
            }
        }
        double[] nanos =
                Slices.nanosPerOperation(
                        List.of(
                                new Slices.Subject(
                                        "ours",
                                        OPERATIONS,
                                        round -> ours(ours, addresses, times, round)),
                                new Slices.Subject(
                                        "peer",
                                        PEER_OPERATIONS,
                                        round -> peer(peer, addresses, times, round))));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        ours(ours, addresses, times, 7);
        double allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        return List.of(
                Measurement.ofCost(
                        "attribute-then-" + name,
                        nanos[0],
                        LpmV4.PEER + " with maps",
                        nanos[1],
                        "ns/lookup"),
                Measurement.alone(
                        "attribute-then-" + name + "-allocated",
                        allocated / OPERATIONS,
                        "B/lookup"));
    }

    private static long ours(
            AttributionDomain ours, IpAddress[] addresses, Instant[] times, int round) {
        int from = LpmV4.from(round, OPERATIONS, addresses.length);
        long sum = 0;
        for (int i = from; i < from + OPERATIONS; i++) {
            sum += ours.tags(addresses[i], times[i]).service().length();
        }
        return sum;
    }

    private static long peer(Peer peer, IpAddress[] addresses, Instant[] times, int round) {
        int from = LpmV4.from(round + 60, OPERATIONS, addresses.length);
        long sum = 0;
        for (int i = from; i < from + PEER_OPERATIONS; i++) {
            sum += peer.service(addresses[i], times[i]).length();
        }
        return sum;
    }

    private static final class Peer {
        private final IPv4AddressAssociativeTrie<NavigableMap<Instant, Allocation>> trie =
                new IPv4AddressAssociativeTrie<>();

        Peer(List<Allocation> allocations) {
            for (Allocation allocation : allocations) {
                Prefix prefix = allocation.prefix();
                IPv4Address block =
                        new IPv4Address((int) prefix.network().low(), prefix.length())
                                .toPrefixBlock();
                NavigableMap<Instant, Allocation> versions = trie.get(block);
                if (versions == null) {
                    versions = new TreeMap<>();
                    trie.put(block, versions);
                }
                versions.put(allocation.validFrom(), allocation);
            }
        }

        String service(IpAddress address, Instant at) {
            var node = trie.longestPrefixMatchNode(new IPv4Address((int) address.low()));
            while (node != null) {
                if (node.isAdded()) {
                    Map.Entry<Instant, Allocation> version = node.getValue().floorEntry(at);
                    if (version != null && version.getValue().validTo().isAfter(at)) {
                        return version.getValue().tags().service();
                    }
                }
                node = node.getParent();
            }
            return "";
        }
    }
}
