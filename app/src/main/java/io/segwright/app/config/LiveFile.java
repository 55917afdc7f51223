package io.segwright.app.config;

import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The addresses that devices saw in use at the last collection: lines `VRF ADDRESS MAC DEVICE PLACE`.
///
/// A cache of the last run, not history: losing it makes `audit report` count devices only, until the next collection.
final class LiveFile {
    private static final long LINES_MAX = 5_000_000; // a large company's hosts, both families

    private LiveFile() {}

    static void write(Path file, List<LiveAddress> live) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LiveAddress each : live) {
            lines.add(
                    each.vrf()
                            + " "
                            + each.address()
                            + " "
                            + each.mac()
                            + " "
                            + each.seenBy()
                            + " "
                            + each.place());
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static List<LiveAddress> read(Path file) throws ConfigException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<LiveAddress> live = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file).limit(LINES_MAX)) {
            for (String line : (Iterable<String>) lines::iterator) {
                live.add(parse(line));
            }
        } catch (AddressFormatException | IllegalArgumentException e) {
            throw new ConfigException(
                    file
                            + ": line "
                            + (live.size() + 1)
                            + ": "
                            + e.getMessage()
                            + "; delete the file and collect again");
        } catch (UncheckedIOException | IOException e) {
            throw ConfigException.unreadable(file, e);
        }
        return live;
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
