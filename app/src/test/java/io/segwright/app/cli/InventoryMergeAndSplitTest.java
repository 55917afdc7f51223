package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.app.config.DataDirectory;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.reconcile.IdentityDecision;
import io.segwright.inventory.reconcile.InventoryChange;
import io.segwright.inventory.reconcile.InventorySnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryMergeAndSplitTest {
    private static final DeviceId A = DeviceId.of(0xa);
    private static final DeviceId B = DeviceId.of(0xb);
    private static final Instant LAST_WEEK = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @BeforeEach
    void twoDevices() throws Exception {
        try (DataDirectory data = DataDirectory.open(data())) {
            data.graph().apply(List.of(added(A, "a", "10.0.0.1"), added(B, "b", "10.0.0.2")));
        }
    }

    private static InventoryChange added(DeviceId id, String name, String address) {
        Device device =
                Device.builder(id)
                        .name(name)
                        .managementAddresses(List.of(IpAddress.of(address)))
                        .lastSeen(LAST_WEEK)
                        .build();
        return new InventoryChange.DeviceAdded(
                device, List.of(), new Provenance("snmp", IpAddress.of(address), LAST_WEEK));
    }

    private InventorySnapshot snapshot() throws Exception {
        try (DataDirectory data = DataDirectory.open(data())) {
            return data.graph().snapshot();
        }
    }

    private Ran inventory(Object... words) {
        return Ran.of(
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("inventory"),
                                java.util.stream.Stream.of(words))
                        .toArray());
    }

    @Test
    void aMergeIsRecordedAndTakenBack() throws Exception {
        Ran trial = inventory("merge", A, B, "--reason", "x", "--dry-run", "--data", data());
        assertThat(trial.code()).isZero();
        assertThat(snapshot().devices()).hasSize(2);

        Ran merged = inventory("merge", A, B, "--reason", "one box, INC-7", "--data", data());
        assertThat(merged.code()).isZero();
        assertThat(merged.out().lines())
                .containsExactly(
                        B + " is merged into " + A, A + "/" + B + " are one device from now on")
                .isEqualTo(trial.out().lines().toList());
        assertThat(snapshot().devices())
                .singleElement()
                .satisfies(d -> assertThat(d.managementAddresses()).hasSize(2));

        Ran split = inventory("split", A, "--reason", "two boxes, INC-8", "--data", data());
        assertThat(split.code()).isZero();
        assertThat(split.out()).startsWith(B + " is split from " + A + " from ");
        InventorySnapshot after = snapshot();
        assertThat(after.devices()).extracting(Device::name).containsExactly("a", "b");
        assertThat(after.identityDecisions())
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.verdict()).isEqualTo(IdentityDecision.Verdict.DIFFERENT);
                    assertThat(d.reason()).isEqualTo("two boxes, INC-8");
                });
        assertThat(Ran.of("audit", "log", "show", "--data", data()).out())
                .contains("inventory.merge", "inventory.split", "one box, INC-7", A.text());
    }

    @Test
    void twoThatAreApartAreKeptApart() throws Exception {
        assertThat(inventory("split", A, B, "--reason", "x", "--data", data()).out().lines())
                .containsExactly(A + "/" + B + " are two devices from now on");
        assertThat(snapshot().identityDecisions()).hasSize(1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        inventory("split", A, "--reason", "x", "--data", data())
                .refused(
                        65,
                        "segwright: "
                                + A
                                + ": nothing was ever merged into it; if it was two from the first,"
                                + " split it with --address ADDRESS");
        inventory("merge", A, DeviceId.of(1), "--reason", "x", "--data", data())
                .refused(
                        65,
                        "segwright: d-0000000000000001 is not in the inventory: want the id of a"
                                + " device that is");
        inventory("split", A, "--address", "10.0.0.1", "--reason", "x", "--data", data())
                .refused(
                        65,
                        "segwright: " + A + " answers nowhere else: leave it one address at least");
        inventory("merge", A, B, "--reason", " ", "--data", data())
                .refused(64, "segwright: --reason is empty: want why, e.g. a ticket");
        inventory("merge", "a", B, "--reason", "x", "--data", data())
                .refused(64, "segwright: device id 'a': want d- and 16 hex digits");
        inventory("merge", A, B, "--data", data())
                .refused(
                        64,
                        "segwright: Missing required option: '--reason=TEXT'",
                        "try: segwright inventory merge --help");
    }
}
