package io.segwright.app.config;

import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.observe.Telemetry;
import io.segwright.inventory.telemetry.Heard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// When each device was last heard, by way: lines `DEVICE KIND LAST MESSAGES`.
final class HeardFile {
    private static final long LINES_MAX = 1_000_000; // a large estate's devices, four ways each

    private HeardFile() {}

    static void write(Path file, List<Heard> heard) throws IOException {
        LineFile.replace(
                file,
                heard.stream()
                        .map(h -> h.device() + " " + h.kind() + " " + h.last() + " " + h.messages())
                        .toList());
    }

    static List<Heard> read(Path file) throws ConfigException {
        return LineFile.read(file, LINES_MAX, "delete the line", HeardFile::parse);
    }

    private static Heard parse(String line) {
        String[] words = line.split(" ", 4);
        if (words.length != 4) {
            throw new IllegalArgumentException(
                    words.length + " words: want DEVICE KIND LAST MESSAGES");
        }
        return new Heard(
                new DeviceId(words[0]),
                Telemetry.valueOf(words[1]),
                Instant.parse(words[2]),
                Long.parseLong(words[3]));
    }
}
