package io.segwright.lab.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.segwright.lab.Forall;
import io.segwright.lab.estate.Estate;
import io.segwright.lab.estate.EstateSpec;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapesTest {
    @Test
    void noDeviceOfAnyEstateHasARowTwice() {
        Forall.check(
                12,
                random ->
                        EstateSpec.demo()
                                .withSeed(random.nextLong())
                                .withSites(random.nextInt(1, 4))
                                .withDevices(random.nextInt(40, 120))
                                .withHosts(random.nextInt(300))
                                .withSilentDevices(random.nextInt(20))
                                .withConversations(0),
                spec ->
                        Estate.generate(spec)
                                .devices()
                                .forEach(device ->
                                        assertThatCode(() -> Shapes.mib(device))
                                                .as(device.id())
                                                .doesNotThrowAnyException()));
    }

    @Test
    void portNumbersAndNamesAreUniqueInADevice() {
        for (LabDevice device : Estate.generate(EstateSpec.demo()).devices()) {
            Set<Object> seen = new HashSet<>();
            for (LabDevice.Port port : device.ports()) {
                assertThat(seen.add(port.index())).as(device.id() + " " + port).isTrue();
                assertThat(seen.add(port.name().name())).as(device.id() + " " + port).isTrue();
            }
        }
    }
}
