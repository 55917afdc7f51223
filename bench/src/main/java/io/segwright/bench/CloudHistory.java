package io.segwright.bench;

import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/// What Azure published over the years, as allocations with their times: `clouds/azure-servicetags-history.tsv.xz`.
final class CloudHistory {
    private static final int LINES_MAX = 5_000_000;

    private CloudHistory() {}

    static List<Allocation> azure() throws BenchException {
        Path file =
                InternetTable.dataDirectory().resolve("clouds/azure-servicetags-history.tsv.xz");
        Map<String, Instant> open = new HashMap<>();
        List<Allocation> allocations = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new XZInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line : (Iterable<String>) lines.lines().limit(LINES_MAX)::iterator) {
                String[] fields = line.split("\t", 3);
                Instant at = Instant.parse(fields[0]);
                if (fields[1].equals("+")) {
                    open.putIfAbsent(fields[2], at);
                    continue;
                }
                Instant from = open.remove(fields[2]);
                if (from != null && from.isBefore(at)) {
                    allocations.add(allocation(fields[2], from, at));
                }
            }
        } catch (IOException e) {
            throw new BenchException(file + ": " + e.getMessage());
        }
        open.forEach((what, from) -> allocations.add(allocation(what, from, Instant.MAX)));
        return allocations;
    }

    private static Allocation allocation(String what, Instant from, Instant to) {
        String[] fields = what.split("\t", 4);
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.of(fields[0]),
                new Tags(fields[1], fields[2], fields[3], "", "azure"),
                from,
                to,
                Polling.ALLOWED,
                "history");
    }
}
