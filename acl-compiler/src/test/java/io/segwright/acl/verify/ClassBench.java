package io.segwright.acl.verify;

import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.PortRange;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Reads the ClassBench rule sets as access lists: four lines in five permit, by a fixed seed.
///
/// ClassBench knows more than our lines do: ports under "any protocol" are read as TCP's, and of the TCP flags only
/// ACK as `established`; a port range on a protocol without ports is dropped.
final class ClassBench {
    private static final int ACK = 0x1000; // ClassBench writes the flags one nibble up

    private ClassBench() {}

    static Path directory() {
        String root = System.getProperty("segwright.root", ".");
        return Path.of(System.getProperty("segwright.data", root + "/../shared/data"))
                .resolve("acl/classbench");
    }

    static List<AclLine> read(String set) throws IOException {
        Path file = directory().resolve(set + ".rules.xz");
        Process xz =
                new ProcessBuilder("xz", "-dc", file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Random actions = new Random(7);
        List<AclLine> lines = new ArrayList<>();
        try (var reader = xz.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Action action = actions.nextInt(5) == 0 ? Action.DENY : Action.PERMIT;
                lines.add(new AclLine(action, match(line), ""));
            }
        }
        return lines;
    }

    static boolean present() {
        return Files.isDirectory(directory());
    }

    // @19.179.176.25/32 <tab> 20.214.14.6/32 <tab> 0 : 65535 <tab> 1525 : 1525 <tab> 0x06/0xFF
    // <tab> 0x1000/0x1000
    private static Match match(String line) {
        String[] f = line.substring(1).trim().split("\\s+", -1);
        PortRange source = new PortRange(Integer.parseInt(f[2]), Integer.parseInt(f[4]));
        PortRange destination = new PortRange(Integer.parseInt(f[5]), Integer.parseInt(f[7]));
        return new Match(
                IpFamily.V4,
                List.of(prefix(f[0])),
                List.of(prefix(f[1])),
                transport(f[8].split("/", 2), f[9].split("/", 2), source, destination),
                ConnectionMatch.ANY);
    }

    private static Prefix prefix(String text) {
        int slash = text.indexOf('/');
        return Prefix.covering(
                IpAddress.of(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    private static Transport transport(
            String[] protocol, String[] flags, PortRange source, PortRange destination) {
        boolean ports = !source.isAny() || !destination.isAny();
        if (protocol[1].equals("0x00")) {
            return ports ? new Transport.Ports(Protocol.TCP, source, destination) : Transport.ANY;
        }
        Protocol number = new Protocol(Integer.decode(protocol[0]));
        int value = Integer.decode(flags[0]);
        int mask = Integer.decode(flags[1]);
        if (number.equals(Protocol.ICMP) && mask == 0xff00) {
            return new Transport.IcmpType(number, value >>> 8);
        }
        if (number.equals(Protocol.TCP) && (value & mask & ACK) != 0) {
            return new Transport.TcpEstablished(source, destination);
        }
        return number.hasPorts()
                ? new Transport.Ports(number, source, destination)
                : new Transport.OneProtocol(number);
    }
}
