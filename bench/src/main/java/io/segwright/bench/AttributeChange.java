package io.segwright.bench;

import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.AttributionIndex;
import io.segwright.inventory.attribute.HostRoutes;
import io.segwright.inventory.attribute.LiveAttribution;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// What a change costs in an index over the whole IPv4 table while another thread asks it, and how long that one's
/// questions take: nobody waits for anybody. The peer is the IPAddress library's trie, which must not be asked meanwhile.
final class AttributeChange {
    private static final Instant NOW = Instant.parse("2026-08-22T00:00:00Z");
    private static final int CHANGES = 20_000;
    private static final int WARM_UP = 4_000;
    private static final int ASKED_TOGETHER =
            1_024; // a reading of the clock takes as long as a question

    private AttributeChange() {}

    static List<Measurement> run() throws BenchException {
        List<Prefix> prefixes = InternetTable.read(IpFamily.V4);
        List<Allocation> allocations = new ArrayList<>(prefixes.size());
        for (int i = 0; i < prefixes.size(); i++) {
            allocations.add(allocation(prefixes.get(i), "as-" + i));
        }
        LiveAttribution live =
                new LiveAttribution(AttributionIndex.build(allocations, NOW), new HostRoutes());
        double[] idle = questions(live, new AtomicBoolean(), 2_000);
        AtomicBoolean stop = new AtomicBoolean();
        double[][] busy = new double[1][];
        Thread reader = Thread.ofPlatform().start(() -> busy[0] = questions(live, stop, 200_000));
        double[] changes = changes(live, prefixes);
        double[] hosts = hosts(live);
        stop.set(true);
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BenchException("attribute-change: interrupted");
        }
        double[] peer = peer(prefixes);
        return List.of(
                Measurement.ofCost(
                        "attribute-change-p50", at(changes, 0.5), LpmV4.PEER, at(peer, 0.5), "us"),
                Measurement.ofCost(
                        "attribute-change-p99",
                        at(changes, 0.99),
                        LpmV4.PEER,
                        at(peer, 0.99),
                        "us"),
                Measurement.alone("attribute-host-route-p50", at(hosts, 0.5), "us"),
                Measurement.alone("attribute-host-route-p99", at(hosts, 0.99), "us"),
                Measurement.alone("attribute-question-alone-p10", at(idle, 0.1), "ns/lookup"),
                Measurement.alone(
                        "attribute-question-meanwhile-p10", at(busy[0], 0.1), "ns/lookup"));
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) (sorted.length * part)];
    }

    private static Allocation allocation(Prefix prefix, String service) {
        Tags tags = new Tags(service, "", "", "", "registry");
        return new Allocation(
                Vrf.DEFAULT, prefix, tags, Instant.EPOCH, Instant.MAX, Polling.ALLOWED, "bench");
    }

    private static double[] changes(LiveAttribution live, List<Prefix> prefixes) {
        SplittableRandom random = new SplittableRandom(3);
        double[] micros = new double[CHANGES];
        for (int i = -WARM_UP; i < CHANGES; i++) {
            Prefix known = prefixes.get(random.nextInt(prefixes.size()));
            Prefix prefix =
                    random.nextBoolean() || known.length() > 29
                            ? known
                            : Prefix.covering(known.last(), known.length() + 2);
            List<Allocation> versions =
                    random.nextInt(8) == 0 ? List.of() : List.of(allocation(prefix, "new-" + i));
            long start = System.nanoTime();
            live.change(Vrf.DEFAULT, prefix, versions);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
            if (live.wantsRebuild()) {
                live.rebuild(NOW); // a server does it on another thread
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    private static double[] hosts(LiveAttribution live) {
        SplittableRandom random = new SplittableRandom(5);
        double[] micros = new double[CHANGES];
        for (int i = -WARM_UP; i < CHANGES; i++) {
            IpAddress address = IpAddress.v4((10 << 24) | random.nextInt(1 << 18));
            Instant from = NOW.plusSeconds(i);
            Allocation route =
                    allocation(address.asPrefix(), "vm-" + i).lasting(from, from.plusSeconds(300));
            long start = System.nanoTime();
            live.hosts().put(route);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    /// @return nanoseconds a question, in order
    private static double[] questions(LiveAttribution live, AtomicBoolean stop, int most) {
        SplittableRandom random = new SplittableRandom(4);
        IpAddress[] addresses = new IpAddress[1 << 16];
        Arrays.setAll(addresses, _ -> IpAddress.v4(random.nextInt()));
        long sum = 0;
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < most && !stop.get(); i++) {
            long start = System.nanoTime();
            long lengths = 0;
            for (int q = 0; q < ASKED_TOGETHER; q++) {
                IpAddress address = addresses[(i * ASKED_TOGETHER + q) & (addresses.length - 1)];
                lengths += live.tags(Vrf.DEFAULT, address, NOW).service().length();
            }
            nanos.add((System.nanoTime() - start) / (double) ASKED_TOGETHER);
            sum += lengths;
        }
        if (sum == Long.MIN_VALUE) {
            System.err.println("an unlikely checksum: " + sum);
        }
        return nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double[] peer(List<Prefix> prefixes) {
        IPv4AddressAssociativeTrie<Integer> trie = new IPv4AddressAssociativeTrie<>();
        for (Prefix prefix : prefixes) {
            trie.put(block(prefix), 1);
        }
        SplittableRandom random = new SplittableRandom(3);
        double[] micros = new double[CHANGES];
        for (int i = -WARM_UP; i < CHANGES; i++) {
            IPv4Address block = block(prefixes.get(random.nextInt(prefixes.size())));
            long start = System.nanoTime();
            trie.put(block, i);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    private static IPv4Address block(Prefix prefix) {
        return new IPv4Address((int) prefix.network().low(), prefix.length()).toPrefixBlock();
    }
}
