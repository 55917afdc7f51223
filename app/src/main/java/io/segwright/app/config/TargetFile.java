package io.segwright.app.config;

import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.Target;
import io.segwright.inventory.kpi.Target.Level;
import io.segwright.inventory.kpi.Target.Unmeasured;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What figures have to reach, one a line: `KPI PERCENT`, or `KPI PERCENT if-measured` where a figure that cannot be
/// measured is excused; `#` begins a comment.
public final class TargetFile {
    private static final long BYTES_MAX = 100_000; // there are eight figures

    private TargetFile() {}

    /// @throws ConfigException unreadable or wrong; it says which line
    public static Target read(Path file) throws ConfigException {
        List<String> lines;
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new ConfigException(file + ": more than " + BYTES_MAX + " bytes: no target");
            }
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw ConfigException.unreadable(file, e);
        }
        Map<Kpi, Level> wanted = new EnumMap<>(Kpi.class);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                add(wanted, line.split("\\s+", 4), file + ":" + (i + 1) + ": ");
            }
        }
        if (wanted.isEmpty()) {
            throw new ConfigException(
                    file + ": names no figure: want lines such as devices-owned 99.3");
        }
        return new Target(String.valueOf(file.getFileName()), wanted);
    }

    private static void add(Map<Kpi, Level> wanted, String[] words, String place)
            throws ConfigException {
        boolean excused = words.length == 3 && words[2].equals("if-measured");
        if (words.length != 2 && !excused) {
            throw new ConfigException(place + "want KPI PERCENT, or KPI PERCENT if-measured");
        }
        Kpi kpi =
                Kpi.ofWord(words[0])
                        .orElseThrow(() ->
                                new ConfigException(
                                        place
                                                + "'"
                                                + words[0]
                                                + "' is no figure: want one of "
                                                + String.join(
                                                        ", ",
                                                        List.of(Kpi.values()).stream()
                                                                .map(Kpi::word)
                                                                .toList())));
        try {
            if (!words[1].matches("[0-9]{1,3}([.][0-9]{1,2})?")) {
                throw new IllegalArgumentException("want at most two decimals");
            }
            int hundredths = new BigDecimal(words[1]).movePointRight(2).intValueExact();
            Level level = new Level(hundredths, excused ? Unmeasured.EXCUSED : Unmeasured.MISSED);
            if (wanted.put(kpi, level) != null) {
                throw new ConfigException(place + kpi.word() + " is there twice; delete one");
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            throw new ConfigException(
                    place + "'" + words[1] + "': want a percentage of 0.01 to 100, e.g. 99.3");
        }
    }
}
