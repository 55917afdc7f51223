package io.segwright.app.stage;

import io.segwright.app.config.DataDirectory;
import io.segwright.collectors.imports.ranges.RangesReading;
import io.segwright.inventory.attribute.PublishedUpdate;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.util.Map;

/// Providers' published ranges beside the inventory. They name the far end of a flow and attribute nothing, so they are
/// no allocations: no coverage counts them, no segment selects them.
public final class RangeImporting {
    private RangeImporting() {}

    /// Records and writes what a provider's list changes.
    public static void write(
            DataDirectory data, RangesReading.Read read, PublishedUpdate update, String file)
            throws AuditUnavailableException, IOException {
        if (update.added().isEmpty() && update.ended().isEmpty()) {
            return;
        }
        data.record(
                "inventory.import",
                file,
                "segwright import ranges",
                Map.of(
                        "provider",
                        read.provider(),
                        "added",
                        Integer.toString(update.added().size()),
                        "ended",
                        Integer.toString(update.ended().size())));
        data.files().save(read.provider(), update.next());
    }
}
