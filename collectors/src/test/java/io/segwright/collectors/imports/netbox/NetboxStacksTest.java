package io.segwright.collectors.imports.netbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.attribute.DeclaredRanges;
import io.segwright.inventory.claim.Authority;
import io.segwright.inventory.device.Device;
import io.segwright.inventory.observe.Observation.DeviceImported.Seat;
import io.segwright.inventory.reconcile.InventorySnapshot;
import io.segwright.inventory.reconcile.Reconciler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Virtual chassis: of two switches, master first; of two whose master is not said; of one; and a wrong one.
class NetboxStacksTest {
    private static final String[] OBJECTS = {
        "contenttypes.contenttype 1 {'app_label': 'dcim', 'model': 'interface'}",
        "dcim.manufacturer 1 {'name': 'Juniper'}",
        "dcim.devicetype 1 {'model': 'EX4300', 'manufacturer': 1}",
        "dcim.virtualchassis 1 {'name': 'row-1', 'master': 2}",
        "dcim.virtualchassis 2 {'name': 'row-2', 'master': null}",
        "dcim.virtualchassis 3 {'name': 'alone', 'master': null}",
        "dcim.virtualchassis 4 {'name': '=1+1', 'master': null}",
        device(1, "row-1-a", "PE01", "A-1", 1, 1),
        device(2, "row-1-b", "PE02", "A-2", 1, 2),
        device(3, "", "", "", 2, 0),
        device(4, "", "", "", 2, 1),
        device(5, "alone-1", "PE05", "", 3, 0),
        device(6, "wrong-1", "", "", 4, 1),
        device(7, "wrong-2", "", "", 4, 2),
        "dcim.interface 1 {'device': 1, 'name': 'ge-0/0/0', 'mac_address': null}",
        "dcim.interface 2 {'device': 2, 'name': 'vme', 'mac_address': null}",
        "ipam.ipaddress 1 {'address': '10.0.0.2/24', 'vrf': null, 'tenant': null, 'status': 'active', 'role': '',"
                + " 'assigned_object_type': 1, 'assigned_object_id': 2, 'custom_field_data': {}}"
    };

    @TempDir private Path folder;

    private static String device(
            int id, String name, String serial, String tag, int chassis, int position) {
        return ("dcim.device %d {'name': '%s', 'device_type': 1, 'serial': '%s', 'asset_tag': '%s', 'status': 'active',"
                        + " 'virtual_chassis': %d, 'vc_position': %d, 'custom_field_data': {}}")
                .formatted(id, name, serial, tag, chassis, position);
    }

    private Path dump() throws IOException {
        List<String> objects = new ArrayList<>();
        for (String object : OBJECTS) {
            String[] words = object.split(" ", 3);
            objects.add(
                    "{\"model\": \"%s\", \"pk\": %s, \"fields\": %s}"
                            .formatted(words[0], words[1], words[2].replace('\'', '"')));
        }
        return Files.writeString(
                folder.resolve("dump.json"), "[" + String.join(",\n", objects) + "]");
    }

    private InventoryReading.Read read() throws IOException {
        return NetboxFixture.read(NetboxDump.read(SourceFile.of(dump()), NetboxFixture.REQUEST));
    }

    private static Optional<Seat> seat(InventoryReading.Read read, String key) {
        return read.devices().devices().stream()
                .filter(device -> device.nativeKey().equals(key))
                .findFirst()
                .orElseThrow()
                .seat();
    }

    @Test
    void theChassisIsTheDeviceAndItsMembersAreBoxesInside() throws IOException {
        InventoryReading.Read read = read();
        assertThat(NetboxFixture.fields(read).get("dcim.virtualchassis:1"))
                .hasToString(
                        "{address 10.0.0.2 in default=/24, interface vme=without MAC, model=EX4300,"
                                + " name=row-1, vendor=Juniper}");
        assertThat(NetboxFixture.fields(read).get("dcim.device:2"))
                .as("the master's serial and asset tag are its own, its address is the chassis'")
                .hasToString(
                        "{asset tag=A-2, box of=dcim.virtualchassis:1 position 2, model=EX4300, name=row-1-b,"
                                + " serial=PE02, vendor=Juniper}");
        assertThat(NetboxFixture.fields(read).get("dcim.device:1"))
                .containsEntry("interface ge-0/0/0", "without MAC")
                .containsEntry("box of", "dcim.virtualchassis:1 position 1");
        assertThat(seat(read, "dcim.device:3"))
                .as("a master that is not said changes nothing of the boxes; positions begin at 0")
                .contains(new Seat("dcim.virtualchassis:2", 0));
        assertThat(seat(read, "dcim.virtualchassis:2")).isEmpty();
    }

    @Test
    void aChassisOfOneIsThatDeviceAndAWrongOneIsSaid() throws IOException {
        InventoryReading.Read read = read();
        assertThat(seat(read, "dcim.device:5")).isEmpty();
        assertThat(NetboxFixture.fields(read))
                .doesNotContainKeys("dcim.virtualchassis:3", "dcim.virtualchassis:4");
        assertThat(seat(read, "dcim.device:6")).isEmpty();
        assertThat(NetboxFixture.reasons(read))
                .containsEntry(
                        "dcim.virtualchassis:4",
                        "WRONG '=1+1' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit");
        assertThat(read.devices().present()).contains("dcim.virtualchassis:4");
    }

    @ParameterizedTest(name = "NetBox {0}")
    @ValueSource(strings = {"3.6.9", "4.6.8"})
    void theApiSaysWhatTheDumpSays(String version) throws Exception {
        InventoryReading.Read expected = read();
        byte[] dump = Files.readAllBytes(folder.resolve("dump.json"));
        try (FakeNetbox netbox =
                new FakeNetbox(version, RestShapes.of(dump, version.startsWith("4")))) {
            NetboxServer server = NetboxServer.of(netbox.url(), NetboxToken.of(FakeNetbox.TOKEN));
            assertThat(NetboxClient.read(server, NetboxFixture.REQUEST, Pause.REAL))
                    .isEqualTo(expected);
        }
    }

    /// The demo organisation has four pairs of top-of-rack switches, `r105-torsw` to `r108-torsw`.
    @Test
    @Tag("data")
    void theDemoOrganisationsPairsAreBoxesOfOneDeviceEach() throws Exception {
        InventoryReading.Read read =
                NetboxFixture.read(NetboxDump.read(NetboxFixture.demo(), NetboxFixture.REQUEST));
        InventorySnapshot inventory =
                Reconciler.reconcileImport(
                                InventorySnapshot.EMPTY,
                                read.devices(),
                                DeclaredRanges.NONE,
                                Authority.SHIPPED)
                        .next();
        Map<String, List<Integer>> positions = new TreeMap<>();
        for (Device box : inventory.devices()) {
            box.membership()
                    .ifPresent(m ->
                            positions
                                    .computeIfAbsent(
                                            inventory.devices().stream()
                                                    .filter(d -> d.id().equals(m.whole()))
                                                    .findFirst()
                                                    .orElseThrow()
                                                    .name(),
                                            _ -> new ArrayList<>())
                                    .add(m.position()));
        }
        positions.values().forEach(each -> each.sort(null));
        assertThat(positions)
                .isEqualTo(
                        Map.of(
                                "r105-torsw", List.of(1, 2),
                                "r106-torsw", List.of(1, 2),
                                "r107-torsw", List.of(1, 2),
                                "r108-torsw", List.of(1, 2)));
        assertThat(inventory.devices()).hasSize(72 + 4);
        assertThat(inventory.devices())
                .filteredOn(d -> d.membership().isEmpty())
                .hasSize(72 - 8 + 4);
    }
}
