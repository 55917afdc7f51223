package io.segwright.collectors.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segwright.collectors.flow.Captures;
import io.segwright.collectors.flow.ExporterCounters;
import io.segwright.collectors.flow.FlowLimits;
import io.segwright.collectors.flow.SessionScope;
import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Payloads of some 30 products, against what another decoder's specification says is in them.
@Tag("data")
class LogstashCapturesTest {
    private static final String PLACE = "logstash-codec-netflow";
    private static final IpAddress EXPORTER = IpAddress.of("192.0.2.7");

    private final FlowIntake intake =
            new FlowIntake(
                    List.of(),
                    SessionScope.ADDRESS_AND_PORT,
                    FlowLimits.DEFAULT.withSkewMax(Duration.ofDays(40_000)));

    @TestFactory
    Stream<DynamicTest> everyCaseDecodesToTheExpectedRecords() throws IOException {
        JsonNode cases =
                new ObjectMapper().readTree(Captures.at(PLACE + "/expected.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : cases) {
            String name = one.get("case").asText() + " " + one.get("files").size();
            tests.add(
                    DynamicTest.dynamicTest(
                            name, () -> new LogstashCapturesTest().assertDecodes(one)));
        }
        return tests.stream();
    }

    private void assertDecodes(JsonNode one) throws IOException {
        List<FlowRecord> flows = new ArrayList<>();
        long recordsOfBuffered = 0;
        List<byte[]> payloads = new ArrayList<>();
        for (JsonNode file : one.get("files")) {
            payloads.add(Files.readAllBytes(Captures.at(PLACE).resolve(Path.of(file.asText()))));
        }
        // Some templates were captured weeks before their data: everything arrives at the last
        // one's time.
        Instant at =
                payloads.stream()
                        .map(LogstashCapturesTest::exportTime)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        for (byte[] bytes : payloads) {
            flows.addAll(intake.receive(EXPORTER, 2055, bytes, bytes.length, at).flows());
        }
        ExporterCounters counters =
                Objects.requireNonNull(intake.counters().exporters().get(EXPORTER));
        if (one.get("records").isNumber()) {
            long expected = one.get("records").asLong();
            // The reference drops data before its template; we keep it, so its three records come
            // twice.
            recordsOfBuffered = counters.setsReplayed() > 0 ? expected : 0;
            assertThat(
                            flows.size()
                                    + counters.recordsWithoutAddresses()
                                    + counters.optionsRecords())
                    .as(counters.toString())
                    .isEqualTo(expected + recordsOfBuffered);
        }
        for (JsonNode event : one.get("events")) {
            JsonNode fields = event.get("netflow");
            if (fields != null && hasAddresses(fields)) {
                Map<String, Object> wanted = wanted(fields);
                assertThat(flows.stream().map(f -> shown(f, wanted)).toList()).contains(wanted);
            }
        }
    }

    private static Instant exportTime(byte[] bytes) {
        int offset = bytes[1] == 10 ? 4 : 8;
        return Instant.ofEpochSecond(Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(offset)));
    }

    private static boolean hasAddresses(JsonNode fields) {
        return fields.has("ipv4_src_addr")
                || fields.has("sourceIPv4Address")
                || fields.has("sourceIPv6Address");
    }

    /// The fields of an expected record that a flow record has too, under our names.
    private static Map<String, Object> wanted(JsonNode fields) {
        Map<String, Object> wanted = new TreeMap<>();
        fields.properties()
                .forEach(e -> {
                    JsonNode v = e.getValue();
                    switch (e.getKey()) {
                        case "ipv4_src_addr", "sourceIPv4Address" ->
                                wanted.put("source", v.asText());
                        case "ipv4_dst_addr", "destinationIPv4Address" ->
                                wanted.put("destination", v.asText());
                        case "l4_src_port", "sourceTransportPort" ->
                                wanted.put("sourcePort", v.asLong());
                        case "l4_dst_port", "destinationTransportPort" ->
                                wanted.put("destinationPort", v.asLong());
                        case "protocol", "protocolIdentifier" -> wanted.put("protocol", v.asLong());
                        case "in_bytes", "octetDeltaCount", "octetTotalCount" ->
                                wanted.put("bytes", v.asLong());
                        case "in_pkts", "packetDeltaCount", "packetTotalCount" ->
                                wanted.put("packets", v.asLong());
                        case "input_snmp", "ingressInterface" ->
                                wanted.put("interface", v.asLong());
                        case "tcp_flags", "tcpControlBits" -> wanted.put("flags", v.asLong());
                        case "sampling_interval" -> wanted.put("sampling", v.asLong());
                        case "first_switched" -> wanted.put("start", withoutAddedSecond(v));
                        case "last_switched" -> wanted.put("end", withoutAddedSecond(v));
                        case "flowStartMilliseconds", "flowStartMicroseconds", "flowStartSeconds" ->
                                wanted.put("start", instant(v));
                        case "flowEndMilliseconds", "flowEndMicroseconds", "flowEndSeconds" ->
                                wanted.put("end", instant(v));
                        default -> {}
                    }
                });
        withoutPortsWhereThereAreNone(wanted);
        return wanted;
    }

    private static void withoutPortsWhereThereAreNone(Map<String, Object> wanted) {
        Object protocol = wanted.getOrDefault("protocol", 6L);
        if (!protocol.equals(6L) && !protocol.equals(17L)) {
            wanted.remove("sourcePort");
            wanted.remove("destinationPort");
        }
    }

    /// The reference takes the sub-second part that v9's header lacks as a whole second; RFC 3954 sec. 8 has none.
    private static Instant withoutAddedSecond(JsonNode value) {
        return instant(value).minusSeconds(1);
    }

    private static Instant instant(JsonNode value) {
        return value.isNumber()
                ? Instant.ofEpochSecond(value.asLong())
                : Instant.parse(value.asText());
    }

    private static Map<String, Object> shown(FlowRecord flow, Map<String, Object> wanted) {
        Map<String, Object> all = new TreeMap<>();
        all.put("source", flow.source().toString());
        all.put("destination", flow.destination().toString());
        all.put("sourcePort", (long) flow.sourcePort());
        all.put("destinationPort", (long) flow.destinationPort());
        all.put("protocol", (long) flow.protocol().number());
        all.put("bytes", flow.bytes());
        all.put("packets", flow.packets());
        all.put("interface", (long) flow.ingressInterface());
        all.put("flags", (long) flow.tcpFlags());
        all.put("sampling", flow.samplingInterval());
        all.put("start", flow.start());
        all.put("end", flow.end());
        all.keySet().retainAll(wanted.keySet());
        return all;
    }
}
