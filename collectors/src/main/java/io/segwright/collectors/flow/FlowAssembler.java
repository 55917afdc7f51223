package io.segwright.collectors.flow;

import static io.segwright.collectors.flow.FlowElement.DESTINATION_PORT;
import static io.segwright.collectors.flow.FlowElement.DESTINATION_V4;
import static io.segwright.collectors.flow.FlowElement.DESTINATION_V6;
import static io.segwright.collectors.flow.FlowElement.DESTINATION_V6_LOW;
import static io.segwright.collectors.flow.FlowElement.ICMP_CODE_V4;
import static io.segwright.collectors.flow.FlowElement.ICMP_CODE_V6;
import static io.segwright.collectors.flow.FlowElement.ICMP_TYPE_CODE_V4;
import static io.segwright.collectors.flow.FlowElement.ICMP_TYPE_CODE_V6;
import static io.segwright.collectors.flow.FlowElement.ICMP_TYPE_V4;
import static io.segwright.collectors.flow.FlowElement.ICMP_TYPE_V6;
import static io.segwright.collectors.flow.FlowElement.INGRESS_INTERFACE;
import static io.segwright.collectors.flow.FlowElement.PROTOCOL;
import static io.segwright.collectors.flow.FlowElement.SOURCE_PORT;
import static io.segwright.collectors.flow.FlowElement.SOURCE_V4;
import static io.segwright.collectors.flow.FlowElement.SOURCE_V6;
import static io.segwright.collectors.flow.FlowElement.SOURCE_V6_LOW;
import static io.segwright.collectors.flow.FlowElement.TCP_DESTINATION_PORT;
import static io.segwright.collectors.flow.FlowElement.TCP_FLAGS;
import static io.segwright.collectors.flow.FlowElement.TCP_SOURCE_PORT;
import static io.segwright.collectors.flow.FlowElement.UDP_DESTINATION_PORT;
import static io.segwright.collectors.flow.FlowElement.UDP_SOURCE_PORT;

import io.segwright.inventory.flow.FlowRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Protocol;
import java.time.Instant;
import java.util.List;

/// Makes flow records of decoded slots: which of several counters, addresses and times an exporter meant.
///
/// A record of a biflow (RFC 5103, or initiator and responder counters) gives two, one a direction. Not thread-safe.
final class FlowAssembler {
    private static final int PROTOCOL_NONE = 255; // "reserved": no packet has it
    private static final Protocol[] PROTOCOLS = new Protocol[256];

    static {
        for (int number = 0; number < PROTOCOLS.length; number++) {
            PROTOCOLS[number] = new Protocol(number);
        }
    }

    private final FlowTimes times;

    FlowAssembler(FlowLimits limits) {
        times = new FlowTimes(limits);
    }

    /// Adds the record's flow, or its two, to `into`; a record without two addresses is counted instead.
    void assemble(RecordSlots record, MessageContext context, List<FlowRecord> into) {
        boolean v4 = isV4(record);
        if (!v4 && !(record.has(SOURCE_V6) && record.has(DESTINATION_V6))) {
            context.exporter().count(Exporter.Count.RECORDS_WITHOUT_ADDRESSES);
            return;
        }
        IpAddress source =
                v4
                        ? IpAddress.v4((int) record.value(SOURCE_V4))
                        : v6(record.value(SOURCE_V6), record.value(SOURCE_V6_LOW));
        IpAddress destination =
                v4
                        ? IpAddress.v4((int) record.value(DESTINATION_V4))
                        : v6(record.value(DESTINATION_V6), record.value(DESTINATION_V6_LOW));
        times.read(record, context);
        FlowRecord flow = flow(record, context, source, destination);
        into.add(flow);
        context.exporter().count(Exporter.Count.FLOWS);
        addReverse(record, flow, context, into);
    }

    private FlowRecord flow(
            RecordSlots record, MessageContext context, IpAddress source, IpAddress destination) {
        Protocol protocol = protocol(record);
        return new FlowRecord(
                context.exporterAddress(),
                interfaceIndex(record.value(INGRESS_INTERFACE)),
                source,
                destination,
                protocol,
                protocol.hasPorts() ? sourcePort(record) : 0,
                destinationPort(record, protocol),
                octets(record),
                packets(record),
                Instant.ofEpochMilli(times.startMillis()),
                Instant.ofEpochMilli(times.endMillis()),
                context.receivedAt(),
                (int) record.value(TCP_FLAGS) & 0x1ff, // RFC 7125: NS and the eight of RFC 9293
                context.domain().sampling().intervalFor(record));
    }

    /// Some exporters fill both families of one template: the one that is not all zero is meant. Where neither is,
    /// they are a tunnel's two headers, and the inner one is meant.
    private static boolean isV4(RecordSlots record) {
        boolean has = record.has(SOURCE_V4) && record.has(DESTINATION_V4);
        boolean zero = record.value(SOURCE_V4) == 0 && record.value(DESTINATION_V4) == 0;
        boolean zeroV6 =
                record.value(SOURCE_V6) == 0
                        && record.value(SOURCE_V6_LOW) == 0
                        && record.value(DESTINATION_V6) == 0
                        && record.value(DESTINATION_V6_LOW) == 0;
        return has && (zeroV6 || (!zero && !record.innerV6()));
    }

    /// An IPv4-mapped address is the IPv4 one, as everywhere in the inventory.
    private static IpAddress v6(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff
                ? IpAddress.v4((int) low)
                : IpAddress.v6(high, low);
    }

    private static Protocol protocol(RecordSlots record) {
        if (record.has(PROTOCOL)) {
            return PROTOCOLS[(int) record.value(PROTOCOL) & 0xff];
        }
        if (record.has(TCP_SOURCE_PORT) || record.has(TCP_DESTINATION_PORT)) {
            return Protocol.TCP;
        }
        return record.has(UDP_SOURCE_PORT) || record.has(UDP_DESTINATION_PORT)
                ? Protocol.UDP
                : PROTOCOLS[PROTOCOL_NONE];
    }

    private static int sourcePort(RecordSlots record) {
        long port = record.value(SOURCE_PORT);
        return (int) (port != 0 ? port : record.either(UDP_SOURCE_PORT, TCP_SOURCE_PORT)) & 0xffff;
    }

    private static int destinationPort(RecordSlots record, Protocol protocol) {
        long port = record.value(DESTINATION_PORT);
        if (protocol.equals(Protocol.ICMP) || protocol.equals(Protocol.ICMPV6)) {
            return icmpTypeAndCode(record, protocol, port) & 0xffff;
        }
        if (!protocol.hasPorts()) {
            return 0;
        }
        return (int) (port != 0 ? port : record.either(UDP_DESTINATION_PORT, TCP_DESTINATION_PORT))
                & 0xffff;
    }

    private static int icmpTypeAndCode(RecordSlots record, Protocol protocol, long port) {
        long together = record.either(ICMP_TYPE_CODE_V4, ICMP_TYPE_CODE_V6);
        if (together != 0) {
            return (int) together;
        }
        long type = record.either(ICMP_TYPE_V4, ICMP_TYPE_V6);
        long code = record.either(ICMP_CODE_V4, ICMP_CODE_V6);
        if (type != 0 || code != 0) {
            return (int) ((type << 8) | code);
        }
        // Without any of these, routers put type and code into the port; some the wrong way round,
        // which shows where
        // the type would be 0: ICMPv6 has none.
        boolean swapped = protocol.equals(Protocol.ICMPV6) && port <= 0xff;
        return (int) (swapped ? port << 8 : port);
    }

    /// ifIndex is 1..2^31-1 (RFC 2863); what does not fit is unknown.
    private static int interfaceIndex(long value) {
        return value < 0 || value > Integer.MAX_VALUE ? 0 : (int) value;
    }

    private static long octets(RecordSlots record) {
        long octets = record.either(FlowElement.OCTET_DELTA, FlowElement.OCTET_TOTAL);
        octets = octets != 0 ? octets : record.value(FlowElement.INITIATOR_OCTETS);
        return positive(octets != 0 ? octets : record.value(FlowElement.POST_OCTET_DELTA));
    }

    private static long packets(RecordSlots record) {
        long packets = record.either(FlowElement.PACKET_DELTA, FlowElement.PACKET_TOTAL);
        packets = packets != 0 ? packets : record.value(FlowElement.INITIATOR_PACKETS);
        return positive(packets != 0 ? packets : record.value(FlowElement.POST_PACKET_DELTA));
    }

    private static void addReverse(
            RecordSlots record, FlowRecord flow, MessageContext context, List<FlowRecord> into) {
        long octets =
                positive(
                        record.either(
                                FlowElement.REVERSE_OCTET_DELTA, FlowElement.RESPONDER_OCTETS));
        long packets =
                positive(
                        record.either(
                                FlowElement.REVERSE_PACKET_DELTA, FlowElement.RESPONDER_PACKETS));
        if (octets == 0 && packets == 0) {
            return;
        }
        boolean ports = flow.protocol().hasPorts();
        into.add(
                new FlowRecord(
                        flow.exporter(),
                        0, // it came in elsewhere
                        flow.destination(),
                        flow.source(),
                        flow.protocol(),
                        ports ? flow.destinationPort() : 0,
                        ports ? flow.sourcePort() : flow.destinationPort(),
                        octets,
                        packets,
                        flow.start(),
                        flow.end(),
                        flow.receivedAt(),
                        0,
                        flow.samplingInterval()));
        context.exporter().count(Exporter.Count.FLOWS);
    }

    /// Counters have 64 unsigned bits; sums are signed. No real flow has 2^48 octets, so a hostile one gets no more.
    private static long positive(long counter) {
        return counter < 0 ? 1L << 48 : Math.min(counter, 1L << 48);
    }
}
