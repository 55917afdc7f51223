package io.segwright.collectors.imports;

import java.util.Locale;
import java.util.Optional;

/// The columns of an allocation file, by their names in its header.
enum AllocationColumn {
    VRF,
    PREFIX,
    SERVICE,
    SUBSCRIPTION,
    VM,
    ENVIRONMENT,
    OWNER,
    VALID_FROM,
    VALID_TO,
    DO_NOT_POLL;

    static Optional<AllocationColumn> named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        for (AllocationColumn column : values()) {
            if (column.title().equals(name)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
