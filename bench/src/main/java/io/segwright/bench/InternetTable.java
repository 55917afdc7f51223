package io.segwright.bench;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The prefixes of the whole Internet, one a line: `lpm/internet-prefixes.txt.gz` in the data directory.
final class InternetTable {
    private static final int PREFIXES_MAX = 5_000_000; // five times today's table

    private InternetTable() {}

    /// `-Dsegwright.data`, else the environment's `SEGWRIGHT_DATA`, else `../shared/data` beside the repository.
    static Path dataDirectory() {
        String property = System.getProperty("segwright.data");
        if (property != null) {
            return Path.of(property);
        }
        String environment = System.getenv("SEGWRIGHT_DATA");
        if (environment != null && !environment.isEmpty()) {
            return Path.of(environment);
        }
        return Path.of(System.getProperty("segwright.root", "."), "..", "shared", "data");
    }

    /// @throws BenchException where the table is not there or not a table
    static List<Prefix> read(IpFamily family) throws BenchException {
        Path file = dataDirectory().resolve("lpm").resolve("internet-prefixes.txt.gz");
        if (!Files.isReadable(file)) {
            throw new BenchException(
                    file.normalize()
                            + ": no such table; name the data directory by SEGWRIGHT_DATA=DIR or -Dsegwright.data=DIR");
        }
        List<Prefix> prefixes = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.US_ASCII))) {
            String line = reader.readLine();
            while (line != null) {
                if ((line.indexOf(':') >= 0) == (family == IpFamily.V6)) {
                    prefixes.add(Prefix.parse(line));
                }
                if (prefixes.size() > PREFIXES_MAX) {
                    throw new BenchException(file + ": want at most " + PREFIXES_MAX + " prefixes");
                }
                line = reader.readLine();
            }
        } catch (IOException | AddressFormatException e) {
            throw new BenchException(file + ": " + e.getMessage());
        }
        return prefixes;
    }
}
