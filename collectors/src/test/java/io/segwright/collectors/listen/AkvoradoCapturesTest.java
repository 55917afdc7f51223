package io.segwright.collectors.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.flow.Captures;
import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.PcapFile;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.inventory.flow.FlowRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Captures with samplers, ICMP, MPLS and split templates, against the values that another collector's tests name.
@Tag("data")
class AkvoradoCapturesTest {
    private final FlowIntake intake =
            new FlowIntake(
                    List.of(),
                    SessionScope.ADDRESS_AND_PORT,
                    FlowLimits.DEFAULT.withSkewMax(Duration.ofDays(40_000)));

    private List<String> decode(String... files) throws IOException {
        List<FlowRecord> flows = new ArrayList<>();
        for (String file : files) {
            for (PcapFile.Datagram datagram :
                    PcapFile.datagrams(Captures.at("akvorado/netflow/testdata/" + file))) {
                byte[] bytes = datagram.array();
                flows.addAll(
                        intake.receive(
                                        datagram.source(),
                                        datagram.sourcePort(),
                                        bytes,
                                        bytes.length,
                                        datagram.at())
                                .flows());
            }
        }
        return flows.stream().map(AkvoradoCapturesTest::shown).toList();
    }

    private static String shown(FlowRecord f) {
        return "%s %d > %s %d %s, %d bytes %d packets in %d 1:%d"
                .formatted(
                        f.source(),
                        f.sourcePort(),
                        f.destination(),
                        f.destinationPort(),
                        f.protocol(),
                        f.bytes(),
                        f.packets(),
                        f.ingressInterface(),
                        f.samplingInterval());
    }

    @Test
    void aTemplateInItsOwnDatagramDecodesTheData() throws IOException {
        assertThat(decode("template.pcap", "data.pcap"))
                .containsExactly(
                        "198.38.121.178 443 > 91.170.143.87 19624 tcp, 1500 bytes 1 packets in 335 1:0",
                        "198.38.121.219 443 > 88.122.57.97 2444 tcp, 1500 bytes 1 packets in 335 1:0",
                        "173.194.190.106 443 > 37.165.129.20 53697 tcp, 1400 bytes 1 packets in 461 1:0",
                        "74.125.100.234 443 > 88.120.219.117 52300 tcp, 1448 bytes 1 packets in 461 1:0");
    }

    @Test
    void dataThatComesBeforeItsTemplateIsDecodedWhenTheTemplateComes() throws IOException {
        assertThat(decode("data.pcap")).isEmpty();
        assertThat(decode("template.pcap")).hasSize(4);
    }

    @Test
    void icmpTypeAndCodeAreTheDestinationPort() throws IOException {
        assertThat(decode("icmp-template.pcap", "icmp-data.pcap"))
                .containsExactlyInAnyOrder(
                        "203.0.113.4 0 > 203.0.113.5 2048 icmp, 84 bytes 1 packets in 0 1:0",
                        "203.0.113.5 0 > 203.0.113.4 0 icmp, 84 bytes 1 packets in 0 1:0",
                        "2001:db8:: 0 > 2001:db8::1 32768 icmpv6, 104 bytes 1 packets in 0 1:0",
                        "2001:db8::1 0 > 2001:db8:: 33024 icmpv6, 104 bytes 1 packets in 0 1:0");
    }

    @Test
    void anMplsRecordHasItsSamplersInterval() throws IOException {
        assertThat(decode("mpls.pcap"))
                .containsExactly(
                        "fd00::1:0:1:7:1 49153 > fd00::1:0:1:5:1 862 udp, 89 bytes 1 packets in 0 1:10",
                        "fd00::1:0:1:7:1 49153 > fd00::1:0:1:6:1 862 udp, 890 bytes 10 packets in 0 1:10");
    }

    @Test
    void theSamplerOfTheSameDatagramApplies() throws IOException {
        assertThat(decode("data+templates.pcap")).isNotEmpty().allMatch(f -> f.endsWith(" 1:100"));
    }
}
