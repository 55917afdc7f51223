package io.segwright.app.stage;

import io.segwright.app.config.ConfigException;
import io.segwright.app.config.DataDirectory;
import io.segwright.app.config.SeenFile;
import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Reclaim;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.space.Block;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableMap;

/// When addresses were last seen: in neighbour tables, by collections; an address of an inventoried device counts as
/// seen today. Where looking began later than is asked about, nothing counts as unseen.
public final class SeenAddresses implements Reclaim.Sightings {
    private final LocalDate since;
    private final LocalDate today;
    private final NavigableMap<IpAddress, LocalDate> last;

    private SeenAddresses(
            LocalDate since, LocalDate today, NavigableMap<IpAddress, LocalDate> last) {
        this.since = since;
        this.today = today;
        this.last = last;
    }

    public static SeenAddresses read(DataDirectory data, Instant now)
            throws StoreUnavailableException, ConfigException {
        SeenFile file = data.files().seen();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        NavigableMap<IpAddress, LocalDate> last = file.last();
        data.graph()
                .snapshot()
                .devices()
                .forEach(device -> device.addresses().forEach(a -> last.put(a, today)));
        return new SeenAddresses(file.since(), today, last);
    }

    /// The day on which looking began; [LocalDate#MAX] where it did not.
    public LocalDate since() {
        return since;
    }

    @Override
    public boolean isSeen(Vrf vrf, Block block, Duration within) {
        LocalDate from = today.minusDays(within.toDays());
        return since.isAfter(from)
                || last.subMap(block.first(), true, block.last(), true).values().stream()
                        .anyMatch(day -> !day.isBefore(from));
    }
}
