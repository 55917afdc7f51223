package io.segwright.collectors.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Datagrams that the Linux kernel dropped at a UDP port, since the reader was too slow: the last column of
/// `/proc/net/udp` and `/proc/net/udp6` (proc(5)).
final class SocketDrops {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final int LOCAL_ADDRESS_COLUMN = 1;
    private static final int DROPS_COLUMN = 12;

    private SocketDrops() {}

    /// @return empty where there is no such table: another system than Linux
    static OptionalLong atPort(int port) {
        long drops = 0;
        boolean found = false;
        for (Path table : TABLES) {
            try {
                for (String line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
                    OptionalLong own = dropsOf(line, port);
                    found |= own.isPresent();
                    drops += own.orElse(0);
                }
            } catch (IOException _) {
                // no such family, or no Linux: there is nothing to be known here
            }
        }
        return found ? OptionalLong.of(drops) : OptionalLong.empty();
    }

    static OptionalLong dropsOf(String line, int port) {
        String[] columns = BLANKS.split(line.strip(), -1);
        if (columns.length <= DROPS_COLUMN
                || !columns[LOCAL_ADDRESS_COLUMN].endsWith(String.format(":%04X", port))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(columns[DROPS_COLUMN]));
        } catch (NumberFormatException _) {
            return OptionalLong.empty(); // the heading
        }
    }
}
