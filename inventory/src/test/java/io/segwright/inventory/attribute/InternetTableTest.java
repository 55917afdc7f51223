package io.segwright.inventory.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole Internet's prefixes, each with its own value, against the IPAddress library's tries.
@Tag("data")
class InternetTableTest {
    private static final int LOOKUPS = 250_000;

    @Test
    void agreesWithTheIpAddressLibraryOnIpv4() throws IOException {
        List<Prefix> prefixes = prefixes(IpFamily.V4);
        IPv4AddressAssociativeTrie<Integer> peer = new IPv4AddressAssociativeTrie<>();
        for (int i = 0; i < prefixes.size(); i++) {
            Prefix prefix = prefixes.get(i);
            peer.put(
                    new IPv4Address((int) prefix.network().low(), prefix.length()).toPrefixBlock(),
                    i + 1);
        }
        checkAgainst(
                prefixes,
                address -> {
                    var node = peer.longestPrefixMatchNode(new IPv4Address((int) address.low()));
                    return node == null ? PrefixTrie.NONE : node.getValue();
                });
    }

    @Test
    void agreesWithTheIpAddressLibraryOnIpv6() throws IOException {
        List<Prefix> prefixes = prefixes(IpFamily.V6);
        IPv6AddressAssociativeTrie<Integer> peer = new IPv6AddressAssociativeTrie<>();
        for (int i = 0; i < prefixes.size(); i++) {
            Prefix prefix = prefixes.get(i);
            peer.put(
                    new IPv6Address(prefix.network().bytes(), prefix.length()).toPrefixBlock(),
                    i + 1);
        }
        checkAgainst(
                prefixes,
                address -> {
                    var node = peer.longestPrefixMatchNode(new IPv6Address(address.bytes()));
                    return node == null ? PrefixTrie.NONE : node.getValue();
                });
    }

    private static void checkAgainst(List<Prefix> prefixes, ToIntFunction<IpAddress> peer) {
        Map<Prefix, Integer> values = new HashMap<>();
        prefixes.forEach(prefix -> values.put(prefix, values.size() + 1));
        PrefixTrie trie = PrefixTrie.of(values);
        SplittableRandom random = new SplittableRandom(1);
        int covered = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            IpAddress address = RandomPrefixes.probe(random, prefixes);
            if (address.family() != prefixes.getFirst().family()) {
                continue;
            }
            int expected = peer.applyAsInt(address);
            int actual = trie.lookup(address);
            if (actual != expected) {
                assertThat(actual).as(address.toString()).isEqualTo(expected);
            }
            covered += expected == PrefixTrie.NONE ? 0 : 1;
        }
        assertThat(covered).as("look-ups that some prefix covers").isGreaterThan(LOOKUPS / 2);
        assertThat((double) trie.bytes() / values.size()).as("bytes a prefix").isLessThan(16);
    }

    private static List<Prefix> prefixes(IpFamily family) throws IOException {
        String root = System.getProperty("segwright.root", ".");
        Path data = Path.of(System.getProperty("segwright.data", root + "/../shared/data"));
        Path table = data.resolve("lpm/internet-prefixes.txt.gz");
        if (!Files.isReadable(table)) {
            System.err.println(
                    "SKIPPED InternetTableTest: no " + table + "; -Dsegwright.data=DIR names it");
            Assumptions.abort("no " + table);
        }
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(table)),
                                StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> line.contains(":") == (family == IpFamily.V6))
                    .map(Prefix::of)
                    .toList();
        }
    }
}
