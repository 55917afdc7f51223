package io.segwright.collectors.imports.netbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.collectors.RealData;
import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.inventory.imports.SourceRecord;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Provenance;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/// What the tests of NetBox share.
final class NetboxFixture {
    static final Provenance NETBOX =
            new Provenance(
                    "import:netbox",
                    IpAddress.of("127.0.0.1"),
                    Instant.parse("2026-11-22T10:00:00Z"));
    static final NetboxRequest REQUEST =
            new NetboxRequest(NETBOX, NetboxMapping.shipped(), Set.of());

    private NetboxFixture() {}

    static InventoryReading.Read read(InventoryReading reading) {
        assertThat(reading).isInstanceOf(InventoryReading.Read.class);
        return (InventoryReading.Read) reading;
    }

    static NavigableMap<String, NavigableMap<String, String>> fields(InventoryReading reading) {
        return SourceRecord.EMPTY.after(read(reading).devices()).devices();
    }

    static Map<String, String> reasons(InventoryReading reading) {
        Map<String, String> reasons = new java.util.TreeMap<>();
        read(reading)
                .notTaken()
                .forEach(row ->
                        reasons.merge(
                                row.key(),
                                row.cause() + " " + row.reason(),
                                (a, b) -> a + " & " + b));
        return reasons;
    }

    /// NetBox's demo organisation.
    static SourceFile demo() {
        return SourceFile.of(RealData.at("ipam/netbox-demo-v3.6.json.xz"));
    }
}
