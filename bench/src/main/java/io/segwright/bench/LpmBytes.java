package io.segwright.bench;

import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.segwright.inventory.attribute.PrefixTrie;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/// Bytes a prefix: ours exact, by the arrays' lengths; the peer's by the heap in use before and after building it.
final class LpmBytes {
    /// An int a prefix: the place of the one that covers it; see AttributionDomain.
    private static final double CHAIN_BYTES = 4;

    private LpmBytes() {}

    static List<Measurement> run() throws BenchException {
        List<Measurement> measured = new ArrayList<>();
        double oursTotal = 0;
        double peerTotal = 0;
        int count = 0;
        for (IpFamily family : IpFamily.values()) {
            List<Prefix> prefixes = InternetTable.read(family);
            double ours = ours(prefixes, family);
            double peer = peerBytes(prefixes, family);
            oursTotal += ours;
            peerTotal += peer;
            count += prefixes.size();
            measured.add(
                    Measurement.ofCost(
                            "lpm-bytes-" + (family == IpFamily.V4 ? "v4" : "v6"),
                            ours / prefixes.size(),
                            LpmV4.PEER,
                            peer / prefixes.size(),
                            "B/prefix"));
        }
        measured.add(Measurement.alone("lpm-bytes-chain", CHAIN_BYTES, "B/prefix"));
        measured.add(
                Measurement.ofCost(
                        "lpm-bytes", oursTotal / count, LpmV4.PEER, peerTotal / count, "B/prefix"));
        return measured;
    }

    private static double ours(List<Prefix> prefixes, IpFamily family) {
        PrefixTrie trie = LpmBuild.trie(prefixes);
        return family == IpFamily.V4 ? trie.v4().bytes() : trie.v6().bytes();
    }

    private static double peerBytes(List<Prefix> prefixes, IpFamily family) {
        long before = heapInUse();
        Object peer = family == IpFamily.V4 ? peer4(prefixes) : peer6(prefixes);
        try {
            return heapInUse() - before;
        } finally {
            Reference.reachabilityFence(peer);
        }
    }

    private static IPv4AddressAssociativeTrie<Integer> peer4(List<Prefix> prefixes) {
        IPv4AddressAssociativeTrie<Integer> peer = new IPv4AddressAssociativeTrie<>();
        int value = 0;
        for (Prefix prefix : prefixes) {
            peer.put(
                    new IPv4Address((int) prefix.network().low(), prefix.length()).toPrefixBlock(),
                    ++value);
        }
        return peer;
    }

    private static IPv6AddressAssociativeTrie<Integer> peer6(List<Prefix> prefixes) {
        IPv6AddressAssociativeTrie<Integer> peer = new IPv6AddressAssociativeTrie<>();
        int value = 0;
        for (Prefix prefix : prefixes) {
            peer.put(
                    new IPv6Address(prefix.network().bytes(), prefix.length()).toPrefixBlock(),
                    ++value);
        }
        return peer;
    }

    private static long heapInUse() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc(); // a figure of what is reachable, not of garbage
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
