package io.segwright.collectors.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.collectors.flow.Captures;
import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.PcapFile;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures of real routers, summed by flow key, against what pmacct made of them.
@Tag("data")
class PmacctCapturesTest {
    private record FlowKey(
            IpAddress source,
            IpAddress destination,
            int sourcePort,
            int destinationPort,
            String protocol)
            implements Comparable<FlowKey> {
        @Override
        public int compareTo(FlowKey other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Sum(long packets, long bytes) {
        Sum plus(Sum other) {
            return new Sum(packets + other.packets, bytes + other.bytes);
        }
    }

    @ParameterizedTest(name = "{0} gives the sums that pmacct gives")
    @ValueSource(
            strings = {
                "100-IPFIXv10-CISCO",
                "103-IPFIXv10-CISCO-pretag-JSON_encoding",
                "106-IPFIXv10-HUAWEI-vrf_name",
                "102-NFv9-CISCO-f2rd-pretag-sampling-reload",
                "110-IPFIXv10-NFv9-multiple-sources",
                "111-IPFIXv10-NFv9-IPv6-IPv4-mix_sources",
                "400-IPFIXv10-BMP-CISCO-SRv6-multiple-sources",
                "401-IPFIXv10-BMP-IPv6-CISCO-MPLS-multiple-sources",
                "403-IPFIXv10-BMP-IPv6-CISCO-locrib-peerdown-vrf",
                "501-IPFIXv10-BGP-IPv6-CISCO-MPLS"
            })
    void sumsAreThoseOfPmacct(String directory) throws Exception {
        assertThat(ours(directory)).isEqualTo(theirs(directory));
    }

    private static Map<FlowKey, Sum> ours(String directory) throws IOException {
        Map<FlowKey, Sum> sums = new TreeMap<>();
        for (Path file : Captures.all("pmacct/" + directory, ".pcap")) {
            FlowIntake intake =
                    new FlowIntake(
                            List.of(),
                            SessionScope.ADDRESS,
                            FlowLimits.DEFAULT.withSkewMax(Duration.ofDays(40_000)));
            for (PcapFile.Datagram datagram : PcapFile.datagrams(file)) {
                byte[] bytes = datagram.array();
                intake.receive(
                                datagram.source(),
                                datagram.sourcePort(),
                                bytes,
                                bytes.length,
                                datagram.at())
                        .flows()
                        .forEach(f -> sums.merge(key(f), sum(f), Sum::plus));
            }
            assertThat(intake.counters().exporters().values())
                    .allSatisfy(c -> assertThat(c.malformed()).isEmpty());
        }
        return sums;
    }

    private static Sum sum(FlowRecord flow) {
        return new Sum(flow.packets(), flow.bytes());
    }

    private static FlowKey key(FlowRecord flow) {
        return new FlowKey(
                flow.source(),
                flow.destination(),
                flow.sourcePort(),
                flow.protocol().hasPorts() ? flow.destinationPort() : 0,
                flow.protocol().toString());
    }

    private static Map<FlowKey, Sum> theirs(String directory)
            throws IOException, AddressFormatException {
        Map<FlowKey, Sum> sums = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        Path output = Captures.at("pmacct/" + directory + "/output-flow-00.json");
        for (String line : Files.readAllLines(output)) {
            JsonNode record = json.readTree(line);
            Protocol protocol = Protocol.parse(record.get("ip_proto").asText());
            FlowKey key =
                    new FlowKey(
                            IpAddress.parse(record.get("ip_src").asText()),
                            IpAddress.parse(record.get("ip_dst").asText()),
                            record.get("port_src").asInt(),
                            protocol.hasPorts() ? record.get("port_dst").asInt() : 0,
                            protocol.toString());
            sums.merge(
                    key,
                    new Sum(record.get("packets").asLong(), record.get("bytes").asLong()),
                    Sum::plus);
        }
        return sums;
    }
}
