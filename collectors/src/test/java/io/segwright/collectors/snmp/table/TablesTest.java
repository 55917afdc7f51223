package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.collectors.understand.Serial;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.HardwareKind;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
    private static final String SYSTEM =
            """
            1.3.6.1.2.1.1.1.0 s A switch
            1.3.6.1.2.1.1.2.0 o 1.3.6.1.4.1.9.1.1
            1.3.6.1.2.1.1.5.0 s sw1
            1.3.6.1.2.1.1.7.0 i 6
            """;

    private static DevicePolled read(String script) {
        Provenance provenance = new Provenance("snmp", IpAddress.of("192.0.2.1"), Instant.EPOCH);
        Walker walker =
                new Walker(Script.of(SYSTEM).add(script).agent(), WalkLimits.SHIPPED, () -> 0);
        try {
            return DeviceReader.read(walker, provenance, "lab");
        } catch (SnmpFault fault) {
            throw new AssertionError(fault);
        }
    }

    private static List<String> addresses(DevicePolled device) {
        return device.addresses().stream()
                .map(a -> a.address() + "/" + a.prefixLength() + "@" + a.interfaceIndex())
                .toList();
    }

    private static List<String> keys(DevicePolled device) {
        return device.keys().stream().map(Object::toString).sorted().toList();
    }

    @Test
    void theSystemGroupIsReadAndCleaned() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.1.4.0 x 4ae97220000d0a4d2e00
                        1.3.6.1.2.1.1.6.0 x 5ac3bc72696368
                        """);
        assertThat(device.system().name()).isEqualTo("sw1");
        assertThat(device.system().objectId()).isEqualTo("1.3.6.1.4.1.9.1.1");
        assertThat(device.system().contact()).isEqualTo("Jér M."); // Latin-1, a line break, a NUL
        assertThat(device.system().location()).isEqualTo("Zürich"); // UTF-8
        assertThat(device.system().services()).isEqualTo(6);
        assertThat(device.incomplete()).isEmpty();
    }

    @Test
    void anAgentWithoutSystemGroupIsNotAuthorized() {
        Walker walker =
                new Walker(Script.of("1.3.6.1.2.1.2.1.0 i 3").agent(), WalkLimits.SHIPPED, () -> 0);
        assertThatThrownBy(() -> SystemGroup.read(walker))
                .hasMessageContaining("shows no system group; widen the credential's view");
    }

    @Test
    void interfacesTakeIfNameAndFallBackToIfDescr() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.2.2.1.2.1 s GigabitEthernet0/1
                        1.3.6.1.2.1.2.2.1.2.2 s Loopback0
                        1.3.6.1.2.1.2.2.1.3.1 i 6
                        1.3.6.1.2.1.2.2.1.3.2 i 24
                        1.3.6.1.2.1.2.2.1.5.1 g 4294967295
                        1.3.6.1.2.1.2.2.1.5.2 g 100000000
                        1.3.6.1.2.1.2.2.1.6.1 x 001b21aabbcc
                        1.3.6.1.2.1.2.2.1.6.2 x 000000000000
                        1.3.6.1.2.1.2.2.1.8.1 i 1
                        1.3.6.1.2.1.2.2.1.8.2 i 2
                        1.3.6.1.2.1.31.1.1.1.1.1 s Gi0/1
                        1.3.6.1.2.1.31.1.1.1.15.1 g 10000
                        1.3.6.1.2.1.31.1.1.1.18.1 s uplink
                        """);
        assertThat(device.interfaces()).hasSize(2);
        assertThat(device.interfaces().getFirst().name()).isEqualTo("Gi0/1");
        assertThat(device.interfaces().getFirst().speedMbps()).isEqualTo(10_000);
        assertThat(device.interfaces().getFirst().mac())
                .contains(MacAddress.of("00:1b:21:aa:bb:cc"));
        assertThat(device.interfaces().getFirst().up()).isTrue();
        assertThat(device.interfaces().getFirst().alias()).isEqualTo("uplink");
        assertThat(device.interfaces().getLast().name()).isEqualTo("Loopback0");
        assertThat(device.interfaces().getLast().speedMbps()).isEqualTo(100);
        assertThat(device.interfaces().getLast().mac()).isEmpty();
    }

    @Test
    void prefixesAreReadFromPointersToTheColumnAndToTheEntry() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.4.34.1.3.1.4.10.0.0.1 i 1
                        1.3.6.1.2.1.4.34.1.3.1.4.10.0.1.1 i 2
                        1.3.6.1.2.1.4.34.1.3.1.4.10.0.2.1 i 5
                        1.3.6.1.2.1.4.34.1.3.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7 i 3
                        1.3.6.1.2.1.4.34.1.4.1.4.10.0.0.1 i 1
                        1.3.6.1.2.1.4.34.1.4.1.4.10.0.1.1 i 1
                        1.3.6.1.2.1.4.34.1.4.1.4.10.0.2.1 i 1
                        1.3.6.1.2.1.4.34.1.4.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7 i 1
                        1.3.6.1.2.1.4.34.1.5.1.4.10.0.0.1 o 1.3.6.1.2.1.4.32.1.5.1.1.4.10.0.0.0.24
                        1.3.6.1.2.1.4.34.1.5.1.4.10.0.1.1 o 1.3.6.1.2.1.4.32.1.2.1.4.10.0.1.0.25
                        1.3.6.1.2.1.4.34.1.5.1.4.10.0.2.1 o 1.3.6.1.2.1.4.32.1.5.1.4.10.0.2.0.26
                        1.3.6.1.2.1.4.34.1.5.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.7 o 1.3.6.1.2.1.4.32.1.5.3.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.0.64
                        """);
        // the third points at the entry of ifIndex 5, which looks like the origin column
        assertThat(addresses(device))
                .containsExactly(
                        "10.0.0.1/24@1", "10.0.1.1/25@2", "10.0.2.1/26@5", "2001:db8::7/64@3");
    }

    @Test
    void theTrueMaskOfTheOldTableBeatsAHostPrefixInTheNew() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 1
                        1.3.6.1.2.1.4.20.1.2.10.9.9.9 i 4
                        1.3.6.1.2.1.4.20.1.3.10.0.0.1 a 255.255.252.0
                        1.3.6.1.2.1.4.20.1.3.10.9.9.9 a 255.0.255.0
                        1.3.6.1.2.1.4.34.1.3.1.4.10.0.0.1 i 1
                        1.3.6.1.2.1.4.34.1.4.1.4.10.0.0.1 i 1
                        1.3.6.1.2.1.4.34.1.5.1.4.10.0.0.1 o 1.3.6.1.2.1.4.32.1.5.1.1.4.10.0.0.1.32
                        """);
        assertThat(addresses(device)).containsExactly("10.0.0.1/22@1", "10.9.9.9/32@4");
    }

    @Test
    void anIndexWithoutLengthOctetAndZonesAndBroadcastsAreUnderstood() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.4.34.1.3.1.4.10.0.0 i 9
                        1.3.6.1.2.1.4.34.1.3.1.10.0.0.1 i 1
                        1.3.6.1.2.1.4.34.1.3.1.4.10.0.0.255 i 1
                        1.3.6.1.2.1.4.34.1.3.3.8.10.0.3.1.0.0.0.2 i 3
                        1.3.6.1.2.1.4.34.1.4.1.4.10.0.0.255 i 3
                        """);
        // 4.10.0.0 with a missing octet reads as the address 4.10.0.0 without length
        assertThat(addresses(device))
                .containsExactly("4.10.0.0/32@9", "10.0.0.1/32@1", "10.0.3.1/32@3");
    }

    @Test
    void ownAddressesLeaveOutLoopbackLinkLocalAndMulticastButNotAnEstateOn127() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.4.20.1.2.0.0.0.0 i 1
                        1.3.6.1.2.1.4.20.1.2.127.0.0.1 i 1
                        1.3.6.1.2.1.4.20.1.2.127.64.0.9 i 1
                        1.3.6.1.2.1.4.20.1.2.169.254.1.1 i 1
                        1.3.6.1.2.1.4.20.1.2.224.0.0.5 i 1
                        """);
        assertThat(addresses(device)).containsExactly("127.64.0.9/32@1");
    }

    @Test
    void neighboursAreTheUnionOfBothTablesWithoutWhatTheNewOneCallsInvalid() {
        String old =
                """
                1.3.6.1.2.1.4.22.1.2.3.10.0.0.7 x 001b21000007
                1.3.6.1.2.1.4.22.1.2.3.10.0.0.8 x 001b21000088
                1.3.6.1.2.1.4.22.1.2.3.10.0.0.9 x 001b21000009
                1.3.6.1.2.1.4.22.1.2.3.10.0.9 x 001b21000099
                """;
        String current =
                """
                1.3.6.1.2.1.4.35.1.4.3.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.9 x 001b21000009
                1.3.6.1.2.1.4.35.1.4.3.1.4.10.0.0.8 x 001b21000008
                1.3.6.1.2.1.4.35.1.4.3.1.4.10.0.0.7 x 001b21000007
                1.3.6.1.2.1.4.35.1.7.3.1.4.10.0.0.7 i 5
                1.3.6.1.2.1.4.35.1.4.3.1.192.0.2.6 x 001b21000006
                """;
        assertThat(read(old).arp())
                .extracting(a -> a.address().toString())
                .containsExactly("10.0.0.7", "10.0.0.8", "10.0.0.9");
        // of .8 the new table knows better; .6 has no length in its index
        assertThat(read(old + current).arp())
                .extracting(a -> a.address() + " " + a.mac())
                .containsExactlyInAnyOrder(
                        "10.0.0.8 00:1b:21:00:00:08",
                        "2001:db8::9 00:1b:21:00:00:09",
                        "192.0.2.6 00:1b:21:00:00:06",
                        "10.0.0.9 00:1b:21:00:00:09");
    }

    @Test
    void lldpNeighboursLoseTheirTimeMarkAndFindTheirPortAndAddresses() {
        DevicePolled device =
                read(
                        """
                        1.0.8802.1.1.2.1.3.1.0 i 4
                        1.0.8802.1.1.2.1.3.2.0 x 001b210000aa
                        1.0.8802.1.1.2.1.3.7.1.2.11 i 5
                        1.0.8802.1.1.2.1.3.7.1.3.11 s Gi0/1
                        1.0.8802.1.1.2.1.3.7.1.4.11 s the uplink
                        1.0.8802.1.1.2.1.4.1.1.4.4294967295.11.3 i 4
                        1.0.8802.1.1.2.1.4.1.1.5.4294967295.11.3 x 001b210000bb
                        1.0.8802.1.1.2.1.4.1.1.6.4294967295.11.3 i 5
                        1.0.8802.1.1.2.1.4.1.1.7.4294967295.11.3 s Te1/1
                        1.0.8802.1.1.2.1.4.1.1.9.4294967295.11.3 s core1
                        1.0.8802.1.1.2.1.4.1.1.10.4294967295.11.3 s A router
                        1.0.8802.1.1.2.1.4.1.1.12.4294967295.11.3 x 2800
                        1.0.8802.1.1.2.1.4.2.1.3.0.11.3.1.4.10.0.0.254 i 2
                        1.0.8802.1.1.2.1.4.2.1.3.7.11.9.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.254 i 2
                        1.3.6.1.2.1.2.2.1.3.4 i 6
                        1.3.6.1.2.1.31.1.1.1.1.4 s Gi0/1
                        """);
        NeighborFact core = device.neighbors().getFirst();
        assertThat(device.neighbors()).hasSize(1);
        assertThat(core.localInterface()).isEqualTo("Gi0/1");
        assertThat(core.chassisId()).isEqualTo("00:1b:21:00:00:bb");
        assertThat(core.chassisMac()).contains(MacAddress.of("00:1b:21:00:00:bb"));
        assertThat(core.portId()).isEqualTo("Te1/1");
        assertThat(core.systemName()).isEqualTo("core1");
        assertThat(core.capabilities()).containsExactlyInAnyOrder("bridge", "router");
        // the second address has another remote index, but the port has one neighbour
        assertThat(core.managementAddresses())
                .containsExactly(IpAddress.of("10.0.0.254"), IpAddress.of("2001:db8::fe"));
        assertThat(keys(device)).containsExactly("chassis-mac:00:1b:21:00:00:aa");
    }

    @Test
    void lldpVersionTwoIsReadWhereVersionOneIsEmpty() {
        DevicePolled device =
                read(
                        """
                        1.3.111.2.802.1.1.13.1.4.1.1.5.0.7.1.2 i 5
                        1.3.111.2.802.1.1.13.1.4.1.1.6.0.7.1.2 x 010a000009
                        1.3.111.2.802.1.1.13.1.4.1.1.7.0.7.1.2 i 3
                        1.3.111.2.802.1.1.13.1.4.1.1.8.0.7.1.2 x 001b210000cc
                        1.3.111.2.802.1.1.13.1.4.1.1.10.0.7.1.2 s leaf
                        1.3.111.2.802.1.1.13.1.4.1.1.13.0.7.1.2 x 01
                        1.3.111.2.802.1.1.13.1.4.2.1.3.0.7.1.2.1.4.10.0.0.9 i 2
                        """);
        NeighborFact leaf = device.neighbors().getFirst();
        assertThat(leaf.localInterface()).isEqualTo("7");
        assertThat(leaf.chassisId()).isEqualTo("10.0.0.9"); // network address, family 1
        assertThat(leaf.chassisMac()).isEmpty();
        assertThat(leaf.portId()).isEqualTo("00:1b:21:00:00:cc");
        assertThat(leaf.systemName()).isEqualTo("leaf");
        assertThat(leaf.capabilities()).containsExactly("station");
        assertThat(leaf.managementAddresses()).containsExactly(IpAddress.of("10.0.0.9"));
    }

    @Test
    void phantomChassisAreNoHardwareAndARealOneIsAKey() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.47.1.1.1.1.4.1 i 0
                        1.3.6.1.2.1.47.1.1.1.1.4.2 i 0
                        1.3.6.1.2.1.47.1.1.1.1.4.3 i 1
                        1.3.6.1.2.1.47.1.1.1.1.5.1 i 3
                        1.3.6.1.2.1.47.1.1.1.1.5.2 i 3
                        1.3.6.1.2.1.47.1.1.1.1.5.3 i 9
                        1.3.6.1.2.1.47.1.1.1.1.10.1 s 15.2(7)E
                        1.3.6.1.2.1.47.1.1.1.1.11.1 s foc1234x0yz
                        1.3.6.1.2.1.47.1.1.1.1.11.2 s N/A
                        1.3.6.1.2.1.47.1.1.1.1.11.3 s MOD0001
                        1.3.6.1.2.1.47.1.1.1.1.12.1 s Cisco Systems, Inc.
                        1.3.6.1.2.1.47.1.1.1.1.13.1 s WS-C3560
                        """);
        assertThat(device.hardware()).hasSize(2);
        assertThat(device.hardware().getFirst().kind()).isEqualTo(HardwareKind.CHASSIS);
        assertThat(device.hardware().getFirst().serial()).isEqualTo("FOC1234X0YZ");
        assertThat(device.hardware().getFirst().manufacturer()).isEqualTo("Cisco Systems, Inc.");
        assertThat(device.hardware().getFirst().firmware()).isEqualTo("15.2(7)E");
        assertThat(device.hardware().getLast().kind()).isEqualTo(HardwareKind.MODULE);
        assertThat(device.hardware().getLast().manufacturer()).isEqualTo("Cisco");
        assertThat(keys(device)).containsExactly("serial:cisco/FOC1234X0YZ");
    }

    @Test
    void aVendorsScalarGivesTheSerialWhereEntityHasNone() {
        DevicePolled device = read("1.3.6.1.4.1.9.3.6.3.0 s  JAB0423A1B2 \n");
        assertThat(device.hardware()).hasSize(1);
        assertThat(device.hardware().getFirst().serial()).isEqualTo("JAB0423A1B2");
        assertThat(keys(device)).containsExactly("serial:cisco/JAB0423A1B2");
    }

    @Test
    void whatNothingContainsIsTheChassisWhereNoChassisHasASerial() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.47.1.1.1.1.4.1 i 0
                        1.3.6.1.2.1.47.1.1.1.1.4.2 i 1
                        1.3.6.1.2.1.47.1.1.1.1.5.1 i 9
                        1.3.6.1.2.1.47.1.1.1.1.5.2 i 10
                        1.3.6.1.2.1.47.1.1.1.1.11.1 s BOX77777
                        1.3.6.1.2.1.47.1.1.1.1.11.2 s SFP88888
                        """);
        assertThat(keys(device)).containsExactly("serial:cisco/BOX77777");
    }

    @ParameterizedTest(name = "''{0}'' normalizes to ''{1}''")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                     fdo1234a0b1   | FDO1234A0B1
                     N/A           | ''
                     None          | ''
                     0             | ''
                     00000000      | ''
                     0123456789    | ''
                     <private>     | ''
                     To be filled by O.E.M. | ''
                     XXXXXXXX      | ''
                     ........      | ''
                     AB            | ''
                     S/N-00017     | S/N-00017
                    """)
    void placeholdersAreNoSerials(String text, String normalized) {
        assertThat(Serial.normalize(text)).isEqualTo(normalized);
    }

    @ParameterizedTest(name = "engine id {0} is a key: {1}")
    @CsvSource(
            textBlock =
                    """
                    80001f8803001b21aabbcc,       true
                    80001f8804666f6f62617200,     true
                    80000a4c01c0000201,           false
                    80000a4c0220010db8000000000000000000000001, false
                    80001f8803000000000000,       false
                    80001f880300005e000101,       false
                    800000090300,                 false
                    000000090a000001,             false
                    80001f88,                     false
                    """)
    void engineIdsMadeOfAnAddressOrNothingAreNoKeys(String hex, boolean isKey) {
        DevicePolled device = read("1.3.6.1.6.3.10.2.1.1.0 x " + hex + "\n");
        assertThat(keys(device)).isEqualTo(isKey ? List.of("engine-id:" + hex) : List.of());
    }

    @Test
    void sharedMacsAreNoKeysAndHostAddressesOnLoopbacksAre() {
        DevicePolled device =
                read(
                        """
                        1.0.8802.1.1.2.1.3.1.0 i 4
                        1.0.8802.1.1.2.1.3.2.0 x 00005e000105
                        1.3.6.1.2.1.17.1.1.0 x 000000000000
                        1.3.6.1.2.1.2.2.1.3.1 i 24
                        1.3.6.1.2.1.2.2.1.3.2 i 6
                        1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 1
                        1.3.6.1.2.1.4.20.1.2.10.0.0.2 i 2
                        1.3.6.1.2.1.4.20.1.2.127.64.1.1 i 1
                        1.3.6.1.2.1.4.20.1.2.127.0.0.1 i 1
                        1.3.6.1.2.1.4.20.1.2.10.0.0.3 i 1
                        1.3.6.1.2.1.4.20.1.3.10.0.0.1 a 255.255.255.255
                        1.3.6.1.2.1.4.20.1.3.10.0.0.2 a 255.255.255.255
                        1.3.6.1.2.1.4.20.1.3.127.64.1.1 a 255.255.255.255
                        1.3.6.1.2.1.4.20.1.3.127.0.0.1 a 255.255.255.255
                        """);
        // 10.0.0.3 has no mask at all: that it is a host address is only our default
        assertThat(keys(device))
                .containsExactly("loopback:default/10.0.0.1", "loopback:default/127.64.1.1");
    }

    @Test
    void routesComeFromTheNewestTableThatHasIpv4() {
        String inet =
                """
                1.3.6.1.2.1.4.24.7.1.7.1.4.10.2.0.0.16.2.0.0.1.4.10.0.0.254 i 1
                1.3.6.1.2.1.4.24.7.1.7.1.4.10.0.0.0.24.2.0.0.0.0 i 1
                1.3.6.1.2.1.4.24.7.1.7.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.0.32.2.0.0.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1 i 2
                """;
        String cidr = "1.3.6.1.2.1.4.24.4.1.5.10.3.0.0.255.255.0.0.0.10.0.0.253 i 3\n";
        String old =
                """
                1.3.6.1.2.1.4.21.1.2.10.4.0.0 i 4
                1.3.6.1.2.1.4.21.1.7.10.4.0.0 a 10.0.0.252
                1.3.6.1.2.1.4.21.1.11.10.4.0.0 a 255.255.0.0
                """;
        assertThat(read(inet + cidr + old).routes())
                .extracting(r -> r.destination() + ">" + r.nextHop())
                .containsExactly(
                        "10.0.0.0/24>0.0.0.0",
                        "10.2.0.0/16>10.0.0.254",
                        "2001:db8::/32>2001:db8::1");
        assertThat(read(cidr + old).routes())
                .extracting(r -> r.destination() + ">" + r.nextHop())
                .containsExactly("10.3.0.0/16>10.0.0.253");
        assertThat(read(old).routes())
                .extracting(r -> r.destination() + ">" + r.nextHop())
                .containsExactly("10.4.0.0/16>10.0.0.252");
    }

    @Test
    void aFullRoutingTableIsNotWalked() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.4.24.6.0 g 901899
                        1.3.6.1.2.1.4.24.7.1.7.1.4.10.2.0.0.16.2.0.0.1.4.10.0.0.254 i 1
                        """);
        assertThat(device.routes()).isEmpty();
        assertThat(device.incomplete())
                .containsExactly(
                        "routes: 901899 of them, above the 10000 that are read: not walked");
    }

    @Test
    void aCountOfRoutesInTheWrongOctetOrderIsUnderstood() {
        String route = "1.3.6.1.2.1.4.24.7.1.7.1.4.10.2.0.0.16.2.0.0.1.4.10.0.0.254 i 1\n";
        assertThat(read("1.3.6.1.2.1.4.24.6.0 g 33554432\n" + route).routes()).hasSize(1);
    }

    @Test
    void valuesOfTheWrongTypeReadAsAbsent() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.2.2.1.3.1 s six
                        1.3.6.1.2.1.2.2.1.6.1 i 5
                        1.3.6.1.2.1.2.2.1.8.1 o 1.3
                        1.3.6.1.2.1.4.20.1.2.10.0.0.1 s x
                        1.3.6.1.2.1.4.20.1.3.10.0.0.1 x ffff
                        1.3.6.1.6.3.10.2.1.1.0 i 4
                        1.3.6.1.2.1.17.1.1.0 s nonsense
                        """);
        assertThat(device.interfaces().getFirst().type()).isZero();
        assertThat(device.addresses().stream().map(AddressFact::prefixLength)).containsExactly(32);
        assertThat(device.keys()).isEmpty();
    }
}
