package io.segwright.collectors.discover;

import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The ARP table of the collector's own host, as hints for a [DiscoveryPlan]: whoever sent it a trap or a flow is in
/// it. Linux only; elsewhere there are no hints.
public final class LocalNeighbours {
    private static final Path LINUX_ARP = Path.of("/proc/net/arp");
    private static final int ENTRIES_MAX =
            65_536; // the kernel's own gc_thresh3 is 1,024 by default
    private static final String INCOMPLETE = "0x0";

    private LocalNeighbours() {}

    /// The IPv4 addresses with a MAC, possibly none; never fails.
    public static List<IpAddress> read() {
        return read(LINUX_ARP);
    }

    /// Lines of `address HWtype flags MAC mask device` after a heading (proc_net(5), arp).
    static List<IpAddress> read(Path table) {
        List<IpAddress> addresses = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
            lines.readLine();
            String line = lines.readLine();
            while (line != null && addresses.size() < ENTRIES_MAX) {
                String[] fields = line.strip().split(" +", -1);
                if (fields.length >= 4 && !fields[2].equals(INCOMPLETE)) {
                    addresses.add(IpAddress.parse(fields[0]));
                }
                line = lines.readLine();
            }
        } catch (IOException | AddressFormatException _) {
            return List.copyOf(
                    addresses); // hints only: what was read is of use, what was not is no error
        }
        return List.copyOf(addresses);
    }
}
