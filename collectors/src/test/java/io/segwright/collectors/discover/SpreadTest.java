package io.segwright.collectors.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.SystemFacts;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final IpAddress TELLER = IpAddress.of("10.0.0.1");

    private static NeighborFact neighbour(
            NeighborProtocol protocol, String port, String name, String... addresses) {
        List<IpAddress> management = Stream.of(addresses).map(IpAddress::of).toList();
        return new NeighborFact(protocol, port, name, null, "Eth1", name, "", Set.of(), management);
    }

    private static List<String> candidates(NeighborFact... neighbours) {
        DevicePolled device =
                DevicePolled.builder(
                                new Provenance("snmp", TELLER, Instant.EPOCH),
                                new SystemFacts("sw1", "", "", "", "", 0))
                        .neighbors(List.of(neighbours))
                        .build();
        return Spread.from(device).stream()
                .map(c -> c.origin() + ": " + c.address() + " or " + c.alternates())
                .toList();
    }

    @Test
    void aNeighbourThatBothProtocolsTellOfIsAskedOnce() {
        assertThat(
                        candidates(
                                neighbour(
                                        NeighborProtocol.LLDP,
                                        "Gi1",
                                        "Core1.example.net",
                                        "10.0.0.2"),
                                neighbour(
                                        NeighborProtocol.CDP,
                                        "Gi1",
                                        "core1",
                                        "10.9.9.9",
                                        "10.0.0.2")))
                .containsExactly("an LLDP neighbour of 10.0.0.1: 10.0.0.2 or [10.9.9.9]");
    }

    @Test
    void twoNeighboursOfOnePortAreAskedBoth() {
        assertThat(
                        candidates(
                                neighbour(NeighborProtocol.LLDP, "Gi1", "hp1", "10.0.0.2"),
                                neighbour(NeighborProtocol.CDP, "Gi1", "core1", "10.0.0.3"),
                                neighbour(NeighborProtocol.CDP, "Gi2", "hp1", "10.0.0.4")))
                .containsExactly(
                        "an LLDP neighbour of 10.0.0.1: 10.0.0.2 or []",
                        "a CDP neighbour of 10.0.0.1: 10.0.0.3 or []",
                        "a CDP neighbour of 10.0.0.1: 10.0.0.4 or []");
    }

    @Test
    void aNeighbourWhoseAddressOnlyCdpTellsIsAskedThere() {
        assertThat(
                        candidates(
                                neighbour(NeighborProtocol.LLDP, "Gi1", "core1"),
                                neighbour(NeighborProtocol.CDP, "Gi1", "core1", "10.0.0.3")))
                .containsExactly("an LLDP neighbour of 10.0.0.1: 10.0.0.3 or []");
    }
}
