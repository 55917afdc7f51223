package io.segwright.lab.exporter;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns flows into datagrams. Stateful as an exporter is: sequence numbers and the next template refresh. For one
/// thread.
///
/// ```
/// NetFlow v9 header, 20 bytes (RFC 3954 sec. 5.1)     IPFIX header, 16 bytes (RFC 7011 sec. 3.1)
///  0 version 9    2 count of records                   0 version 10   2 length
///  4 sysUptime    8 seconds since 1970                 4 seconds since 1970
/// 12 sequence of datagrams  16 source id               8 sequence of data records  12 observation domain
/// ```
final class FlowEncoder {
    private static final int DATAGRAM_BYTES_MAX =
            1_400; // under the usual path MTU, as exporters do
    private static final int TEMPLATE_EVERY = 20; // datagrams
    private static final int SAMPLER = 1;

    private final FlowProtocol protocol;
    private final int domain;
    private final int samplingInterval;
    private final Instant booted;
    private long datagrams;
    private long dataRecords;

    /// @param samplingInterval one packet of so many is metered, at least 1
    FlowEncoder(FlowProtocol protocol, int domain, int samplingInterval, Instant booted) {
        if (samplingInterval < 1) {
            throw new IllegalArgumentException(
                    "sampling interval " + samplingInterval + ": want >= 1");
        }
        this.protocol = protocol;
        this.domain = domain;
        this.samplingInterval = samplingInterval;
        this.booted = booted;
    }

    /// Every flow in order, IPv4 and IPv6 in sets of their own.
    List<byte[]> encode(List<ExportedFlow> flows, Instant now) {
        List<byte[]> out = new ArrayList<>();
        int next = 0;
        while (next < flows.size()) {
            ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM_BYTES_MAX);
            datagram.position(protocol == FlowProtocol.NETFLOW9 ? 20 : 16);
            int records = 0;
            long sequence = dataRecords;
            if (datagrams % TEMPLATE_EVERY == 0) {
                records += templates(datagram);
            }
            int before = next;
            while (next < flows.size()) {
                int end = set(datagram, flows, next, now);
                if (end == next) {
                    break;
                }
                next = end;
            }
            records += next - before;
            dataRecords += next - before;
            header(datagram, records, sequence, now);
            out.add(Arrays.copyOf(datagram.array(), datagram.position()));
            datagrams++;
        }
        return out;
    }

    private void header(ByteBuffer datagram, int records, long sequence, Instant now) {
        switch (protocol) {
            case NETFLOW9 ->
                    datagram.putShort(0, (short) 9)
                            .putShort(2, (short) records)
                            .putInt(4, (int) (now.toEpochMilli() - booted.toEpochMilli()))
                            .putInt(8, (int) now.getEpochSecond())
                            .putInt(12, (int) datagrams)
                            .putInt(16, domain);
            case IPFIX ->
                    datagram.putShort(0, (short) 10)
                            .putShort(2, (short) datagram.position())
                            .putInt(4, (int) now.getEpochSecond())
                            .putInt(8, (int) sequence)
                            .putInt(12, domain);
        }
    }

    /// One set of flows of one family, as many in a row as fit.
    ///
    /// @return the first flow that is not in it
    private int set(ByteBuffer out, List<ExportedFlow> flows, int first, Instant now) {
        boolean ipv6 = flows.get(first).isIpv6();
        Field.Moment moment = new Field.Moment(now.toEpochMilli(), booted.toEpochMilli(), SAMPLER);
        int start = out.position();
        int recordBytes = fields(ipv6).stream().mapToInt(f -> Math.min(f.length(), 32)).sum();
        if (out.remaining() < 4 + recordBytes + 4) {
            return first;
        }
        out.putShort((short) (ipv6 ? Templates.IPV6_ID : Templates.IPV4_ID)).putShort((short) 0);
        int at = first;
        while (at < flows.size()
                && flows.get(at).isIpv6() == ipv6
                && out.remaining() >= recordBytes + 4) {
            for (Field field : fields(ipv6)) {
                field.value().put(out, flows.get(at), moment);
            }
            at++;
        }
        endSet(out, start);
        return at;
    }

    private List<Field> fields(boolean ipv6) {
        return switch (protocol) {
            case NETFLOW9 -> ipv6 ? Templates.NETFLOW9_IPV6 : Templates.NETFLOW9_IPV4;
            case IPFIX -> ipv6 ? Templates.IPFIX_IPV6 : Templates.IPFIX_IPV4;
        };
    }

    /// Pads to four bytes (RFC 3954 sec. 5.3 wants it, RFC 7011 sec. 3.3.1 allows it) and writes the length.
    private static void endSet(ByteBuffer out, int start) {
        while ((out.position() - start) % 4 != 0) {
            out.put((byte) 0);
        }
        out.putShort(start + 2, (short) (out.position() - start));
    }

    /// Both data templates, the sampling options' template and the one options record.
    ///
    /// @return how many records a version 9 header counts for them
    private int templates(ByteBuffer out) {
        int start = out.position();
        out.putShort((short) (protocol == FlowProtocol.NETFLOW9 ? 0 : 2)).putShort((short) 0);
        template(out, Templates.IPV4_ID, fields(false));
        template(out, Templates.IPV6_ID, fields(true));
        endSet(out, start);
        switch (protocol) {
            case NETFLOW9 -> netflow9Options(out);
            case IPFIX -> ipfixOptions(out);
        }
        return 4;
    }

    private static void template(ByteBuffer out, int id, List<Field> fields) {
        out.putShort((short) id).putShort((short) fields.size());
        for (Field field : fields) {
            boolean own = field.enterprise() != 0;
            out.putShort((short) (own ? field.id() | 0x8000 : field.id()));
            out.putShort((short) field.length());
            if (own) {
                out.putInt(field.enterprise());
            }
        }
    }

    /// RFC 3954 sec. 6.1: scope System (1), then sampler id, mode (random) and interval.
    private void netflow9Options(ByteBuffer out) {
        int start = out.position();
        shorts(out, 1, 0, Templates.OPTIONS_ID, 4, 12, 1, 4, 48, 2, 49, 1, 50, 4);
        endSet(out, start);
        start = out.position();
        shorts(out, Templates.OPTIONS_ID, 0);
        out.putInt(0).putShort((short) SAMPLER).put((byte) 2).putInt(samplingInterval);
        endSet(out, start);
    }

    /// RFC 7011 sec. 3.4.2.2 with RFC 5477: scope selectorId, then algorithm (systematic count-based), interval, space.
    private void ipfixOptions(ByteBuffer out) {
        int start = out.position();
        shorts(out, 3, 0, Templates.OPTIONS_ID, 4, 1, 302, 4, 304, 2, 305, 4, 306, 4);
        endSet(out, start);
        start = out.position();
        shorts(out, Templates.OPTIONS_ID, 0);
        out.putInt(SAMPLER).putShort((short) 1).putInt(1).putInt(samplingInterval - 1);
        endSet(out, start);
        dataRecords++; // an options record is a data record (RFC 7011 sec. 2)
    }

    private static void shorts(ByteBuffer out, int... values) {
        for (int value : values) {
            out.putShort((short) value);
        }
    }
}
