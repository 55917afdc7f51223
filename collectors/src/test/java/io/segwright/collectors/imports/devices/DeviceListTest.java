package io.segwright.collectors.imports.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.claim.ImportedList.Scope;
import io.segwright.inventory.imports.SourceRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.IdentityKey.ManufacturerSerial;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceListTest {
    private static final Provenance LIST =
            new Provenance(
                    "import:list",
                    IpAddress.of("127.0.0.1"),
                    Instant.parse("2026-11-22T10:00:00Z"));
    private static final String CSV =
            """
            key,name,vendor,model,serial,site,owner,addresses,macs,interfaces
            a-1,sw-1,Arista,7050,jpe123,fra1,net-team,10.0.0.1/24;2001:db8::1,001b.21aa.bbcc,Ethernet1=00:1b:21:aa:bb:01;Management1
            a-2,sw-2,,,,,,,,
            """;
    private static final String MAPPING =
            """
            version: 1
            list: /data/devices
            fields:
              key: id
              name: {from: [fqdn, /host/name], regex: "^([^.]+)", case: lower}
              vendor: {from: /type/maker, values: {CSCO: Cisco}}
              model: /type/model
              serial: {from: sn, case: upper}
              os: {constant: IOS XE}
              version: {from: image, regex: 'Version ([0-9.]+)', group: 1}
              addresses: {from: mgmt, split: ","}
            interfaces: {list: /ports, name: ifname, mac: hwaddr, addresses: ips}
            """;
    private static final String JSON =
            """
            {"data": {"devices": [
              {"id": 7, "fqdn": "CORE-1.example.net", "type": {"maker": "CSCO", "model": "C9500"}, "sn": "fcw1",
               "image": "IOS-XE Version 17.9.4a", "mgmt": "10.0.0.9, 10.0.0.10",
               "ports": [{"ifname": "Te1/0/1", "hwaddr": "00-1B-21-00-00-01", "ips": ["10.1.0.1/30"]}, {"ifname": "Te1/0/2"}]},
              {"id": 8, "host": {"name": "Edge-1"}, "sn": null}
            ]}}
            """;

    @TempDir private Path folder;

    private SourceFile file(String name, String text) throws IOException {
        return SourceFile.of(Files.writeString(folder.resolve(name), text));
    }

    private static List<DeviceImported> devices(InventoryReading reading) {
        assertThat(reading).isInstanceOf(InventoryReading.Read.class);
        return ((InventoryReading.Read) reading).devices().devices();
    }

    private static List<String> errors(InventoryReading reading) {
        assertThat(reading).isInstanceOf(InventoryReading.Refused.class);
        return ((InventoryReading.Refused) reading).errors();
    }

    private InventoryReading own(String name, String text) throws IOException {
        return DeviceList.read(file(name, text), Scope.COMPLETE, LIST);
    }

    private InventoryReading mapped(String name, String text, String mapping) throws IOException {
        DeviceMapping.Reading read = DeviceMapping.read(file("map.yaml", mapping));
        assertThat(read).isInstanceOf(DeviceMapping.Reading.Read.class);
        return DeviceList.read(
                file(name, text),
                ((DeviceMapping.Reading.Read) read).mapping(),
                Scope.COMPLETE,
                LIST);
    }

    @Test
    void aListWithOurNamesNeedsNoMapping() throws IOException {
        List<DeviceImported> devices = devices(own("devices.csv", CSV));
        assertThat(devices).hasSize(2);
        DeviceImported first = devices.getFirst();
        assertThat(first.nativeKey()).isEqualTo("a-1");
        assertThat(first.site()).isEqualTo("fra1");
        assertThat(first.keys()).containsExactly(new ManufacturerSerial("arista", "JPE123"));
        assertThat(SourceRecord.fields(first))
                .hasToString(
                        "{address 10.0.0.1 in default=/24, address 2001:db8::1 in default=/128,"
                                + " interface Ethernet1=00:1b:21:aa:bb:01, interface Management1=without MAC,"
                                + " interface mac 00:1b:21:aa:bb:cc=00:1b:21:aa:bb:cc, model=7050, name=sw-1,"
                                + " owner=net-team, serial=jpe123, site=fra1, vendor=Arista}");
        assertThat(SourceRecord.fields(devices.get(1))).hasToString("{name=sw-2}");
    }

    private static Map<String, String> fields(List<DeviceImported> devices) {
        Map<String, String> fields = new TreeMap<>();
        devices.forEach(d -> fields.put(d.nativeKey(), SourceRecord.fields(d).toString()));
        return fields;
    }

    @Test
    void boxesThatShareTheNameOfAStackAreInsideTheDeviceThatTheyAre() throws IOException {
        List<DeviceImported> devices =
                devices(
                        own(
                                "stacks.csv",
                                """
                                key,name,vendor,serial,owner,addresses,stack,position
                                1,sw-1,Cisco,FCW1,net,,core,1
                                2,sw-2,Cisco,FCW2,net,10.0.0.1/24,core,2
                                3,sw-3,Cisco,FCW3,net,10.0.0.3,alone,1
                                """));
        assertThat(fields(devices))
                .isEqualTo(
                        Map.of(
                                "1",
                                "{box of=stack core position 1, name=sw-1, owner=net, serial=FCW1, vendor=Cisco}",
                                "2",
                                "{box of=stack core position 2, name=sw-2, owner=net, serial=FCW2, vendor=Cisco}",
                                "3",
                                "{address 10.0.0.3 in default=/32, name=sw-3, owner=net, serial=FCW3, vendor=Cisco}",
                                "stack core",
                                "{address 10.0.0.1 in default=/24, name=core, owner=net, vendor=Cisco}"));
    }

    @Test
    void aStackMayHaveARowOfItsOwn() throws IOException {
        String mapping =
                "fields: {key: id, name: host, addresses: ip, stack: chassis, position: slot}\n";
        List<DeviceImported> devices =
                devices(
                        mapped(
                                "a.json",
                                """
                                [{"id": "c", "host": "core", "ip": "10.0.0.1"},
                                 {"id": "c-1", "host": "core-1", "chassis": "c", "slot": 1},
                                 {"id": "c-2", "host": "core-2", "chassis": "c", "slot": 2, "ip": "10.0.0.2"}]
                                """,
                                mapping));
        assertThat(fields(devices))
                .isEqualTo(
                        Map.of(
                                "c",
                                "{address 10.0.0.1 in default=/32, name=core}",
                                "c-1",
                                "{box of=c position 1, name=core-1}",
                                "c-2",
                                "{address 10.0.0.2 in default=/32, box of=c position 2, name=core-2}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1,core,;2,core,2       | a.csv:2:2: position is empty: want 0..255, the box's number in its stack
                    1,core,one;2,core,2    | a.csv:2:3: position 'one': want 0..255, the box's number in its stack
                    1,core,256;2,core,2    | a.csv:2:3: position '256': want 0..255, the box's number in its stack
                    1,core,1;2,core,1      | a.csv:3:3: position 1 of stack 'core' is another row's too
                    1,=x,1;2,=x,2          | a.csv:2:2: '=x' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit
                    """)
    void aWrongPlaceInAStackIsRefused(String rows, String error) throws IOException {
        assertThat(errors(own("a.csv", "key,stack,position\n" + rows.replace(';', '\n') + "\n")))
                .contains(error);
    }

    @Test
    void aMappingSaysWhereEachFieldIsAndWhatIsDoneToIt() throws IOException {
        List<DeviceImported> devices = devices(mapped("cmdb.json", JSON, MAPPING));
        assertThat(SourceRecord.fields(devices.get(0)).toString())
                .isEqualTo(
                        "{address 10.0.0.10 in default=/32, address 10.0.0.9 in default=/32,"
                                + " address 10.1.0.1 in default=/30, interface Te1/0/1=00:1b:21:00:00:01,"
                                + " interface Te1/0/2=without MAC, model=C9500, name=core-1, os=IOS XE,"
                                + " serial=FCW1, vendor=Cisco, version=17.9.4}");
        assertThat(SourceRecord.fields(devices.get(1)).toString())
                .isEqualTo("{name=edge-1, os=IOS XE}");
        assertThat(devices.get(0).attributes())
                .filteredOn(fact -> fact.attribute() == Attribute.VENDOR)
                .singleElement()
                .satisfies(fact -> assertThat(fact.evidence()).isEqualTo("/type/maker"));
    }

    @Test
    void everyFormatSaysTheSame() throws IOException {
        String mapping = "fields: {key: id, name: host, serial: sn}\n";
        String expected =
                devices(mapped("a.csv", "id,host,sn\n1,sw-1,X1\n2,sw-2,\n", mapping)).toString();
        assertThat(
                        devices(
                                        mapped(
                                                "a.json",
                                                "[{\"id\":1,\"host\":\"sw-1\",\"sn\":\"X1\"},{\"id\":2,\"host\":\"sw-2\"}]",
                                                mapping))
                                .toString())
                .isEqualTo(expected);
        assertThat(
                        devices(
                                        mapped(
                                                "a.jsonl",
                                                "{\"id\":1,\"host\":\"sw-1\",\"sn\":\"X1\"}\n{\"id\":2,\"host\":\"sw-2\",\"sn\":\"\"}\n",
                                                mapping))
                                .toString())
                .isEqualTo(expected);
        assertThat(
                        devices(
                                        mapped(
                                                "a.yaml",
                                                "- {id: 1, host: sw-1, sn: X1}\n- id: 2\n  host: sw-2\n  sn:\n",
                                                mapping))
                                .toString())
                .isEqualTo(expected);
        assertThat(
                        devices(
                                        mapped(
                                                "a.txt",
                                                "id;host;sn\n1;sw-1;X1\n2;sw-2;\n",
                                                "format: csv\nseparator: ';'\n" + mapping))
                                .toString())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ,sw,,                  | 2:1: key is empty: want what the list itself calls the device, unique and stable
                    a-9,sw,10.0.0.256,     | 2:3: address '10.0.0.256' is no address: want e.g. 192.0.2.7 or 2001:db8::7
                    a-9,sw,10.0.0.1/40,    | 2:3: address '10.0.0.1/40': want a prefix length of 0..32
                    a-9,sw,,Gi1=nonsense   | 2:4: 'nonsense' is no MAC address: want e.g. 00:1b:21:aa:bb:cc
                    a-9,=cmd(),,           | 2:2: '=cmd()' begins with '=', which spreadsheets run as a formula; begin it with a letter or digit
                    @x,sw,,                | 2:1: '@x' begins with '@', which spreadsheets run as a formula; begin it with a letter or digit
                    a-1,sw,,               | 3:1: key 'a-1' is also on line 2; a key names one device
                    a-9,sw                 | 2:2: the line has 2 cells, want 4 as in the header; quote cells that hold a comma
                    """)
    void aWrongCellIsNamedWithItsPlaceAndNothingIsTaken(String row, String message)
            throws IOException {
        String header = "key,name,addresses,interfaces\n";
        String text = message.startsWith("3") ? "a-1,x,,\n" + row : row + "\na-1,x,,";
        assertThat(errors(own("devices.csv", header + text + "\n")))
                .containsExactly("devices.csv:" + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    fields: {key: id, nme: x}                       | 1:24: unknown field 'nme': want one of [addresses, asset_tag, contact,
                    fields: {name: x}                               | 1:1: there is no field 'key': name what the list itself calls a device, unique and stable
                    fields: {key: {from: id, regex: "(["}}          | 1:33: regex: Unclosed character class at character 2
                    fields: {key: {from: id, regex: "a", group: 2}} | 1:45: group '2': want 0..0, as many as the expression has
                    fields: {key: {split: ","}}                     | 1:15: key wants either 'from' or 'constant'
                    fields: {key: {from: id, case: title}}          | 1:32: case 'title': want lower or upper
                    fields: {key: id}\\nformat: xlsx                 | 2:9: format 'xlsx': want csv, json, jsonl or yaml
                    fields: {key: id}\\nversion: 2                   | 2:10: version is not known: want 1
                    [a]                                             | 1:1: is a list, want a mapping with the key 'fields'
                    fields: {key: [a, b]}                           | 1:15: key is a list, want a column, a JSON pointer or {from: ...}
                    """)
    void aWrongMappingIsLocated(String text, String message) throws IOException {
        DeviceMapping.Reading reading =
                DeviceMapping.read(file("map.yaml", text.replace("\\n", "\n")));
        assertThat(reading).isInstanceOf(DeviceMapping.Reading.Refused.class);
        assertThat(((DeviceMapping.Reading.Refused) reading).errors().getFirst())
                .startsWith("map.yaml:" + message);
    }

    @Test
    void aColumnThatTheMappingNamesMustBeThere() throws IOException {
        assertThat(errors(mapped("a.csv", "id,host\n1,x\n", "fields: {key: id, serial: S/N}\n")))
                .containsExactly(
                        "a.csv:1:1: there is no column 'S/N', which the mapping names for serial; the header has [host, id]");
    }

    @Test
    void anExpressionThatTakesAgesIsGivenUp() throws IOException {
        String mapping = "fields: {key: id, version: {from: v, regex: '.*.*.*.*x'}}\n";
        assertThat(errors(mapped("a.csv", "id,v\n1," + "a".repeat(300) + "\n", mapping)))
                .singleElement()
                .asString()
                .startsWith("a.csv:2:2: the expression .*.*.*.*x takes too long on 'aaaa");
    }

    @Test
    void theFirstErrorsAreListedAndAllAreCounted() throws IOException {
        InventoryReading reading =
                own("d.csv", "key,addresses\n" + "x,nowhere\n".repeat(1) + rows(2_000));
        assertThat(errors(reading)).hasSize(50);
        assertThat(((InventoryReading.Refused) reading).errorsTotal()).isEqualTo(2_001);
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("k").append(i).append(",nowhere\n");
        }
        return rows.toString();
    }

    @Test
    void whatEndsInNothingThatIsReadIsRefused() throws IOException {
        assertThat(errors(own("devices.xlsx", "PK")))
                .containsExactly(
                        "devices.xlsx: is neither .csv, .json, .jsonl nor .yaml; name it so, or say 'format' in the mapping");
        assertThat(errors(own("d.json", "{\"devices\": []}")))
                .containsExactly(
                        "d.json:1:1: the document is an object, want a list of devices; say where it is by 'list' in a mapping");
    }

    @Test
    void flippedAndCutListsAreReadOrLocatedNeverMore() throws IOException {
        Random random = new Random(11);
        for (String name : List.of("a.csv", "a.json", "a.yaml", "map.yaml")) {
            String text =
                    switch (name) {
                        case "a.csv" -> CSV;
                        case "a.json" -> JSON;
                        case "map.yaml" -> MAPPING;
                        default ->
                                "- {key: a-1, name: sw-1, addresses: [10.0.0.1], macs: [001b21aabbcc]}\n";
                    };
            for (int i = 0; i < 120; i++) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                int length = i % 2 == 0 ? bytes.length : random.nextInt(bytes.length);
                Path file =
                        Files.write(folder.resolve(name), java.util.Arrays.copyOf(bytes, length));
                if (name.equals("map.yaml")) {
                    assertThat(DeviceMapping.read(SourceFile.of(file))).isNotNull();
                } else {
                    assertThat(DeviceList.read(SourceFile.of(file), Scope.COMPLETE, LIST))
                            .isNotNull();
                }
            }
        }
    }
}
