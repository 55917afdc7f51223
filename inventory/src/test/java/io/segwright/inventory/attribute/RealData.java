package io.segwright.inventory.attribute;

import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.tukaani.xz.XZInputStream;

/// The Internet's prefixes, and what clouds published over the years: `lpm/` and `clouds/` of the data directory.
final class RealData {
    static final String AZURE = "azure-servicetags-history.tsv.xz";
    static final String AWS = "aws-ip-ranges-history.tsv.xz";

    private RealData() {}

    static Path directory() {
        String root = System.getProperty("segwright.root", ".");
        return Path.of(System.getProperty("segwright.data", root + "/../shared/data"));
    }

    /// Ends the test as skipped, loudly, where the file is not there.
    static Path need(String name) {
        Path file = directory().resolve(name);
        if (!Files.isReadable(file)) {
            System.err.println("SKIPPED: no " + file + "; -Dsegwright.data=DIR names it");
            Assumptions.abort("no " + file);
        }
        return file;
    }

    static List<Prefix> internet() throws IOException {
        Path table = need("lpm/internet-prefixes.txt.gz");
        try (BufferedReader lines = lines(new GZIPInputStream(Files.newInputStream(table)))) {
            return lines.lines().map(Prefix::of).toList();
        }
    }

    /// What one of the two published, from when until when: a prefix has a version for each tag and region that it had.
    static List<Allocation> history(String name) throws IOException {
        Path file = need("clouds/" + name);
        Map<String, Instant> open = new LinkedHashMap<>(); // by what is published
        List<Allocation> allocations = new ArrayList<>();
        try (BufferedReader lines = lines(new XZInputStream(Files.newInputStream(file)))) {
            for (String line : (Iterable<String>) lines.lines()::iterator) {
                String[] fields = line.split("\t", 3);
                Instant at = Instant.parse(fields[0]);
                if (fields[1].equals("+")) {
                    open.putIfAbsent(fields[2], at);
                } else if (open.containsKey(fields[2])) {
                    Instant from = open.remove(fields[2]);
                    if (from.isBefore(at)) {
                        allocations.add(allocation(fields[2], from, at));
                    }
                }
            }
        }
        open.forEach((what, from) -> allocations.add(allocation(what, from, Instant.MAX)));
        return allocations;
    }

    private static Allocation allocation(String what, Instant from, Instant to) {
        String[] fields = what.split("\t", 4); // prefix, tag or service, region, system service
        return new Allocation(
                Vrf.DEFAULT,
                Prefix.of(fields[0]),
                new Tags(fields[1], fields[2], fields[3], "", "cloud"),
                from,
                to,
                Polling.ALLOWED,
                "history");
    }

    private static BufferedReader lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
