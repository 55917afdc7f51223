package io.segwright.inventory.claim;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Claims about one attribute of one device, drawn from few words so that they often meet, and the question.
record RandomClaims(List<Claim> claims, Authority authority, Instant at) {
    static final DeviceId DEVICE = DeviceId.of(1);
    static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final List<String> SOURCES =
            List.of("snmp", "import:a", "import:b", "allocation", "other");

    static RandomClaims of(RandomGenerator random) {
        Attribute attribute =
                List.of(Attribute.NAME, Attribute.SERIAL, Attribute.OWNER).get(random.nextInt(3));
        return new RandomClaims(
                IntStream.range(0, random.nextInt(0, 7))
                        .mapToObj(_ -> claim(random, attribute))
                        .toList(),
                random.nextInt(3) == 0 ? Authority.SHIPPED : authority(random),
                NOW);
    }

    private static Claim claim(RandomGenerator random, Attribute attribute) {
        Instant lastSaid = NOW.minus(Duration.ofDays(random.nextInt(60)));
        return new Claim(
                DEVICE,
                attribute,
                value(random),
                SOURCES.get(random.nextInt(SOURCES.size())),
                "place " + random.nextInt(3),
                random.nextInt(1, 5) * 25,
                lastSaid.minus(Duration.ofDays(random.nextInt(3))),
                lastSaid);
    }

    static String value(RandomGenerator random) {
        return List.of("sw1", "SW1", "sw1.example.com", "sw1.other.net", "sw2", " sw2 ", "sw 3")
                .get(random.nextInt(7));
    }

    private static Authority authority(RandomGenerator random) {
        return new Authority(
                IntStream.range(0, random.nextInt(0, 5))
                        .mapToObj(_ ->
                                new Authority.Rule(
                                        random.nextBoolean()
                                                ? EnumSet.allOf(Attribute.class)
                                                : Set.of(Attribute.SERIAL),
                                        List.of("snmp", "import:*", "import:a", "*")
                                                .get(random.nextInt(4)),
                                        Duration.ofDays(random.nextInt(1, 60))))
                        .toList());
    }

    static List<AttributeFact> facts(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(0, 4))
                .mapToObj(_ ->
                        new AttributeFact(
                                List.of(Attribute.NAME, Attribute.SERIAL).get(random.nextInt(2)),
                                value(random),
                                random.nextInt(1, 5) * 25,
                                "place " + random.nextInt(3)))
                .toList();
    }
}
