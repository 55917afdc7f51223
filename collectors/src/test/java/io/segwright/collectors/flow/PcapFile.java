package io.segwright.collectors.flow;

import io.segwright.inventory.net.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The UDP datagrams of a pcap file (draft-ietf-opsawg-pcap): Ethernet with VLANs, Linux cooked and raw IP.
public final class PcapFile {
    private static final int GLOBAL_HEADER = 24;
    private static final int PACKET_HEADER = 16;

    public record Datagram(
            IpAddress source, int sourcePort, int destinationPort, Instant at, List<Byte> bytes) {
        public byte[] array() {
            byte[] array = new byte[bytes.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = bytes.get(i);
            }
            return array;
        }
    }

    private PcapFile() {}

    public static List<Datagram> datagrams(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        int magic = in.getInt(0);
        in.order(
                magic == 0xa1b2c3d4 || magic == 0xa1b23c4d
                        ? ByteOrder.BIG_ENDIAN
                        : ByteOrder.LITTLE_ENDIAN);
        int link = in.getInt(20);
        List<Datagram> datagrams = new ArrayList<>();
        int at = GLOBAL_HEADER;
        while (at + PACKET_HEADER <= in.limit()) {
            int captured = in.getInt(at + 8);
            Instant time = Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt(at)));
            byte[] packet = new byte[captured];
            in.get(at + PACKET_HEADER, packet);
            udp(packet, ipOffset(packet, link), time).ifPresent(datagrams::add);
            at += PACKET_HEADER + captured;
        }
        return datagrams;
    }

    private static int ipOffset(byte[] packet, int link) {
        return switch (link) {
            case 1 -> etherTypeOffset(packet) + 2;
            case 113 -> 16; // Linux cooked
            case 276 -> 20; // Linux cooked, version 2
            default -> 0; // raw IP
        };
    }

    private static int etherTypeOffset(byte[] packet) {
        int offset = 12;
        while (u16(packet, offset) == 0x8100 || u16(packet, offset) == 0x88a8) {
            offset += 4;
        }
        return offset;
    }

    private static Optional<Datagram> udp(byte[] packet, int ip, Instant time) {
        boolean v4 = packet[ip] >> 4 == 4;
        int protocol = v4 ? packet[ip + 9] : packet[ip + 6];
        if (protocol != 17) {
            return Optional.empty();
        }
        int udp = ip + (v4 ? (packet[ip] & 15) * 4 : 40);
        byte[] source =
                v4
                        ? Arrays.copyOfRange(packet, ip + 12, ip + 16)
                        : Arrays.copyOfRange(packet, ip + 8, ip + 24);
        int end = Math.min(packet.length, udp + u16(packet, udp + 4));
        List<Byte> bytes = new ArrayList<>();
        for (int i = udp + 8; i < end; i++) {
            bytes.add(packet[i]);
        }
        return Optional.of(
                new Datagram(
                        IpAddress.ofBytes(source),
                        u16(packet, udp),
                        u16(packet, udp + 2),
                        time,
                        List.copyOf(bytes)));
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
