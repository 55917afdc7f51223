package io.segwright.inventory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.DeviceInterface;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Observation.DevicePolled.Part;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A part that a poll skipped, since its change stamp stands still, never takes anything away.
class UnchangedPartsTest {
    private static final Device BLANK = DeviceFold.blank(new DeviceId("d-0000000000000001"));

    private static Polls switchAt() {
        return Polls.at("192.0.2.1").name("sw1").chassisMac("02:00:00:00:00:01");
    }

    private static final Device KNOWN =
            DeviceFold.fold(
                    BLANK,
                    List.of(
                            switchAt()
                                    .serial("acme", "S1234")
                                    .port(1, "Eth1", "02:00:00:00:01:01")
                                    .address(1, "192.0.2.1/24")
                                    .neighbor("Eth1", "02:00:00:00:00:02", "sw2", Set.of("bridge"))
                                    .poll()));

    private static Device after(Polls poll, Part... unchanged) {
        DevicePolled skipping = poll.poll().toBuilder().unchanged(Set.of(unchanged)).build();
        return DeviceFold.fold(KNOWN, List.of(skipping));
    }

    @Test
    void nothingIsLostThatWasNotRead() {
        Device after = after(switchAt().address(1, "192.0.2.1/24"), Part.values());
        assertThat(after.interfaces()).isEqualTo(KNOWN.interfaces());
        assertThat(after.neighbors()).isEqualTo(KNOWN.neighbors());
        assertThat(after.serial()).isEqualTo("S1234");
        assertThat(after.model()).isEqualTo("model");
        assertThat(after.keys())
                .contains(new IdentityKey.ManufacturerSerial("acme", "S1234"))
                .isEqualTo(KNOWN.keys());
        assertThat(DeviceFold.saysMore(after, KNOWN)).isFalse();
    }

    @Test
    void whatWasReadAndIsGoneIsGone() {
        Device after =
                after(switchAt().port(2, "Eth2", "02:00:00:00:01:02").address(2, "192.0.2.1/24"));
        assertThat(after.interfaces()).extracting(DeviceInterface::name).containsExactly("Eth2");
        assertThat(after.neighbors()).isEmpty();
    }

    @Test
    void unchangedInterfacesStillGetTheAddressesThatWereRead() {
        Device after = after(switchAt().address(1, "192.0.2.77/24"), Part.INTERFACES);
        assertThat(after.interfaces())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.name()).isEqualTo("Eth1");
                    assertThat(each.addresses())
                            .extracting(AddressFact::address)
                            .extracting(Object::toString)
                            .containsExactly("192.0.2.77");
                });
    }

    @Test
    void lesserSourcesDoNotOverrideUnchangedHardware() {
        Device after =
                after(
                        switchAt()
                                .key(new IdentityKey.ManufacturerSerial("acme", "A0123"))
                                .address(1, "192.0.2.1/24"),
                        Part.HARDWARE);
        assertThat(after.serial()).isEqualTo("S1234");
    }
}
