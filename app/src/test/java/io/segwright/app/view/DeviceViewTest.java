package io.segwright.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.IdentityKey;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import io.segwright.inventory.observe.StackMemberFact;
import io.segwright.inventory.observe.SystemFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceViewTest {
    private static final AttributeFact SERIAL_OF_CHASSIS =
            new AttributeFact(
                    Attribute.SERIAL,
                    "FOC1234",
                    95,
                    "entPhysicalSerialNum.1 (1.3.6.1.2.1.47.1.1.1.1.11.1)");
    private static final AttributeFact SERIAL_OF_MODULE =
            new AttributeFact(
                    Attribute.SERIAL,
                    "CARD77",
                    30,
                    "entPhysicalSerialNum.9 (1.3.6.1.2.1.47.1.1.1.1.11.9)");
    private static final AttributeFact VENDOR =
            new AttributeFact(Attribute.VENDOR, "Cisco", 99, "sysObjectID (1.3.6.1.2.1.1.2.0)");
    private static final MacAddress MAC = MacAddress.of("00:00:5e:00:53:01");
    private static final Provenance FROM =
            new Provenance("snmp", IpAddress.of("192.0.2.7"), Instant.EPOCH);
    private static final SystemFacts SYSTEM =
            new SystemFacts("sw1", "IOS, 15.2", "1.3.6.1.4.1.9.1.1208", "", "", 6);

    private static DevicePolled.Builder device() {
        return DevicePolled.builder(FROM, SYSTEM);
    }

    private static JsonNode json(DevicePolled device) throws IOException {
        return new ObjectMapper().readTree(new DeviceView(device).json());
    }

    @Test
    void theFirstFactOfAnAttributeIsTheBestOne() {
        assertThat(DeviceView.best(List.of(SERIAL_OF_CHASSIS, VENDOR, SERIAL_OF_MODULE)))
                .containsOnlyKeys(Attribute.VENDOR, Attribute.SERIAL)
                .containsEntry(Attribute.SERIAL, SERIAL_OF_CHASSIS);
        assertThat(DeviceView.best(List.of())).isEmpty();
    }

    @Test
    void whatNobodyToldIsAbsent() throws IOException {
        JsonNode device =
                json(device().attributes(List.of(SERIAL_OF_CHASSIS, SERIAL_OF_MODULE)).build())
                        .path("device");
        assertThat(device.path("serial").asText()).isEqualTo("FOC1234");
        for (String absent : List.of("vendor", "model", "os", "version", "name", "assetTag")) {
            assertThat(device.has(absent)).as(absent).isFalse();
        }
        assertThat(device.path("description").asText()).isEqualTo("IOS, 15.2");
        assertThat(device.path("interfaces").isEmpty()).isTrue();
    }

    @Test
    void eachFactSaysWhereItCameFrom() throws IOException {
        JsonNode root =
                json(
                        device().attributes(List.of(SERIAL_OF_CHASSIS, SERIAL_OF_MODULE))
                                .keys(Set.of(new IdentityKey.BridgeMac(MAC)))
                                .incomplete(List.of("ifTable: timeout after 3 rows"))
                                .build());
        assertThat(root.path("evidence").get(0).toString())
                .isEqualTo(
                        "{\"attribute\":\"serial\",\"value\":\"FOC1234\",\"source\":\"snmp 192.0.2.7\","
                                + "\"object\":\"entPhysicalSerialNum.1 (1.3.6.1.2.1.47.1.1.1.1.11.1)\",\"confidence\":95}");
        assertThat(root.path("evidence").findValuesAsText("value"))
                .containsExactly(
                        "FOC1234",
                        "CARD77",
                        "IOS, 15.2",
                        "1.3.6.1.4.1.9.1.1208",
                        "bridge-mac:" + MAC);
        assertThat(root.path("incomplete").get(0).asText())
                .isEqualTo("ifTable: timeout after 3 rows");
    }

    @Test
    void itsTablesAreListedWithWhatIsKnownOnly() throws IOException {
        DevicePolled polled =
                device().interfaces(List.of(new InterfaceFact(3, "Gi0/3", 6, true, 1_000, MAC, "")))
                        .addresses(
                                List.of(
                                        new AddressFact(
                                                IpAddress.of("192.0.2.7"), 24, 3, Vrf.DEFAULT)))
                        .stackMembers(
                                List.of(new StackMemberFact(2, "", "C2960X", "FOC2", null, "")))
                        .neighbors(
                                List.of(
                                        new NeighborFact(
                                                NeighborProtocol.LLDP,
                                                "Gi0/3",
                                                MAC.toString(),
                                                MAC,
                                                "Gi1/1",
                                                "sw2",
                                                "",
                                                Set.of("router", "bridge"),
                                                List.of(IpAddress.of("2001:db8::2")))))
                        .build();
        JsonNode device = json(polled).path("device");
        assertThat(device.path("interfaces").toString())
                .isEqualTo(
                        "[{\"index\":3,\"name\":\"Gi0/3\",\"type\":6,\"up\":true,\"speedMbps\":1000,\"mac\":\"00:00:5e:00:53:01\"}]");
        assertThat(device.path("addresses").toString())
                .isEqualTo(
                        "[{\"address\":\"192.0.2.7/24\",\"vrf\":\"default\",\"interfaceIndex\":3,\"interface\":\"Gi0/3\"}]");
        assertThat(device.path("stackMembers").toString())
                .isEqualTo("[{\"position\":2,\"model\":\"C2960X\",\"serial\":\"FOC2\"}]");
        assertThat(device.path("neighbors").toString())
                .isEqualTo(
                        "[{\"protocol\":\"lldp\",\"localInterface\":\"Gi0/3\",\"chassisId\":\"00:00:5e:00:53:01\","
                                + "\"portId\":\"Gi1/1\",\"name\":\"sw2\",\"capabilities\":[\"bridge\",\"router\"],\"addresses\":[\"2001:db8::2\"]}]");
    }

    @Test
    void asATableItIsTheEvidence() {
        StringWriter out = new StringWriter();
        new DeviceView(device().attributes(List.of(VENDOR)).build())
                .evidence()
                .print(Format.CSV, new PrintWriter(out));
        assertThat(out.toString().lines())
                .startsWith(
                        "attribute,value,confidence,source,object",
                        "vendor,Cisco,99,snmp 192.0.2.7,sysObjectID (1.3.6.1.2.1.1.2.0)");
    }
}
