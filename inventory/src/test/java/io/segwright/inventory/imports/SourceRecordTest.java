package io.segwright.inventory.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.claim.ImportedList.Scope;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceRecordTest {
    private static final Provenance LIST =
            new Provenance(
                    "import:list",
                    IpAddress.of("127.0.0.1"),
                    Instant.parse("2026-11-22T10:00:00Z"));

    private static DeviceImported device(String key, String name, String... addresses) {
        return new DeviceImported(
                LIST,
                key,
                "",
                Set.of(),
                List.of(new AttributeFact(Attribute.NAME, name, 70, "name")),
                List.of(
                        new InterfaceFact(
                                0, "e0", 0, false, 0, MacAddress.of("00:1b:21:00:00:01"), ""),
                        new InterfaceFact(0, "e0", 0, false, 0, null, "")),
                Arrays.stream(addresses)
                        .map(a -> new AddressFact(IpAddress.of(a), 24, 0, Vrf.DEFAULT))
                        .toList());
    }

    private static ImportedList run(Scope scope, Set<String> more, DeviceImported... devices) {
        return new ImportedList(LIST, scope, more, List.of(devices));
    }

    private static ImportedList whole(DeviceImported... devices) {
        return run(Scope.COMPLETE, Set.of(), devices);
    }

    @Test
    void theFirstRunAddsAndTheSameAgainChangesNothing() {
        ImportedList run = whole(device("1", "a"), device("2", "b"));
        assertThat(SourceRecord.EMPTY.differences(run))
                .extracting(d -> d.getClass().getSimpleName() + d.nativeKey())
                .containsExactly("Added1", "Added2");
        SourceRecord after = SourceRecord.EMPTY.after(run);
        assertThat(after.differences(run)).isEmpty();
        assertThat(after.devices().get("1"))
                .hasToString(
                        "{interface e0=00:1b:21:00:00:01, interface e0 2=without MAC, name=a}");
    }

    @Test
    void eachFieldIsToldBeforeAndAfter() {
        SourceRecord before = SourceRecord.EMPTY.after(whole(device("1", "a", "10.0.0.1")));
        assertThat(before.differences(whole(device("1", "b", "10.0.0.2"))))
                .containsExactly(
                        new DeviceDifference.Changed(
                                "1",
                                List.of(
                                        new FieldChange("address 10.0.0.1 in default", "/24", ""),
                                        new FieldChange("address 10.0.0.2 in default", "", "/24"),
                                        new FieldChange("name", "a", "b"))));
    }

    @Test
    void onlyAWholeRunMakesDevicesDisappearAndNeverOneThatIsStillThere() {
        SourceRecord before = SourceRecord.EMPTY.after(whole(device("1", "a"), device("2", "b")));
        assertThat(before.differences(whole(device("1", "a"))))
                .singleElement()
                .isInstanceOf(DeviceDifference.Disappeared.class)
                .extracting(DeviceDifference::nativeKey)
                .isEqualTo("2");
        assertThat(before.differences(run(Scope.COMPLETE, Set.of("2"), device("1", "a"))))
                .isEmpty();
        assertThat(before.differences(run(Scope.PART, Set.of(), device("1", "a")))).isEmpty();
        assertThat(before.after(whole(device("1", "a"))).devices()).containsOnlyKeys("1");
        assertThat(before.after(run(Scope.PART, Set.of(), device("1", "a"))).devices())
                .containsOnlyKeys("1", "2");
    }

    @Test
    void aRunIsOfOneSourceAndNamesADeviceOnce() {
        assertThatThrownBy(() -> whole(device("1", "a"), device("1", "b")))
                .hasMessage(
                        "import:list: native key '1' is blank or twice in the list: want each device once");
        assertThatThrownBy(() ->
                        new ImportedList(
                                new Provenance("import:other", LIST.exporter(), LIST.at()),
                                Scope.COMPLETE,
                                List.of(device("1", "a"))))
                .hasMessage("1: of import:list in a list of import:other: want one list a source");
    }
}
