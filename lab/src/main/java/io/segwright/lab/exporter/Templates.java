package io.segwright.lab.exporter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The data templates of both protocols. They differ on purpose: IPFIX has absolute times, reduced-size counters
/// (RFC 7011 sec. 6.2), a variable-length field (sec. 7) and an enterprise's own field (sec. 3.2).
final class Templates {
    static final int IPV4_ID = 256;
    static final int IPV6_ID = 257;
    static final int OPTIONS_ID = 258;
    private static final int ENTERPRISE = 32_473; // RFC 5612: reserved for examples

    static final List<Field> NETFLOW9_IPV4 = netflow9(8, 12, 4);
    static final List<Field> NETFLOW9_IPV6 = netflow9(27, 28, 16);
    static final List<Field> IPFIX_IPV4 = ipfix(8, 12, 4, 32);
    static final List<Field> IPFIX_IPV6 = ipfix(27, 28, 16, 139);

    private Templates() {}

    private static List<Field> netflow9(int source, int destination, int addressBytes) {
        return List.of(
                Field.of(source, addressBytes, (out, f, m) -> out.put(f.source().getAddress())),
                Field.of(
                        destination,
                        addressBytes,
                        (out, f, m) -> out.put(f.destination().getAddress())),
                Field.of(10, 4, (out, f, m) -> out.putInt(f.ingressInterface())),
                Field.of(14, 4, (out, f, m) -> out.putInt(f.egressInterface())),
                Field.of(7, 2, (out, f, m) -> out.putShort((short) f.sourcePort())),
                Field.of(11, 2, (out, f, m) -> out.putShort((short) f.destinationPort())),
                Field.of(4, 1, (out, f, m) -> out.put((byte) f.protocol())),
                Field.of(6, 1, (out, f, m) -> out.put((byte) f.tcpFlags())),
                Field.of(1, 8, (out, f, m) -> out.putLong(f.bytes())),
                Field.of(2, 8, (out, f, m) -> out.putLong(f.packets())),
                Field.of(
                        22,
                        4,
                        (out, f, m) -> out.putInt((int) (m.startMillis(f) - m.bootMillis()))),
                Field.of(21, 4, (out, f, m) -> out.putInt((int) (m.endMillis(f) - m.bootMillis()))),
                Field.of(48, 2, (out, f, m) -> out.putShort((short) m.sampler())));
    }

    private static List<Field> ipfix(int source, int destination, int addressBytes, int icmp) {
        return List.of(
                Field.of(152, 8, (out, f, m) -> out.putLong(m.startMillis(f))),
                Field.of(153, 8, (out, f, m) -> out.putLong(m.endMillis(f))),
                Field.of(source, addressBytes, (out, f, m) -> out.put(f.source().getAddress())),
                Field.of(
                        destination,
                        addressBytes,
                        (out, f, m) -> out.put(f.destination().getAddress())),
                Field.of(
                        7,
                        2,
                        (out, f, m) -> out.putShort((short) (f.isIcmp() ? 0 : f.sourcePort()))),
                Field.of(
                        11,
                        2,
                        (out, f, m) ->
                                out.putShort((short) (f.isIcmp() ? 0 : f.destinationPort()))),
                Field.of(
                        icmp,
                        2,
                        (out, f, m) ->
                                out.putShort((short) (f.isIcmp() ? f.destinationPort() : 0))),
                Field.of(4, 1, (out, f, m) -> out.put((byte) f.protocol())),
                Field.of(6, 2, (out, f, m) -> out.putShort((short) f.tcpFlags())),
                Field.of(1, 4, (out, f, m) -> out.putInt((int) f.bytes())),
                Field.of(2, 4, (out, f, m) -> out.putInt((int) f.packets())),
                Field.of(10, 4, (out, f, m) -> out.putInt(f.ingressInterface())),
                Field.of(14, 4, (out, f, m) -> out.putInt(f.egressInterface())),
                Field.of(302, 4, (out, f, m) -> out.putInt(m.sampler())),
                new Field(17, 4, ENTERPRISE, (out, f, m) -> out.putInt(0x5e9)),
                Field.of(96, Field.VARIABLE, (out, f, m) -> application(out, f)));
    }

    private static void application(ByteBuffer out, ExportedFlow flow) {
        byte[] name =
                ("app-" + Math.min(flow.sourcePort(), flow.destinationPort()))
                        .getBytes(StandardCharsets.US_ASCII);
        out.put((byte) name.length).put(name);
    }
}
