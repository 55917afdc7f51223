package io.segwright.lab.estate;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.lab.agent.Snmp4jReader;
import io.segwright.lab.device.AccessKind;
import io.segwright.lab.device.LabDevice;
import io.segwright.lab.device.Vendor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

class RunningEstateTest {
    private static final int PORT = 17_163;
    private static final Estate ESTATE = Estate.generate(EstateSpec.demo());
    private static RunningEstate running;
    private static Snmp4jReader manager;

    @BeforeAll
    static void start() throws IOException {
        running = ESTATE.start(PORT);
        manager = new Snmp4jReader();
        for (SnmpCredential credential : ESTATE.credentials()) {
            if (credential instanceof SnmpCredential.User user) {
                manager.user(
                        user.user(),
                        AuthHMAC192SHA256.ID,
                        user.authPassword(),
                        user.privacyPassword());
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        manager.close();
        running.close();
        running.close();
    }

    private static Target<UdpAddress> target(LabDevice device, String address) {
        InetAddress at = InetAddress.ofLiteral(address);
        return switch (device.access()) {
            case V3 -> Snmp4jReader.v3(at, PORT, "segwright-ro");
            case V2C ->
                    Snmp4jReader.community(
                            at, PORT, SnmpConstants.version2c, "lab-site" + device.site() + "-ro");
            case V1_ONLY ->
                    Snmp4jReader.community(
                            at, PORT, SnmpConstants.version1, "lab-site" + device.site() + "-v1");
        };
    }

    private static List<VariableBinding> walk(LabDevice device, String root) throws IOException {
        int repetitions = device.access() == AccessKind.V1_ONLY ? 1 : 30;
        return manager.walk(target(device, device.managementAddress()), root, repetitions);
    }

    @Test
    void everyDeviceAnswersAtEveryAddressWithItsName() throws IOException {
        for (LabDevice device : ESTATE.devices()) {
            for (String address : device.answersAt()) {
                PDU answer = manager.ask(target(device, address), PDU.GET, "1.3.6.1.2.1.1.5.0");
                assertThat(answer.get(0).getVariable()).hasToString(device.system().name());
            }
        }
        assertThat(running.totals().sets()).isZero();
        assertThat(running.forbiddenContacts()).isZero();
    }

    private static LabDevice leaf(Vendor vendor) {
        return ESTATE.devices().stream()
                .filter(d -> d.vendor() == vendor && d.lldp() == LabDevice.LldpState.ENABLED)
                .filter(d -> !d.neighbors().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> ipv4Of(LabDevice device) {
        return device.ports().stream()
                .flatMap(p -> p.addresses().stream())
                .map(LabDevice.PortAddress::address)
                .filter(a -> a.indexOf(':') < 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachVendorTellsItsAddressesInItsOwnTables() throws IOException {
        for (Vendor vendor : Vendor.values()) {
            LabDevice device = leaf(vendor);
            Set<String> old = new TreeSet<>();
            walk(device, "1.3.6.1.2.1.4.20.1.1").forEach(v -> old.add(v.getVariable().toString()));
            Set<String> current = new TreeSet<>();
            for (VariableBinding row : walk(device, "1.3.6.1.2.1.4.34.1.3.1")) {
                OID index = row.getOid().getSuffix(new OID("1.3.6.1.2.1.4.34.1.3.1.4"));
                current.add(index.toDottedString());
            }
            Set<String> truth = ipv4Of(device);
            boolean hasOld = vendor != Vendor.CISCO_NXOS && vendor != Vendor.ARISTA_EOS;
            boolean hasNew = vendor != Vendor.CISCO_IOS && vendor != Vendor.HUAWEI_VRP;
            assertThat(old).as(vendor + " old").isEqualTo(hasOld ? truth : Set.of());
            assertThat(current).as(vendor + " new").isEqualTo(hasNew ? truth : Set.of());
        }
    }

    @Test
    void eachVendorTellsItsNeighborsAndWalksWholeInOrder() throws IOException {
        for (Vendor vendor : Vendor.values()) {
            LabDevice device = leaf(vendor);
            boolean second = vendor == Vendor.HUAWEI_VRP; // its first LLDP generation is empty
            String v2 = "1.3.111.2.802.1.1.13.1.4";
            List<String> names =
                    walk(device, second ? v2 + ".1.1.10" : "1.0.8802.1.1.2.1.4.1.1.9").stream()
                            .map(v -> v.getVariable().toString())
                            .sorted()
                            .toList();
            assertThat(names)
                    .as(vendor + "")
                    .isEqualTo(
                            device.neighbors().stream()
                                    .map(LabDevice.Neighbor::systemName)
                                    .sorted()
                                    .toList());
            List<VariableBinding> all = walk(device, "1");
            assertThat(all).hasSizeGreaterThan(200);
            OID last = new OID(second ? v2 + ".2.1.5" : "1.3.6.1.6.3.10.2.1.4.0");
            assertThat(all.getLast().getOid().startsWith(last)).as(vendor + "").isTrue();
        }
    }

    @Test
    void everyPlannedFlowRecordIsSentFromItsExporter() throws IOException {
        Set<InetAddress> sources = new HashSet<>();
        Estate small = Estate.generate(EstateSpec.demo().withConversations(500));
        try (RunningEstate other = small.start(PORT + 1);
                DatagramChannel collector = DatagramChannel.open()) {
            collector.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 21);
            collector.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            collector.configureBlocking(false);
            long sent = other.sendFlows((InetSocketAddress) collector.getLocalAddress());
            assertThat(sent).isEqualTo(small.plannedFlows());
            ByteBuffer datagram = ByteBuffer.allocate(2_000);
            InetSocketAddress from = (InetSocketAddress) collector.receive(datagram);
            while (from != null) {
                sources.add(from.getAddress());
                datagram.clear();
                from = (InetSocketAddress) collector.receive(datagram);
            }
        }
        assertThat(sources)
                .isEqualTo(
                        small.exporters().stream()
                                .map(e -> InetAddress.ofLiteral(e.address()))
                                .collect(Collectors.toSet()));
    }
}
