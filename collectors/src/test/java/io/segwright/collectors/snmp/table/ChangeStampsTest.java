package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import io.segwright.inventory.observe.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeStampsTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final NeighborFact LEAF =
            new NeighborFact(
                    NeighborProtocol.LLDP,
                    "Ethernet1",
                    "02:00:00:00:00:09",
                    MacAddress.of("02:00:00:00:00:09"),
                    "Ethernet49",
                    "leaf9",
                    "",
                    Set.of("bridge"),
                    List.of());

    private static final IdentityKey SERIAL =
            new IdentityKey.ManufacturerSerial("arista", "S12345");
    private static final Device HELD =
            Device.builder(new DeviceId("d-0000000000000001"))
                    .keys(Set.of(SERIAL, new IdentityKey.EngineId("00")))
                    .interfaces(
                            List.of(
                                    new DeviceInterface(
                                            1,
                                            "Ethernet1",
                                            true,
                                            MacAddress.of("02:00:00:00:00:01"),
                                            List.of())))
                    .neighbors(List.of(LEAF))
                    .build();

    private final Notebook notebook = new Notebook();

    /// Remembers one device, whoever it is.
    private static final class Notebook implements Recall {
        private Optional<Stamps> stamps = Optional.empty();
        private Optional<Device> device = Optional.of(HELD);

        @Override
        public Past about(Fingerprint who) {
            return new Past(Quirks.UNKNOWN, stamps, device);
        }

        @Override
        public void learned(Fingerprint who, Quirks quirks, Optional<Stamps> now) {
            stamps = now;
        }
    }

    private static String device(long uptime, int boots, String more) {
        return """
        1.3.6.1.2.1.1.1.0 s Arista Networks EOS
        1.3.6.1.2.1.1.2.0 o 1.3.6.1.4.1.30065.1.1
        1.3.6.1.2.1.1.5.0 s spine1
        1.3.6.1.2.1.1.3.0 g %d
        1.3.6.1.6.3.10.2.1.2.0 i %d
        1.3.6.1.2.1.2.2.1.3.1 i 6
        1.3.6.1.2.1.31.1.1.1.1.1 s Ethernet1
        1.3.6.1.2.1.31.1.5.0 g 4200
        1.3.6.1.2.1.47.1.1.1.1.5.1 i 3
        1.3.6.1.2.1.47.1.1.1.1.11.1 s S12345
        1.3.6.1.2.1.47.1.4.1.0 g 4200
        1.0.8802.1.1.2.1.2.1.0 g 5100
        1.0.8802.1.1.2.1.4.1.1.5.0.1.1 x 020000000009
        1.0.8802.1.1.2.1.4.1.1.4.0.1.1 i 4
        1.0.8802.1.1.2.1.4.1.1.7.0.1.1 s Ethernet49
        """
                        .formatted(uptime, boots)
                + more;
    }

    private static final String UP = "1.3.6.1.2.1.2.2.1.8.1 i 1\n";

    private DevicePolled poll(Instant at, String script) throws SnmpFault {
        Walker walker = new Walker(Script.of(script).agent(), WalkLimits.SHIPPED, () -> 0);
        Provenance provenance = new Provenance("snmp", IpAddress.of("192.0.2.1"), at);
        return DeviceReader.read(walker, provenance, "hall", notebook);
    }

    private Set<Part> unchangedAfter(Duration later, String script) throws SnmpFault {
        assertThat(poll(NOON, device(1_000_000, 3, UP)).unchanged()).isEmpty();
        return poll(NOON.plus(later), script).unchanged();
    }

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long HOUR_LATER = 1_000_000 + 360_000;

    @Test
    void whereNoStampMovedEveryPartIsUnchangedAndTheInventoryStandsIn() throws SnmpFault {
        DevicePolled first = poll(NOON, device(1_000_000, 3, UP));
        assertThat(first.unchanged()).isEmpty();
        assertThat(first.hardware()).isNotEmpty();
        DevicePolled next = poll(NOON.plus(HOUR), device(HOUR_LATER, 3, UP));
        assertThat(next.unchanged()).containsExactlyInAnyOrder(Part.values());
        assertThat(next.hardware()).isEmpty();
        assertThat(next.neighbors()).containsExactly(LEAF);
        assertThat(next.interfaces())
                .singleElement()
                .satisfies(i -> assertThat(i.name()).isEqualTo("Ethernet1"));
        assertThat(next.keys()).contains(SERIAL).doesNotContain(new IdentityKey.EngineId("00"));
        assertThat(next.incomplete()).isEmpty();
    }

    @Test
    void aMovedStampIsReadAgain() throws SnmpFault {
        String moved =
                device(HOUR_LATER, 3, UP)
                        .replace("47.1.4.1.0 g 4200", "47.1.4.1.0 g 1100000")
                        .replace("2.1.2.1.0 g 5100", "2.1.2.1.0 g 1100000");
        assertThat(unchangedAfter(HOUR, moved)).containsExactly(Part.INTERFACES);
    }

    @Test
    void aLinkThatWentDownIsSeenThoughNoStampTellsAndWhoIsBehindItIsReadAgain() throws SnmpFault {
        String down = device(HOUR_LATER, 3, "1.3.6.1.2.1.2.2.1.8.1 i 2\n");
        assertThat(unchangedAfter(HOUR, down)).containsExactly(Part.HARDWARE);
    }

    @Test
    void aRestartMakesEveryStampWorthless() throws SnmpFault {
        assertThat(unchangedAfter(HOUR, device(90_000, 3, UP))).isEmpty(); // uptime fell
        notebook.stamps = Optional.empty();
        assertThat(unchangedAfter(HOUR, device(HOUR_LATER, 4, UP))).isEmpty(); // engine boots
        notebook.stamps = Optional.empty();
        // up for longer than at noon, but not for as long as has passed
        assertThat(unchangedAfter(Duration.ofHours(20), device(7_000_000, 3, UP))).isEmpty();
    }

    @Test
    void afterADayEverythingIsReadWhateverTheStampsSay() throws SnmpFault {
        Duration nearly = Stamps.FULL_READ.minusMinutes(1);
        long ticks = 1_000_000 + nearly.toSeconds() * 100;
        assertThat(unchangedAfter(nearly, device(ticks, 3, UP))).hasSize(3);
        assertThat(poll(NOON.plus(Stamps.FULL_READ), device(ticks + 6_000, 3, UP)).unchanged())
                .isEmpty();
        assertThat(
                        poll(
                                        NOON.plus(Stamps.FULL_READ).plusSeconds(60),
                                        device(ticks + 12_000, 3, UP))
                                .unchanged())
                .hasSize(3);
    }

    @Test
    void whatTheInventoryDoesNotHoldIsRead() throws SnmpFault {
        notebook.device = Optional.empty();
        assertThat(unchangedAfter(HOUR, device(HOUR_LATER, 3, UP))).isEmpty();
    }

    @Test
    void aStampThatCannotBeTrueIsNone() throws SnmpFault {
        // LLDP that claims to have had no neighbour ever, and an ENTITY stamp from the future
        String lying =
                device(1_000_000, 3, UP)
                        .replace("2.1.2.1.0 g 5100", "2.1.2.1.0 g 0")
                        .replace("47.1.4.1.0 g 4200", "47.1.4.1.0 g 4000000");
        poll(NOON, lying);
        assertThat(
                        poll(NOON.plus(HOUR), lying.replace("1.3.0 g 1000000", "1.3.0 g 1360000"))
                                .unchanged())
                .containsExactly(Part.INTERFACES);
    }
}
