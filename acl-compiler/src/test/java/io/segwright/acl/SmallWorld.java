package io.segwright.acl;

import io.segwright.acl.policy.Policy;
import io.segwright.acl.policy.PolicyReader;
import io.segwright.acl.policy.PolicyResult;
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
import java.util.List;
import java.util.stream.Stream;

/// Two leaves, a spine, a host: small enough that a person can check the goldens by hand.
public final class SmallWorld {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    public static final String POLICY =
            """
            version: 1
            defaults: {owner: network-team, ticket: NET-1}
            segments:
              web: {select: {service: web}}
              app: {select: {service: app, environment: prod}}
              jump: {prefixes: [10.9.250.0/24, "fd00:ff::/64"]}
            services:
              https: [tcp/443]
              app: [tcp/8000-8099]
              dns: [udp/53, tcp/53]
              ping: [icmp/echo-request, icmpv6/echo-request]
              ssh: [tcp/22]
              snmp: [udp/161]
            rules:
              - {name: web-to-app, from: [web], to: [app], service: [app], owner: team-web, ticket: WEB-17, expires: 2027-06-30}
              - {name: app-names, from: [app], to: [web], service: [dns], expires: 2027-06-30}
              - {name: ping, from: [jump, web], to: [web, app], service: [ping], expires: 2027-06-30}
            management:
              sources: [jump]
              services: [ssh, snmp]
              controlPlane: [ospf, icmp, nd]
            """;

    private SmallWorld() {}

    public static Policy policy() {
        return policy(POLICY);
    }

    public static Policy policy(String text) {
        return switch (PolicyReader.read("policy.yaml", text, NOW)) {
            case PolicyResult.Read(Policy policy, var _) -> policy;
            case PolicyResult.Refused(var errors) -> throw new AssertionError(errors);
        };
    }

    public static Topology topology() {
        return new Topology(
                List.of(
                        new Node(
                                DeviceId.of(1),
                                "l1",
                                "lab",
                                Platform.LINUX,
                                Role.ROUTER,
                                addresses(
                                        "10.0.0.11",
                                        "10.1.11.1",
                                        "10.10.1.1",
                                        "fd00::11",
                                        "fd01::1",
                                        "fd10:1::1"),
                                List.of(
                                        attachment("br0", "10.10.1.0/24", AttachmentKind.HOSTS),
                                        attachment("br0", "fd10:1::/64", AttachmentKind.HOSTS),
                                        attachment("eth1", "10.1.11.0/31", AttachmentKind.LINK),
                                        attachment("eth1", "fd01::/64", AttachmentKind.LINK),
                                        attachment("lo", "10.0.0.11/32", AttachmentKind.LOOPBACK)),
                                addresses("10.1.11.0")),
                        new Node(
                                DeviceId.of(2),
                                "core-1.example",
                                "lab",
                                Platform.CISCO_IOS,
                                Role.ROUTER,
                                addresses("10.0.0.1", "10.10.2.1", "fd10:2::1"),
                                List.of(
                                        attachment("Vlan20", "10.10.2.0/24", AttachmentKind.HOSTS),
                                        attachment("Vlan20", "fd10:2::/64", AttachmentKind.HOSTS)),
                                addresses("10.1.11.1")),
                        new Node(
                                DeviceId.of(3),
                                "h1",
                                "lab",
                                Platform.LINUX,
                                Role.HOST,
                                addresses("10.10.1.11", "fd10:1::11"),
                                List.of(),
                                addresses("10.10.1.1"))));
    }

    public static List<Allocation> allocations() {
        return List.of(
                allocation("10.10.0.0/16", "", "", "prod", "campus"),
                allocation("10.10.1.0/24", "web", "", "", "team-web"),
                allocation("10.10.1.128/25", "app", "", "", "team-app"),
                allocation("10.10.2.0/24", "app", "", "", "team-app"),
                allocation("10.10.2.64/26", "app", "", "test", "team-app"),
                allocation("fd10:1::/64", "web", "", "prod", "team-web"),
                allocation("fd10:2::/64", "app", "", "prod", "team-app"));
    }

    public static Allocation allocation(
            String prefix, String service, String vm, String environment, String owner) {
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.of(prefix),
                new Tags(service, "", vm, environment, owner),
                Instant.EPOCH,
                Instant.MAX,
                Polling.ALLOWED,
                "allocations.csv");
    }

    public static Attachment attachment(String name, String prefix, AttachmentKind kind) {
        return new Attachment(name, Vrf.DEFAULT, Prefix.of(prefix), kind);
    }

    public static List<IpAddress> addresses(String... texts) {
        return Stream.of(texts).map(IpAddress::of).toList();
    }
}
