package io.segwright.inventory.observe;

import io.segwright.inventory.net.MacAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row of ifTable and ifXTable (RFC 2863).
///
/// @param index ifIndex; may change at a reboot
/// @param name ifName, or ifDescr where there is none; not unique on some devices
/// @param type ifType (IANA), 0 where absent
/// @param up ifOperStatus is up(1)
/// @param speedMbps ifHighSpeed, or ifSpeed in Mbit/s; 0 where unknown
/// @param macOrNull ifPhysAddress where it has 6 bytes; null is the record's absence, read it by [#mac]
/// @param alias ifAlias
public record InterfaceFact(
        int index,
        String name,
        int type,
        boolean up,
        long speedMbps,
        @Nullable MacAddress macOrNull,
        String alias) {
    public Optional<MacAddress> mac() {
        return Optional.ofNullable(macOrNull);
    }
}
