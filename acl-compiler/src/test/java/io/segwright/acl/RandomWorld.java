package io.segwright.acl;

import io.segwright.acl.policy.Policy;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.topology.Topology;
import io.segwright.inventory.topology.Topology.Attachment;
import io.segwright.inventory.topology.Topology.AttachmentKind;
import io.segwright.inventory.topology.Topology.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A random policy, allocations and topology, small enough that everything meets everything.
public record RandomWorld(
        String policyText, Policy policy, List<Allocation> allocations, Topology topology) {
    private static final String[] SERVICES = {
        "tcp/443",
        "tcp/80-90",
        "tcp/91",
        "udp/53",
        "udp/1000-1030",
        "udp/123",
        "tcp",
        "udp",
        "icmp/echo-request",
        "icmpv6/echo-request",
        "icmp",
        "icmpv6/2",
        "ospf",
        "proto/47",
        "sctp/5000",
        "tcp/0-65535"
    };
    private static final String[] NAMES = {"web", "app", "db"};
    private static final String[] ENVIRONMENTS = {"prod", "test"};

    public static RandomWorld of(RandomGenerator random) {
        String text = policyText(random);
        return new RandomWorld(
                text, SmallWorld.policy(text), allocations(random), topology(random));
    }

    /// Of 10.0.0.0/24 or fd00::/120: 256 addresses a family.
    public static Prefix prefix(RandomGenerator random) {
        boolean v4 = random.nextBoolean();
        int host = random.nextInt(256);
        int bits = random.nextInt(9);
        return v4
                ? Prefix.covering(IpAddress.v4(0x0a000000 | host), 32 - bits)
                : Prefix.covering(IpAddress.v6(0xfd00L << 48, host), 128 - bits);
    }

    private static String policyText(RandomGenerator random) {
        StringBuilder text = new StringBuilder("version: 1\ndefaults: {owner: o, ticket: t}\n");
        int segments = random.nextInt(1, 5);
        text.append("segments:\n");
        for (int i = 0; i < segments; i++) {
            text.append("  s").append(i).append(": ").append(segment(random)).append('\n');
        }
        int services = random.nextInt(1, 5);
        text.append("services:\n");
        for (int i = 0; i < services; i++) {
            text.append("  v").append(i).append(": [").append(one(random, SERVICES));
            for (int more = random.nextInt(3); more > 0; more--) {
                text.append(", ").append(one(random, SERVICES));
            }
            text.append("]\n");
        }
        text.append("rules:\n");
        for (int i = 0; i < random.nextInt(1, 6); i++) {
            text.append("  - {name: r").append(i);
            text.append(", from: [s").append(random.nextInt(segments));
            text.append("], to: ").append(some(random, "s", segments));
            text.append(", service: ").append(some(random, "v", services));
            text.append(", expires: ").append(random.nextInt(8) == 0 ? "2026-01-01" : "2030-01-01");
            text.append("}\n");
        }
        text.append("management: {sources: [s").append(random.nextInt(segments));
        text.append("], services: [v").append(random.nextInt(services)).append("], controlPlane: ");
        text.append(control(random)).append("}\n");
        return text.toString();
    }

    private static String control(RandomGenerator random) {
        List<String> words = new ArrayList<>();
        for (String word : new String[] {"ospf", "icmp", "nd", "bgp", "bfd", "vrrp"}) {
            if (random.nextBoolean() || (words.isEmpty() && word.equals("vrrp"))) {
                words.add(word);
            }
        }
        return "[" + String.join(", ", words) + "]";
    }

    private static String some(RandomGenerator random, String letter, int count) {
        int first = random.nextInt(count);
        int second = random.nextInt(count);
        return "[" + letter + first + (first == second ? "]" : ", " + letter + second + "]");
    }

    private static String segment(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> "{prefixes: [\"" + prefix(random) + "\", \"" + prefix(random) + "\"]}";
            case 1 -> "{select: {environment: " + one(random, ENVIRONMENTS) + "}}";
            case 2 ->
                    "{select: {service: "
                            + one(random, NAMES)
                            + ", environment: "
                            + one(random, ENVIRONMENTS)
                            + "}}";
            default -> "{select: {service: " + one(random, NAMES) + "}}";
        };
    }

    private static String one(RandomGenerator random, String[] of) {
        return of[random.nextInt(of.length)];
    }

    private static List<Allocation> allocations(RandomGenerator random) {
        List<Allocation> allocations = new ArrayList<>();
        for (int i = 0; i < random.nextInt(12); i++) {
            boolean past = random.nextInt(8) == 0;
            Prefix prefix =
                    !allocations.isEmpty() && random.nextInt(8) == 0
                            ? allocations.getFirst().prefix()
                            : prefix(random);
            Tags tags =
                    new Tags(
                            random.nextInt(3) == 0 ? "" : one(random, NAMES),
                            "",
                            "",
                            random.nextBoolean() ? "" : one(random, ENVIRONMENTS),
                            "");
            allocations.add(
                    new Allocation(
                            random.nextInt(10) == 0 ? new Vrf("blue") : Vrf.DEFAULT,
                            prefix,
                            tags,
                            Instant.EPOCH,
                            past ? Instant.parse("2026-01-01T00:00:00Z") : Instant.MAX,
                            Polling.ALLOWED,
                            "allocations.csv:" + i));
        }
        return allocations;
    }

    private static Topology topology(RandomGenerator random) {
        Platform platform = random.nextBoolean() ? Platform.LINUX : Platform.CISCO_IOS;
        List<Attachment> attachments = new ArrayList<>();
        for (int i = 0; i < random.nextInt(1, 5); i++) {
            attachments.add(
                    new Attachment(
                            random.nextBoolean() ? "br0" : "Vlan1",
                            random.nextInt(10) == 0 ? new Vrf("blue") : Vrf.DEFAULT,
                            prefix(random),
                            random.nextInt(4) == 0 ? AttachmentKind.LINK : AttachmentKind.HOSTS));
        }
        Node router =
                new Node(
                        DeviceId.of(1),
                        "r1",
                        "",
                        platform,
                        Role.ROUTER,
                        own(random),
                        attachments,
                        own(random));
        Node host =
                new Node(
                        DeviceId.of(2),
                        "h1",
                        "",
                        random.nextBoolean() ? Platform.LINUX : Platform.UNKNOWN,
                        Role.HOST,
                        own(random),
                        List.of(),
                        own(random));
        return new Topology(List.of(router, host));
    }

    private static List<IpAddress> own(RandomGenerator random) {
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            addresses.add(prefix(random).network());
        }
        return addresses;
    }

    @Override
    public String toString() {
        return policyText + allocations + "\n" + topology;
    }
}
