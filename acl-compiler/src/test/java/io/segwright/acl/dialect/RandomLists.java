package io.segwright.acl.dialect;

import io.segwright.acl.RandomWorld;
import io.segwright.acl.intent.Direction;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random files of lists: overlapping prefixes, denies in between, every kind of transport, odd reasons.
public final class RandomLists {
    static final List<PortRange> RANGES =
            List.of(
                    PortRange.ANY,
                    PortRange.single(0),
                    PortRange.single(443),
                    PortRange.single(65_535),
                    new PortRange(80, 90),
                    new PortRange(0, 1023),
                    new PortRange(1024, 65_535));
    private static final String[] WHYS = {
        "", "rule \"x\" \\ ü\n; drop", "a remark", "x".repeat(300)
    };

    private RandomLists() {}

    public static List<BoundList> file(RandomGenerator random, Dialect dialect) {
        if (random.nextInt(3) == 0) {
            return List.of(
                    new BoundList(
                            list(random, "r1_mgmt", dialect, true), new Place.OwnAddresses()));
        }
        List<BoundList> lists = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            String name = "r1_eth1_" + direction.name().toLowerCase(java.util.Locale.ROOT);
            lists.add(
                    new BoundList(
                            list(random, name, dialect, true),
                            new Place.Interface("eth1", direction)));
        }
        if (dialect instanceof NfTables) {
            lists.add(
                    new BoundList(
                            list(random, "r1_br-0_bridge", dialect, false),
                            new Place.Bridged("br-0")));
        }
        return lists;
    }

    private static AccessList list(
            RandomGenerator random, String name, Dialect dialect, boolean tracked) {
        List<AclLine> lines = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            IpFamily family = random.nextBoolean() ? IpFamily.V4 : IpFamily.V6;
            boolean established = dialect instanceof NfTables && tracked && random.nextInt(6) == 0;
            Match match =
                    new Match(
                            family,
                            prefixes(random, family),
                            prefixes(random, family),
                            transport(random, family, dialect),
                            established ? ConnectionMatch.ESTABLISHED : ConnectionMatch.ANY);
            Action action = random.nextInt(3) == 0 ? Action.DENY : Action.PERMIT;
            lines.add(new AclLine(action, match, WHYS[random.nextInt(WHYS.length)]));
        }
        return new AccessList(name, lines);
    }

    private static List<Prefix> prefixes(RandomGenerator random, IpFamily family) {
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Prefix prefix = RandomWorld.prefix(random);
            if (prefix.family() == family) {
                prefixes.add(prefix);
            }
        }
        if (random.nextInt(12) == 0) {
            prefixes.add(Prefix.of(family == IpFamily.V4 ? "0.0.0.0/0" : "::/0"));
        }
        return prefixes;
    }

    private static Transport transport(RandomGenerator random, IpFamily family, Dialect dialect) {
        int[] numbers = {1, 6, 17, 47, 50, 58, 89, 112, 132, 255};
        return switch (random.nextInt(6)) {
            case 0 -> Transport.ANY;
            case 1 -> new Transport.OneProtocol(new Protocol(numbers[random.nextInt(10)]));
            case 2 -> new Transport.TcpEstablished(range(random), range(random));
            case 3 ->
                    new Transport.IcmpType(
                            family == IpFamily.V4 ? Protocol.ICMP : Protocol.ICMPV6,
                            random.nextInt(145));
            default -> {
                int[] ported = {6, 17, 33, 132, 136};
                int known = dialect instanceof NfTables ? 5 : 2;
                yield new Transport.Ports(
                        new Protocol(ported[random.nextInt(known)]), range(random), range(random));
            }
        };
    }

    private static PortRange range(RandomGenerator random) {
        return RANGES.get(random.nextInt(RANGES.size()));
    }
}
