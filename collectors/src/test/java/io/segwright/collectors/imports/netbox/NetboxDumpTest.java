package io.segwright.collectors.imports.netbox;

import static io.segwright.collectors.imports.netbox.NetboxFixture.NETBOX;
import static io.segwright.collectors.imports.netbox.NetboxFixture.REQUEST;
import static io.segwright.collectors.imports.netbox.NetboxFixture.fields;
import static io.segwright.collectors.imports.netbox.NetboxFixture.read;
import static io.segwright.collectors.imports.netbox.NetboxFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.NotTaken;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.imports.DeviceDifference;
import io.segwright.inventory.imports.FieldChange;
import io.segwright.inventory.imports.SourceRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.IdentityKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetboxDumpTest {
    @TempDir private Path folder;

    private SourceFile file(String text) throws IOException {
        return SourceFile.of(Files.writeString(folder.resolve("dump.json"), text));
    }

    private InventoryReading small() throws IOException {
        return NetboxDump.read(file(SmallDump.text()), REQUEST);
    }

    @Test
    void aDeviceIsReadWithAllThatNetboxSaysOfIt() throws IOException {
        InventoryReading reading = small();
        assertThat(fields(reading).get("dcim.device:1"))
                .hasToString(
                        "{address 10.0.0.1 in default=/24, address 10.255.0.1 in Shared-services=/32,"
                                + " asset tag=A-1, contact=Jo, interface lo0.0=without MAC,"
                                + " interface xe-0/0/0=00:1b:21:00:00:02, location=Row 1, model=QFX5100, name=leaf-1,"
                                + " os=Junos, owner=net-team, role=Leaf, serial=ta01, site=FRA1, vendor=Juniper,"
                                + " version=21.4R3}");
        assertThat(read(reading).devices().devices().getFirst().keys())
                .containsExactlyInAnyOrder(
                        new IdentityKey.ManufacturerSerial("juniper", "TA01"),
                        new IdentityKey.LoopbackAddress(
                                new Vrf("Shared-services"), IpAddress.of("10.255.0.1")));
    }

    @Test
    void aMemberOfAChassisWithoutANameIsCalledAsNetboxShowsIt() throws IOException {
        assertThat(fields(small()).get("dcim.device:2"))
                .containsEntry("name", "stack:2")
                .containsEntry("owner", "Retail")
                .containsEntry("interface xe-1/0/0", "00:1b:21:00:00:03");
    }

    @Test
    void eachRowThatIsNotTakenSaysWhy() throws IOException {
        assertThat(reasons(small()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ipam.vrf:2",
                                "LEFT_OUT dup@2: no prefix, range or address in it is taken",
                                "dcim.device:3",
                                "LEFT_OUT status inventory: not in the network",
                                "dcim.device:4",
                                "WRONG '=SUM(A1)' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit",
                                "ipam.ipaddress:1",
                                "LEFT_OUT 10.0.0.1/32: no owner, tenant or tag says whose it is",
                                "ipam.ipaddress:3",
                                "LEFT_OUT role vrrp: shared, so no one device's own address",
                                "ipam.ipaddress:4",
                                "LEFT_OUT 10.9.0.1/32: status deprecated",
                                "ipam.prefix:2",
                                "LEFT_OUT 10.9.0.0/24: no owner, tenant or tag says whose it is",
                                "ipam.prefix:4",
                                "WRONG 10.0.0.0/24 in VRF default is also ipam.prefix:1, for another owner or service; keep one",
                                "virtualization.virtualmachine",
                                "LEFT_OUT 1 virtual machines are workloads, not network devices; --include vms takes them"));
    }

    @Test
    void aRowThatIsWrongTodayIsNotGone() throws IOException {
        assertThat(read(small()).devices().present())
                .containsExactlyInAnyOrder(
                        "dcim.device:1", "dcim.device:2", "dcim.device:4", "dcim.virtualchassis:1");
    }

    @Test
    void prefixesAndAddressesOfSomebodyBecomeAllocations() throws IOException {
        List<Allocation> allocations = read(small()).allocations();
        assertThat(allocations)
                .extracting(a -> a.prefix() + " " + a.vrf() + " " + a.polling(), Allocation::tags)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "10.0.0.0/24 default ALLOWED",
                                new Tags("web", "", "", "", "net-team")),
                        org.assertj.core.groups.Tuple.tuple(
                                "10.9.0.0/24 dup@3 FORBIDDEN", new Tags("dns", "", "", "", "")),
                        org.assertj.core.groups.Tuple.tuple(
                                "10.255.0.1/32 Shared-services ALLOWED",
                                new Tags("", "", "", "", "Retail")),
                        org.assertj.core.groups.Tuple.tuple(
                                "10.0.0.254/32 default ALLOWED",
                                new Tags("", "", "", "", "Retail")),
                        org.assertj.core.groups.Tuple.tuple(
                                "2001:db8::5/128 default ALLOWED",
                                new Tags("shop", "", "shop-1", "prod", "net-team")));
        assertThat(allocations)
                .extracting(Allocation::source)
                .contains("import:netbox ipam.prefix:1");
        assertThat(allocations).extracting(Allocation::polling).contains(Polling.FORBIDDEN);
    }

    @Test
    void aMappingChoosesOtherFields() throws IOException {
        Path map =
                Files.writeString(
                        folder.resolve("map.yaml"),
                        "version: 1\nallocation: {service: [role], owner: tenant}\ndevice: {version: cf.none}\n");
        NetboxMapping.Reading mapping = NetboxMapping.read(SourceFile.of(map));
        assertThat(mapping).isInstanceOf(NetboxMapping.Reading.Read.class);
        InventoryReading reading =
                NetboxDump.read(
                        file(SmallDump.text()),
                        new NetboxRequest(
                                NETBOX,
                                ((NetboxMapping.Reading.Read) mapping).mapping(),
                                Set.of(NetboxRequest.Inclusion.VMS)));
        assertThat(read(reading).allocations().getFirst().tags())
                .isEqualTo(new Tags("Access", "", "", "", "Retail"));
        assertThat(fields(reading).get("dcim.device:1")).doesNotContainKey("version");
        assertThat(fields(reading).get("virtualization.virtualmachine:1"))
                .hasToString(
                        "{address 2001:db8::5 in default=/64, interface eth0=without MAC, name=shop-1, owner=Retail, role=Leaf, site=FRA1}");
        Files.writeString(map, "allocation: {service: cost_center, price: cf.x}\n");
        assertThat(NetboxMapping.read(SourceFile.of(map)))
                .isEqualTo(
                        new NetboxMapping.Reading.Refused(
                                List.of(
                                        "map.yaml:1:23: 'cost_center': want owner, tenant, role, vm, cf.NAME or tag.NAME",
                                        "map.yaml:1:43: unknown field 'price': want one of [environment, owner, service, subscription, workload]"),
                                2));
    }

    @Test
    void cutAndFlippedDumpsAreReadOrLocated() throws IOException {
        byte[] good = SmallDump.bytes();
        Random random = new Random(3);
        Path path = folder.resolve("dump.json");
        for (int i = 0; i < 250; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            int length = i % 2 == 0 ? bad.length : random.nextInt(bad.length);
            Files.write(path, java.util.Arrays.copyOf(bad, length));
            InventoryReading reading = NetboxDump.read(SourceFile.of(path), REQUEST);
            if (reading instanceof InventoryReading.Refused(List<String> errors, int total)) {
                assertThat(total).isEqualTo(1);
                assertThat(errors.getFirst()).startsWith("dump.json:");
            }
        }
    }

    @Test
    void whatIsNoDumpIsRefused() throws IOException {
        assertThat(NetboxDump.read(file("{}"), REQUEST))
                .isEqualTo(
                        new InventoryReading.Refused(
                                List.of(
                                        "dump.json:1:1: begins with START_OBJECT; want a JSON list: [ ... ]"),
                                1));
        assertThat(NetboxDump.read(file("[{\"id\": 1}]"), REQUEST))
                .isEqualTo(
                        new InventoryReading.Refused(
                                List.of(
                                        "dump.json:1:2: want {\"model\": ..., \"pk\": ..., \"fields\": {...}}"),
                                1));
        assertThat(NetboxDump.read(file("[]"), REQUEST))
                .isEqualTo(
                        new InventoryReading.Refused(
                                List.of(
                                        "dump.json: holds no dcim.device; want what NetBox's manage.py dumpdata writes, with devices"),
                                1));
    }

    @Test
    void aRangeIsTakenAsTheFewestPrefixesAndAnAggregateLikeAPrefix() throws Exception {
        String dump =
                """
                [{"model": "dcim.device", "pk": 1, "fields": {"name": "r1", "status": "active"}},
                 {"model": "tenancy.tenant", "pk": 1, "fields": {"name": "Retail"}},
                 {"model": "ipam.aggregate", "pk": 1, "fields": {"prefix": "10.0.0.0/8", "tenant": 1}},
                 {"model": "ipam.iprange", "pk": 1, "fields": {"start_address": "10.0.0.1/24", "end_address": "10.0.0.6/24", "tenant": 1, "status": "active"}},
                 {"model": "ipam.iprange", "pk": 2, "fields": {"start_address": "10.0.0.9/24", "end_address": "10.0.0.8/24", "tenant": 1, "status": "active"}},
                 {"model": "ipam.iprange", "pk": 3, "fields": {"start_address": "10.0.0.9/24", "end_address": "2001:db8::/64", "tenant": 1, "status": "active"}}]
                """;
        InventoryReading reading = NetboxDump.read(file(dump), REQUEST);
        assertThat(read(reading).allocations())
                .extracting(a -> a.prefix() + " " + a.tags().owner())
                .containsExactly(
                        "10.0.0.0/8 Retail",
                        "10.0.0.1/32 Retail",
                        "10.0.0.2/31 Retail",
                        "10.0.0.4/31 Retail",
                        "10.0.0.6/32 Retail");
        assertThat(reasons(reading))
                .containsEntry(
                        "ipam.iprange:2",
                        "WRONG range 10.0.0.9-10.0.0.8: want both of one family, the lower first")
                .containsEntry(
                        "ipam.iprange:3",
                        "WRONG range 10.0.0.9-2001:db8::: want both of one family, the lower first");
    }

    @Test
    @Tag("data")
    void theDemoOrganisationImportsWholeAndEachRowLeftIsExplained() throws Exception {
        InventoryReading reading = NetboxDump.read(NetboxFixture.demo(), REQUEST);
        InventoryReading.Read read = read(reading);
        assertThat(read.devices().devices()).hasSize(72 + 4); // and what 8 of them are together
        assertThat(read.devices().devices().stream().mapToInt(d -> d.interfaces().size()).sum())
                .isEqualTo(1_586);
        assertThat(read.allocations()).hasSize(68); // those of a tenant, of 90 prefixes
        assertThat(read.notTaken())
                // other prefixes, addresses, ranges, aggregates, domains, and one line about the
                // VMs
                .hasSize(22 + 180 + 4 + 4 + 6 + 1)
                .allSatisfy(row -> assertThat(row.cause()).isEqualTo(NotTaken.Cause.LEFT_OUT))
                .allSatisfy(row ->
                        assertThat(row.reason())
                                .matches(
                                        "\\S+: no owner, tenant or tag says whose it is|180 virtual machines are .*|\\S+: no prefix, range or address in it is taken"));
        byte[] dump = NetboxFixture.demo().text(16 << 20).getBytes(StandardCharsets.UTF_8);
        for (String model :
                List.of("ipam.aggregate", "ipam.prefix", "ipam.iprange", "ipam.ipaddress")) {
            long rows = // told by another reader
                    new com.fasterxml.jackson.databind.ObjectMapper()
                            .readTree(dump).findValuesAsText("model").stream()
                                    .filter(model::equals)
                                    .count();
            assertThat(
                            read.notTaken().stream()
                                            .filter(r -> r.key().startsWith(model + ":"))
                                            .count()
                                    + read.allocations().stream()
                                            .filter(a -> a.source().contains(" " + model + ":"))
                                            .count())
                    .as(model)
                    .isEqualTo(rows);
        }
        assertThat(fields(reading).values().stream().map(f -> f.get("role")))
                .filteredOn("Router"::equals)
                .hasSize(13);
        assertThat(fields(reading).values().stream().map(f -> f.getOrDefault("name", "")))
                .contains("r105-torsw:1", "r108-torsw:2");
        NetboxRequest withVms =
                new NetboxRequest(
                        NETBOX, NetboxMapping.shipped(), Set.of(NetboxRequest.Inclusion.VMS));
        assertThat(read(NetboxDump.read(NetboxFixture.demo(), withVms)).devices().devices())
                .hasSize(72 + 4 + 180);
    }

    @Test
    @Tag("data")
    void aSecondImportChangesNothingAndAChangedDumpShowsExactlyItsDifference() throws Exception {
        InventoryReading.Read first = read(NetboxDump.read(NetboxFixture.demo(), REQUEST));
        SourceRecord record = SourceRecord.EMPTY.after(first.devices());
        assertThat(
                        record.differences(
                                read(NetboxDump.read(NetboxFixture.demo(), REQUEST)).devices()))
                .isEmpty();
        String text = NetboxFixture.demo().text(16 << 20);
        String changed =
                text.replaceFirst("\"name\": \"dmi01-akron-rtr01\"", "\"name\": \"akron-core\"")
                        .replaceFirst(
                                "\"model\": \"dcim.device\",\\s*\"pk\": 10,",
                                "\"model\": \"dcim.devicex\", \"pk\": 10,");
        assertThat(record.differences(read(NetboxDump.read(file(changed), REQUEST)).devices()))
                .satisfiesExactly(
                        d ->
                                assertThat(d)
                                        .isEqualTo(
                                                new DeviceDifference.Changed(
                                                        "dcim.device:1",
                                                        List.of(
                                                                new FieldChange(
                                                                        "name",
                                                                        "dmi01-akron-rtr01",
                                                                        "akron-core")))),
                        d ->
                                assertThat(d)
                                        .isInstanceOf(DeviceDifference.Disappeared.class)
                                        .extracting(DeviceDifference::nativeKey)
                                        .isEqualTo("dcim.device:10"));
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(3_000_000);
    }
}
