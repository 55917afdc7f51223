package io.segwright.app.config;

import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The addresses that devices saw in use at the last collection: lines `VRF ADDRESS MAC DEVICE PLACE`.
///
/// Losing it makes `audit report` count devices only, until the next collection.
final class LiveFile {
    private static final long LINES_MAX = 5_000_000; // a large company's hosts, both families

    private static final String CURE = "delete the file and collect again";

    private LiveFile() {}

    static void write(Path file, List<LiveAddress> live, Instant now) throws IOException {
        new LineHistory(file).replace(live.stream().map(LiveFile::line).toList(), now);
    }

    private static String line(LiveAddress live) {
        return live.vrf()
                + " "
                + live.address()
                + " "
                + live.mac()
                + " "
                + live.seenBy()
                + " "
                + live.place();
    }

    static List<LiveAddress> read(Path file) throws ConfigException {
        return LineFile.read(file, LINES_MAX, CURE, LiveFile::parse);
    }

    static List<LiveAddress> parse(Path file, List<String> lines) throws ConfigException {
        return LineFile.parse(file, lines.iterator(), CURE, LiveFile::parse);
    }

    private static LiveAddress parse(String line) throws AddressFormatException {
        String[] words = line.split(" ", 5);
        if (words.length != 5) {
            throw new IllegalArgumentException(
                    words.length + " words: want VRF ADDRESS MAC DEVICE PLACE");
        }
        return new LiveAddress(
                new Vrf(words[0]),
                IpAddress.parse(words[1]),
                MacAddress.parse(words[2]),
                new DeviceId(words[3]),
                words[4]);
    }
}
