package io.segwright.graph;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.device.Membership;
import io.segwright.inventory.device.Platform;
import io.segwright.inventory.device.Role;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.Witness;
import io.segwright.inventory.reconcile.IdentityDecision;
import io.segwright.inventory.reconcile.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Seeded values of every shape that the contract allows, nasty texts and unsorted lists included.
final class RandomInventory {
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "sw-12",
                    "Zürich 東京 \uD83D\uDE80",
                    "a|b,c\u0000d\ne\"'\\",
                    " lead",
                    "serial/with/slashes",
                    "\uD83D lone surrogate",
                    "x".repeat(300),
                    "long ".repeat(8_000),
                    "{\"json\":1}",
                    "\u001f\u001e");
    private final Random random;

    RandomInventory(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    Provenance provenance(Instant at) {
        return new Provenance("snmp", address(), at);
    }

    Instant instant() {
        return EPOCH.plusNanos(
                random.nextLong(365L * 24 * 3600) * 1_000_000_000 + random.nextInt(1_000_000_000));
    }

    private <T> T one(T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    String text() {
        return random.nextInt(3) == 0
                ? TEXTS.get(random.nextInt(TEXTS.size()))
                : "t" + random.nextInt(50);
    }

    IpAddress address() {
        return switch (random.nextInt(5)) {
            case 0 -> IpAddress.v6(0x20010db800000000L + random.nextInt(4), random.nextInt(100));
            case 1 -> IpAddress.v6(0xfe80L << 48, random.nextInt(100) + 1);
            case 2 -> IpAddress.of("127.0.0.1");
            default -> IpAddress.v4((10 << 24) + random.nextInt(400));
        };
    }

    MacAddress mac() {
        return new MacAddress(random.nextInt(60) + 0x001b21000000L);
    }

    Vrf vrf() {
        return random.nextInt(3) == 0 ? new Vrf("blue/" + random.nextInt(3)) : Vrf.DEFAULT;
    }

    Device device(DeviceId id, Instant lastSeen) {
        List<DeviceInterface> ports = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            ports.add(port(i + 1));
        }
        if (random.nextInt(4) == 0) {
            ports.add(port(random.nextInt(3))); // not in ifIndex order, perhaps twice the same
        }
        return new Device(
                id,
                text(),
                text(),
                one(Platform.values()),
                one(Role.values()),
                text(),
                text(),
                text(),
                text(),
                keys(),
                ports,
                IntStream.range(0, random.nextInt(4)).mapToObj(_ -> neighbor()).toList(),
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> address()).toList(),
                witnesses(),
                random.nextBoolean() ? new Membership(DeviceId.of(7), 2) : null,
                lastSeen);
    }

    /// The same device with something small changed.
    Device mutate(Device device, Instant lastSeen) {
        List<DeviceInterface> ports = new ArrayList<>(device.interfaces());
        List<NeighborFact> neighbors = new ArrayList<>(device.neighbors());
        String software = device.software();
        switch (random.nextInt(6)) {
            case 0 -> software = text();
            case 1 -> ports.add(port(random.nextInt(40)));
            case 2 -> {
                if (!ports.isEmpty()) ports.remove(random.nextInt(ports.size()));
            }
            case 3 -> neighbors.add(random.nextInt(neighbors.size() + 1), neighbor());
            case 4 -> {
                if (!ports.isEmpty()) ports.set(0, port(ports.getFirst().index()));
            }
            default -> {}
        }
        return device.toBuilder()
                .software(software)
                .interfaces(ports)
                .neighbors(neighbors)
                .lastSeen(lastSeen)
                .build();
    }

    private DeviceInterface port(int index) {
        return new DeviceInterface(
                index,
                text(),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? null : mac(),
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> addressFact(index)).toList());
    }

    private AddressFact addressFact(int index) {
        IpAddress address = address();
        return new AddressFact(address, random.nextInt(address.family().bits() + 1), index, vrf());
    }

    private Set<IdentityKey> keys() {
        Set<IdentityKey> keys = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            keys.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new IdentityKey.ManufacturerSerial(text(), text());
                        case 1 -> new IdentityKey.ChassisMac(mac());
                        case 2 -> new IdentityKey.EngineId("80001f88" + random.nextInt(100));
                        case 3 -> new IdentityKey.BridgeMac(mac());
                        default -> new IdentityKey.LoopbackAddress(vrf(), address());
                    });
        }
        return keys;
    }

    IdentityDecision.Side side(DeviceId id) {
        return new IdentityDecision.Side(
                id,
                text(),
                keys(),
                random.nextBoolean() ? Set.of() : Set.of(mac()),
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> address()).toList());
    }

    private NeighborFact neighbor() {
        return new NeighborFact(
                one(NeighborProtocol.values()),
                text(),
                text(),
                random.nextBoolean() ? mac() : null,
                text(),
                text(),
                text(),
                random.nextBoolean() ? Set.of("bridge", "router", text()) : Set.of(),
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> address()).toList());
    }

    Trace trace(String subject) {
        return new Trace(
                subject,
                text(),
                text(),
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> address()).toList(),
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> text()).toList(),
                text(),
                text(),
                witnesses());
    }

    private Set<Witness> witnesses() {
        Set<Witness> all = EnumSet.noneOf(Witness.class);
        IntStream.range(0, random.nextInt(4)).forEach(_ -> all.add(one(Witness.values())));
        return all;
    }

    Tags tags() {
        return random.nextInt(5) == 0
                ? Tags.NONE
                : new Tags(text(), text(), "vm" + random.nextInt(9), "prod", text());
    }

    Allocation allocation() {
        Instant from = random.nextInt(6) == 0 ? Instant.MIN : instant();
        Instant to =
                random.nextBoolean()
                        ? Instant.MAX
                        : from.equals(Instant.MIN)
                                ? instant()
                                : from.plusSeconds(random.nextInt(10_000_000) + 1);
        return new Allocation(
                vrf(),
                Prefix.covering(address(), 8 + random.nextInt(25)),
                tags(),
                from,
                to,
                one(Polling.values()),
                text());
    }
}
