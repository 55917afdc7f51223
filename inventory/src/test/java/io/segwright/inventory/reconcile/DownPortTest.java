package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// An agent tells of a neighbour until that one's time to live is over; its port says sooner that the link is no more.
class DownPortTest {
    private static final Device BLANK = DeviceFold.blank(new DeviceId("d-0000000000000001"));

    /// Two neighbours, whatever their ports say of themselves.
    private static DevicePolled told(InterfaceFact... ports) {
        return Polls.at("192.0.2.1")
                .name("sw1")
                .chassisMac("02:00:00:00:00:01")
                .neighbor("Eth1", "02:00:00:00:00:02", "sw2", Set.of("bridge"))
                .neighbor("Eth2", "02:00:00:00:00:03", "sw3", Set.of("bridge"))
                .poll()
                .toBuilder()
                .interfaces(List.of(ports))
                .build();
    }

    private static InterfaceFact port(int index, String name, boolean up) {
        return new InterfaceFact(index, name, 6, up, 0, null, "");
    }

    private static Device after(DevicePolled... polls) {
        return DeviceFold.fold(BLANK, List.of(polls));
    }

    private static final DevicePolled BOTH_UP = told(port(1, "Eth1", true), port(2, "Eth2", true));

    @Test
    void aNeighbourBehindAPortThatWentDownIsNone() {
        Device after = after(BOTH_UP, told(port(1, "Eth1", false), port(2, "Eth2", true)));
        assertThat(after.neighbors()).extracting(NeighborFact::systemName).containsExactly("sw3");
    }

    @Test
    void itIsBackWithItsPort() {
        Device after = after(BOTH_UP, told(port(1, "Eth1", false), port(2, "Eth2", true)), BOTH_UP);
        assertThat(after.neighbors()).hasSize(2);
    }

    @Test
    void aPortThatWasNeverSeenUpIsNoEvidence() {
        DevicePolled neverUp = told(port(1, "Eth1", false), port(2, "Eth2", true));
        assertThat(after(neverUp, neverUp).neighbors()).hasSize(2);
    }

    @Test
    void aNameThatSeveralPortsHaveIsNoEvidence() {
        Device after =
                after(
                        told(port(1, "Eth1", true), port(2, "Eth1", true)),
                        told(port(1, "Eth1", false), port(2, "Eth1", true)));
        assertThat(after.neighbors()).hasSize(2);
    }
}
