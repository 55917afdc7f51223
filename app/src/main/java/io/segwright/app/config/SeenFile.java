package io.segwright.app.config;

import io.segwright.inventory.coverage.LiveAddress;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// On which day each address was last in use, as collections found it: `since DAY` (when looking began), then a line
/// `ADDRESS DAY` each, sorted. Whatever routing domain it was seen in counts: nothing should be taken back by mistake.
///
/// @param since the first day; the far future where nothing was collected yet
/// @param last by address
public record SeenFile(LocalDate since, NavigableMap<IpAddress, LocalDate> last) {
    private static final int LINES_MAX = 2_000_000; // about 50 MB; the longest unseen go first
    private static final int KEPT_DAYS = 800; // two years and more: no pool waits longer

    public SeenFile {
        last = new TreeMap<>(last);
    }

    static SeenFile read(Path file) throws ConfigException {
        NavigableMap<IpAddress, LocalDate> last = new TreeMap<>();
        LocalDate since = LocalDate.MAX;
        if (!Files.exists(file)) {
            return new SeenFile(since, last);
        }
        int line = 0;
        try {
            for (String text : Files.readAllLines(file)) {
                line++;
                int blank = text.indexOf(' ');
                LocalDate day = LocalDate.parse(text.substring(blank + 1));
                if (text.startsWith("since ")) {
                    since = day;
                } else {
                    last.put(IpAddress.parse(text.substring(0, Math.max(0, blank))), day);
                }
            }
        } catch (AddressFormatException | DateTimeParseException e) {
            throw new ConfigException(
                    file + ":" + line + ": " + e.getMessage() + "; correct the line, or delete it");
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
        return new SeenFile(since, last);
    }

    /// With what a collection found.
    SeenFile plus(Collection<LiveAddress> live, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        NavigableMap<IpAddress, LocalDate> all = new TreeMap<>(last);
        all.values().removeIf(day -> day.isBefore(today.minusDays(KEPT_DAYS)));
        live.forEach(one -> all.put(one.address(), today));
        if (all.size() > LINES_MAX) {
            List<LocalDate> days = new ArrayList<>(all.values());
            days.sort(null);
            LocalDate oldestKept = days.get(days.size() - LINES_MAX);
            all.values().removeIf(day -> day.isBefore(oldestKept));
        }
        return new SeenFile(since.isBefore(today) ? since : today, all);
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("since " + since);
        last.forEach((address, day) -> lines.add(address + " " + day));
        LineFile.replace(file, lines);
    }
}
