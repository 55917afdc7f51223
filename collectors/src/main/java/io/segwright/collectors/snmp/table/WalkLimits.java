package io.segwright.collectors.snmp.table;

import java.time.Duration;

/// Where reading one device ends, whatever it answers.
///
/// @param tableRows rows of one table
/// @param tablePdus requests for one table
/// @param tableTime time for one table
/// @param routes routes that are read at all; a longer table is not walked
/// @param devicePdus requests to one device in one poll
/// @param deviceTime time for one poll
public record WalkLimits(
        int tableRows,
        int tablePdus,
        Duration tableTime,
        int routes,
        int devicePdus,
        Duration deviceTime) {
    /// The shipped limits. The longest neighbour table in 2,000 captures of real devices has 24,592 rows: twice
    /// that, at 25 rows a request and 20 requests a second, takes 2,000 requests and 100 s. A default-free
    /// Internet table has 1,000,000 routes: 10,000 are a large enterprise's own.
    public static final WalkLimits SHIPPED =
            new WalkLimits(
                    50_000, 2_500, Duration.ofSeconds(150), 10_000, 8_000, Duration.ofMinutes(15));

    public WalkLimits {
        if (tableRows < 1 || tablePdus < 1 || routes < 0 || devicePdus < 1) {
            throw new IllegalArgumentException(
                    "walk limits "
                            + tableRows
                            + " rows, "
                            + tablePdus
                            + " requests, "
                            + devicePdus
                            + " requests a device: want at least 1 each");
        }
    }
}
