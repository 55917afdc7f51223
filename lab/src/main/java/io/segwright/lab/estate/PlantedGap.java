package io.segwright.lab.estate;

import java.util.List;

/// One gap that a good inventory must list.
///
/// @param subject the address that it is about
/// @param aliases what else it may be called: other addresses, the MAC, the name, the device's true id
/// @param why one line
public record PlantedGap(Kind kind, String subject, List<String> aliases, int site, String why) {
    public PlantedGap {
        aliases = List.copyOf(aliases);
    }

    /// What is missing.
    public enum Kind {
        DEVICE_SILENT,
        EXPORTER_UNKNOWN,
        DEVICE_WITHOUT_OWNER,
        ADDRESS_UNATTRIBUTED
    }
}
