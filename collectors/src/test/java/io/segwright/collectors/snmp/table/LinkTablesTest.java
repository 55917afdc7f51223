package io.segwright.collectors.snmp.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.NeighborFact;
import io.segwright.inventory.observe.NeighborProtocol;
import io.segwright.inventory.observe.Observation.DevicePolled;
import io.segwright.inventory.observe.Provenance;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTablesTest {
    private static final String SYSTEM =
            """
            1.3.6.1.2.1.1.2.0 o 1.3.6.1.4.1.9.1.1
            1.3.6.1.2.1.1.5.0 s sw1
            """;
    private static final String PORTS =
            """
            1.3.6.1.2.1.2.2.1.3.101 i 6
            1.3.6.1.2.1.2.2.1.3.102 i 6
            1.3.6.1.2.1.31.1.1.1.1.101 s Gi0/1
            1.3.6.1.2.1.31.1.1.1.1.102 s Gi0/2
            1.3.6.1.2.1.17.1.4.1.2.1 i 101
            1.3.6.1.2.1.17.1.4.1.2.2 i 102
            """;

    private static DevicePolled read(String script) {
        return read(Script.of(SYSTEM).add(script).agent());
    }

    private static DevicePolled read(VarbindSource agent) {
        Provenance provenance = new Provenance("snmp", IpAddress.of("192.0.2.1"), Instant.EPOCH);
        try {
            Walker walker = new Walker(agent, WalkLimits.SHIPPED, () -> 0);
            return DeviceReader.read(walker, provenance, "lab");
        } catch (SnmpFault fault) {
            throw new AssertionError(fault);
        }
    }

    private static List<String> fdb(DevicePolled device) {
        return device.fdb().stream()
                .map(f -> f.mac() + " vlan " + f.vlan() + " @" + f.interfaceIndex())
                .toList();
    }

    @ParameterizedTest(name = "local port {0} is {1}")
    @CsvSource({"2, Gi0/2", "101, Gi0/1", "7, 7"})
    void aLocalPortWithoutARowIsABridgePortThenAnIfIndexThenItself(String number, String name) {
        DevicePolled device =
                read(
                        PORTS
                                + "1.0.8802.1.1.2.1.4.1.1.4.0.%s.1 i 4\n".formatted(number)
                                + "1.0.8802.1.1.2.1.4.1.1.5.0.%s.1 x 001b210000bb\n"
                                        .formatted(number));
        assertThat(device.neighbors().getFirst().localInterface()).isEqualTo(name);
    }

    @Test
    void theSecondLldpGenerationIsNotReadWhereTheFirstHasANeighbour() {
        String v2 = "1.3.111.2.802.1.1.13.1.4.1.1.6.0.102.1.2 s second\n";
        String v1 = "1.0.8802.1.1.2.1.4.1.1.5.0.101.1 s first\n";
        String emptyRoot = "1.0.8802.1.1.2.1.1.1.0 i 30\n1.0.8802.1.1.2.1.3.1.0 i 4\n";
        assertThat(read(PORTS + v1 + v2).neighbors())
                .extracting(n -> n.localInterface() + " " + n.chassisId())
                .containsExactly("Gi0/1 first");
        assertThat(read(PORTS + emptyRoot + v2).neighbors())
                .extracting(n -> n.localInterface() + " " + n.chassisId())
                .containsExactly("Gi0/2 second");
    }

    @Test
    void theLocalPortOfTheSecondLldpGenerationIsAnIfIndexAndNoBridgePort() {
        DevicePolled device =
                read(
                        PORTS
                                + """
                                1.3.6.1.2.1.2.2.1.3.2 i 6
                                1.3.6.1.2.1.31.1.1.1.1.2 s Vl2
                                1.3.111.2.802.1.1.13.1.4.1.1.6.0.2.1.1 s second
                                """);
        assertThat(device.neighbors().getFirst().localInterface()).isEqualTo("Vl2");
    }

    @Test
    void cdpNeighboursAreToldBesideLldpOnes() {
        DevicePolled device =
                read(
                        PORTS
                                + """
                                1.0.8802.1.1.2.1.4.1.1.5.0.101.1 x 001b210000bb
                                1.0.8802.1.1.2.1.4.1.1.9.0.101.1 s core1.example.net
                                1.3.6.1.4.1.9.9.23.1.2.1.1.3.101.4 i 1
                                1.3.6.1.4.1.9.9.23.1.2.1.1.4.101.4 x 0a000009
                                1.3.6.1.4.1.9.9.23.1.2.1.1.5.101.4 s Cisco NX-OS 6.0
                                1.3.6.1.4.1.9.9.23.1.2.1.1.6.101.4 s core1(SSI12345ABC)
                                1.3.6.1.4.1.9.9.23.1.2.1.1.7.101.4 s Ethernet1/19
                                1.3.6.1.4.1.9.9.23.1.2.1.1.8.101.4 s N5K-C5548UP
                                1.3.6.1.4.1.9.9.23.1.2.1.1.9.101.4 x 00000029
                                1.3.6.1.4.1.9.9.23.1.2.2.1.4.101.4.1 x 0a000009
                                1.3.6.1.4.1.9.9.23.1.2.2.1.4.101.4.2 x 20010db8000000000000000000000009
                                """);
        assertThat(device.neighbors())
                .extracting(NeighborFact::protocol)
                .containsExactly(NeighborProtocol.LLDP, NeighborProtocol.CDP);
        NeighborFact core = device.neighbors().getLast();
        assertThat(core.localInterface()).isEqualTo("Gi0/1");
        assertThat(core.chassisId()).isEqualTo("core1(SSI12345ABC)");
        assertThat(core.chassisMac()).isEmpty();
        assertThat(core.systemName()).isEqualTo("core1");
        assertThat(core.portId()).isEqualTo("Ethernet1/19");
        assertThat(core.systemDescription()).isEqualTo("N5K-C5548UP, Cisco NX-OS 6.0");
        assertThat(core.capabilities()).containsExactlyInAnyOrder("router", "bridge");
        assertThat(core.managementAddresses())
                .containsExactly(IpAddress.of("10.0.0.9"), IpAddress.of("2001:db8::9"));
    }

    @ParameterizedTest(name = "CDP device id {0} is {1}, named {2}")
    @CsvSource(
            textBlock =
                    """
                    e839351aca99,             e8:39:35:1a:ca:99, ''
                    323034633965366530386665, 20:4c:9e:6e:08:fe, ''
                    737769746368,             switch,            switch
                    53455030303142443435,     SEP001BD45,        SEP001BD45
                    """)
    void aCdpDeviceIdIsAMacInOctetsOrLettersOrAName(String hex, String id, String name) {
        DevicePolled device = read("1.3.6.1.4.1.9.9.23.1.2.1.1.6.5.1 x " + hex + "\n");
        NeighborFact neighbour = device.neighbors().getFirst();
        assertThat(neighbour.chassisId()).isEqualTo(id);
        assertThat(neighbour.systemName()).isEqualTo(name);
        assertThat(neighbour.chassisMac().isPresent()).isEqualTo(name.isEmpty());
    }

    @ParameterizedTest(name = "CDP capabilities {0} are {1}")
    @CsvSource({
        "00000029, router bridge",
        "00000490, station telephone",
        "39, router bridge",
        "303039, ''"
    })
    void cdpCapabilitiesAreToldInLldpsWords(String hex, String words) {
        assertThat(String.join(" ", Cdp.capabilities(HexFormat.of().parseHex(hex))))
                .isEqualTo(words);
    }

    @Test
    void learnedMacsHaveTheirPortAndTheVlanOfTheirDatabase() {
        DevicePolled device =
                read(
                        PORTS
                                + """
                                1.3.6.1.2.1.17.7.1.2.2.1.2.2.0.27.33.0.0.9 i 1
                                1.3.6.1.2.1.17.7.1.2.2.1.2.3.0.27.33.0.0.10 i 2
                                1.3.6.1.2.1.17.7.1.2.2.1.2.3.0.27.33.0.0.11 i 2
                                1.3.6.1.2.1.17.7.1.2.2.1.2.3.0.27.33.0.0.12 i 0
                                1.3.6.1.2.1.17.7.1.2.2.1.2.4.6.0.27.33.0.0.13 i 9
                                1.3.6.1.2.1.17.7.1.2.2.1.3.2.0.27.33.0.0.9 i 3
                                1.3.6.1.2.1.17.7.1.2.2.1.3.3.0.27.33.0.0.10 i 3
                                1.3.6.1.2.1.17.7.1.2.2.1.3.3.0.27.33.0.0.11 i 4
                                1.3.6.1.2.1.17.7.1.2.2.1.3.3.0.27.33.0.0.12 i 3
                                1.3.6.1.2.1.17.7.1.4.2.1.3.0.50 g 2
                                1.3.6.1.2.1.17.7.1.4.2.1.3.0.52 g 3
                                1.3.6.1.2.1.17.4.3.1.2.0.27.33.0.0.9 i 1
                                """);
        // .11 is the bridge's own, .12 is known but not where, .13 has a length in its index and no
        // interface
        assertThat(fdb(device))
                .containsExactly(
                        "00:1b:21:00:00:09 vlan 50 @101",
                        "00:1b:21:00:00:0a vlan 52 @102",
                        "00:1b:21:00:00:0d vlan 0 @0");
    }

    @ParameterizedTest(name = "database {0} of {1} is VLAN {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    131072 | 1.3.6.1.4.1.2636.3.48.1.3.1.1.3.4 g 210;1.3.6.1.4.1.2636.3.48.1.3.1.1.5.4 g 131072 | 210
                    131072 |                                                                      | 0
                    7      | 1.3.6.1.4.1.2636.3.40.1.5.1.5.1.5.7 g 300                            | 300
                    12     |                                                                      | 12
                    12     | 1.3.6.1.2.1.17.7.1.4.2.1.3.10 g 10                                   | 12
                    12     | 1.3.6.1.2.1.17.7.1.4.2.1.3.0.10 g 11                                 | 0
                    1      | 1.3.6.1.2.1.17.7.1.4.2.1.3.0.10 g 1;1.3.6.1.2.1.17.7.1.4.2.1.3.0.20 g 1 | 0
                    """)
    void aDatabaseIsAVlanWhereTheAgentSaysSoOrNumbersThemAlike(
            String database, String vlans, int vlan) {
        String told = vlans == null ? "" : vlans.replace(';', '\n') + "\n";
        String entry = "1.3.6.1.2.1.17.7.1.2.2.1.2." + database + ".0.27.33.0.0.9 i 1\n";
        assertThat(fdb(read(PORTS + told + entry)))
                .containsExactly("00:1b:21:00:00:09 vlan " + vlan + " @101");
    }

    @Test
    void theIeeeBridgeTableIsReadWhereTheIetfOneIsEmpty() {
        assertThat(
                        fdb(
                                read(
                                        PORTS
                                                + """
                                                1.3.111.2.802.1.1.4.1.2.2.1.2.1.30.0.27.33.0.0.9 g 2
                                                1.3.111.2.802.1.1.4.1.2.2.1.3.1.30.0.27.33.0.0.9 i 3
                                                1.3.111.2.802.1.1.4.1.4.2.1.4.0.1.300 g 30
                                                """)))
                .containsExactly("00:1b:21:00:00:09 vlan 300 @102");
    }

    private static final String IOS_VLANS =
            PORTS
                    + """
                    1.3.6.1.2.1.47.1.2.1.1.3.1 o 1.3.6.1.2.1.17
                    1.3.6.1.4.1.9.9.46.1.3.1.1.2.1.1 i 1
                    1.3.6.1.4.1.9.9.46.1.3.1.1.2.1.20 i 1
                    1.3.6.1.4.1.9.9.46.1.3.1.1.2.1.30 i 2
                    1.3.6.1.4.1.9.9.46.1.3.1.1.2.1.40 i 1
                    1.3.6.1.4.1.9.9.46.1.3.1.1.2.1.1002 i 1
                    1.3.6.1.4.1.9.9.46.1.3.1.1.3.1.1002 i 2
                    1.3.6.1.2.1.17.4.3.1.2.0.27.33.0.0.9 i 1
                    """;

    @Test
    void eachVlanOfIosIsABridgeInAContextOfItsOwn() {
        ContextAgent agent =
                new ContextAgent(Script.of(SYSTEM).add(IOS_VLANS))
                        .with(
                                "vlan-20",
                                """
                                1.3.6.1.2.1.17.1.4.1.2.55 i 102
                                1.3.6.1.2.1.17.4.3.1.2.0.27.33.0.0.10 i 55
                                """)
                        .with("vlan-40", "1.3.6.1.2.1.1.5.0 s sw1\n");
        DevicePolled device = read(agent);
        assertThat(fdb(device))
                .containsExactly("00:1b:21:00:00:09 vlan 1 @101", "00:1b:21:00:00:0a vlan 20 @102");
        assertThat(agent.asked).containsExactly("vlan-20", "vlan-40"); // suspended 30, FDDI 1002
        assertThat(device.incomplete()).isEmpty();
    }

    @Test
    void aSilentVlanContextEndsThemAndIsSaidWhileTheRestIsRead() {
        ContextAgent agent = new ContextAgent(Script.of(SYSTEM).add(IOS_VLANS));
        DevicePolled device = read(agent);
        assertThat(fdb(device)).containsExactly("00:1b:21:00:00:09 vlan 1 @101");
        assertThat(agent.asked).containsExactly("vlan-20");
        assertThat(device.incomplete())
                .containsExactly(
                        "dot1dTpFdbTable: no answer in context vlan-20, so of 2 VLANs only the"
                                + " default one is known; let the credential read the contexts vlan-N");
    }

    @Test
    void routingDomainsAreReadFromTheStandardTable() {
        DevicePolled device =
                read(
                        PORTS
                                + """
                                1.3.6.1.2.1.10.166.11.1.2.1.1.2.4.98.108.117.101.102 i 2
                                1.3.6.1.2.1.10.166.11.1.2.1.1.2.200.98.108.117.101.101 i 2
                                1.3.6.1.2.1.10.166.11.1.2.2.1.4.4.98.108.117.101 s 65000:7
                                1.3.6.1.2.1.10.166.11.1.2.2.1.4.7.100.101.102.97.117.108.116 s
                                1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 101
                                1.3.6.1.2.1.4.20.1.2.10.0.1.1 i 102
                                """);
        assertThat(device.vrfs())
                .extracting(
                        v -> v.vrf() + " " + v.routeDistinguisher() + " " + v.interfaceIndexes())
                .containsExactly("blue 65000:7 [102]");
        assertThat(device.addresses())
                .extracting(a -> a.address() + " " + a.vrf())
                .containsExactly("10.0.0.1 default", "10.0.1.1 blue");
    }

    @Test
    void routingDomainsAreReadFromCiscosAndNokiasTables() {
        DevicePolled cisco =
                read(
                        """
                        1.3.6.1.4.1.9.9.711.1.1.1.1.2.1 s Mgmt-vrf
                        1.3.6.1.4.1.9.9.711.1.1.1.1.2.2047 s __Platform_iVRF:_ID00_
                        1.3.6.1.4.1.9.9.711.1.2.1.1.2.1.5 i 3
                        1.3.6.1.4.1.9.9.711.1.2.1.1.2.2047.6 i 3
                        """);
        assertThat(cisco.vrfs())
                .extracting(v -> v.vrf() + " " + v.interfaceIndexes())
                .containsExactly("Mgmt-vrf [5]");
        DevicePolled nokia =
                read(
                        """
                        1.3.6.1.4.1.6527.3.1.2.3.1.1.4.1 s Base
                        1.3.6.1.4.1.6527.3.1.2.3.1.1.4.2 s vprn 14
                        1.3.6.1.4.1.6527.3.1.2.3.1.1.19.2 x 0000fdea00000001
                        1.3.6.1.4.1.6527.3.1.2.3.4.1.63.1.1 g 1
                        1.3.6.1.4.1.6527.3.1.2.3.4.1.63.2.3 g 9
                        """);
        assertThat(nokia.vrfs())
                .extracting(
                        v -> v.vrf() + " " + v.routeDistinguisher() + " " + v.interfaceIndexes())
                .containsExactly("vprn_14 65002:1 [9]");
    }

    @ParameterizedTest(name = "route distinguisher {0} is {1}")
    @CsvSource({
        "0000fdf2000007d2, 65010:2002",
        "0001c0000201000a, 192.0.2.1:10",
        "0002000100010005, 65537:5",
        "0000000000000000, ''",
        "0009000000000001, ''",
        "00, ''"
    })
    void routeDistinguishersHaveThreeForms(String hex, String text) {
        assertThat(Vrfs.distinguisher(HexFormat.of().parseHex(hex))).isEqualTo(text);
    }

    @Test
    void aDomainThatIsHiddenWithoutItsContextIsAskedInIt() {
        String vrfs =
                """
                1.3.6.1.2.1.10.166.11.1.2.1.1.2.4.98.108.117.101.102 i 2
                1.3.6.1.2.1.10.166.11.1.2.1.1.2.3.114.101.100.103 i 2
                1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 101
                1.3.6.1.4.1.9.9.468.1.1.1.2.5.99.116.120.45.98 s blue
                """;
        ContextAgent agent =
                new ContextAgent(Script.of(SYSTEM).add(PORTS).add(vrfs))
                        .with(
                                "ctx-b",
                                """
                                1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 102
                                1.3.6.1.2.1.4.20.1.3.10.0.0.1 a 255.255.255.0
                                1.3.6.1.2.1.4.20.1.2.10.9.0.1 i 101
                                1.3.6.1.2.1.4.22.1.2.102.10.0.0.9 x 001b21000009
                                """);
        DevicePolled device = read(agent);
        assertThat(device.addresses())
                .extracting(a -> a.address() + "/" + a.prefixLength() + " " + a.vrf())
                .containsExactly("10.0.0.1/32 default", "10.0.0.1/24 blue"); // not 10.9.0.1
        assertThat(device.arp())
                .extracting(a -> a.interfaceIndex() + " " + a.address())
                .containsExactly("102 10.0.0.9");
        assertThat(agent.asked).containsExactly("ctx-b"); // of red no context is known
    }

    @Test
    void sharedAddressesAreReadFromVrrpAndHsrp() {
        DevicePolled device =
                read(
                        """
                        1.3.6.1.2.1.68.1.3.1.2.5.40 x 00005e000128
                        1.3.6.1.2.1.68.1.4.1.2.5.40.192.0.2.1 i 1
                        1.3.6.1.2.1.68.1.4.1.2.5.40.192.0.2 i 1
                        1.3.6.1.2.1.207.1.1.1.1.5.5.40.1 x 00005e000128
                        1.3.6.1.2.1.207.1.1.1.1.5.5.40.2 x 00005e000228
                        1.3.6.1.2.1.207.1.1.2.1.2.5.40.1.4.192.0.2.1 i 1
                        1.3.6.1.2.1.207.1.1.2.1.2.5.40.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1 i 1
                        1.3.6.1.4.1.9.9.106.1.2.1.1.11.7.1 a 192.0.2.129
                        1.3.6.1.4.1.9.9.106.1.2.1.1.11.7.2 a 0.0.0.0
                        1.3.6.1.4.1.9.9.106.1.2.1.1.16.7.1 x 00000c07ac01
                        1.3.6.1.4.1.9.9.107.1.1.2.1.2.7.1.192.0.2.130 i 1
                        """);
        assertThat(device.virtualAddresses())
                .extracting(v ->
                        "%s %d.%d %s %s"
                                .formatted(
                                        v.protocol(),
                                        v.interfaceIndex(),
                                        v.group(),
                                        v.address(),
                                        v.macOrNull()))
                .containsExactly(
                        "VRRP 5.40 192.0.2.1 00:00:5e:00:01:28",
                        "VRRP 5.40 2001:db8::1 00:00:5e:00:02:28",
                        "HSRP 7.1 192.0.2.129 00:00:0c:07:ac:01",
                        "HSRP 7.1 192.0.2.130 00:00:0c:07:ac:01");
    }

    @Test
    void aSharedAddressOnALoopbackAndOneInARoutingDomainIdentifyNobody() {
        String loopbacks =
                """
                1.3.6.1.2.1.2.2.1.3.1 i 24
                1.3.6.1.2.1.2.2.1.3.2 i 24
                1.3.6.1.2.1.4.20.1.2.10.0.0.1 i 1
                1.3.6.1.2.1.4.20.1.2.10.0.0.2 i 1
                1.3.6.1.2.1.4.20.1.2.10.0.0.3 i 2
                1.3.6.1.2.1.4.20.1.3.10.0.0.1 a 255.255.255.255
                1.3.6.1.2.1.4.20.1.3.10.0.0.2 a 255.255.255.255
                1.3.6.1.2.1.4.20.1.3.10.0.0.3 a 255.255.255.255
                1.3.6.1.2.1.68.1.4.1.2.1.9.10.0.0.2 i 1
                1.3.6.1.2.1.10.166.11.1.2.1.1.2.4.98.108.117.101.2 i 2
                """;
        assertThat(read(loopbacks).keys())
                .extracting(Object::toString)
                .containsExactly("loopback:default/10.0.0.1");
        assertThat(read(loopbacks).addresses())
                .extracting(a -> a.vrf())
                .containsExactly(Vrf.DEFAULT, Vrf.DEFAULT, new Vrf("blue"));
    }

    @Test
    void aggregatesAreReadFromTheLagTableElseFromTheStack() {
        String stack =
                """
                1.3.6.1.2.1.2.2.1.3.101 i 6
                1.3.6.1.2.1.2.2.1.3.102 i 6
                1.3.6.1.2.1.2.2.1.3.900 i 161
                1.3.6.1.2.1.2.2.1.3.901 i 53
                1.3.6.1.2.1.31.1.2.1.3.0.900 i 1
                1.3.6.1.2.1.31.1.2.1.3.900.101 i 1
                1.3.6.1.2.1.31.1.2.1.3.900.102 i 1
                1.3.6.1.2.1.31.1.2.1.3.900.901 i 1
                1.3.6.1.2.1.31.1.2.1.3.901.102 i 1
                """;
        String attached =
                """
                1.2.840.10006.300.43.1.2.1.1.12.102 i 900
                1.2.840.10006.300.43.1.2.1.1.13.101 i 900
                1.2.840.10006.300.43.1.2.1.1.13.102 i 0
                1.2.840.10006.300.43.1.2.1.1.13.103 i 103
                """;
        assertThat(read(stack).aggregates())
                .extracting(a -> a.interfaceIndex() + " " + a.memberIndexes())
                .containsExactly("900 [101, 102]");
        assertThat(read(stack + attached).aggregates())
                .extracting(a -> a.interfaceIndex() + " " + a.memberIndexes())
                .containsExactly("900 [101]"); // 102 is selected but not attached
    }

    @Test
    void anAgentWithoutTheseTablesIsAskedForAllOfThemInThreeRequests() {
        MemoryAgent agent = Script.of(SYSTEM).agent();
        read(agent);
        assertThat(agent.requests)
                .filteredOn(VarbindSource.Request.GET_NEXT::equals)
                .hasSizeLessThanOrEqualTo(3);
    }
}
