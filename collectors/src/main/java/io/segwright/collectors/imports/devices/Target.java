package io.segwright.collectors.imports.devices;

import io.segwright.inventory.observe.Attribute;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a mapping can fill, by its name there; the same names are the columns of a file without a mapping.
enum Target {
    /// What the list itself calls the device: unique in it, and stable from one import to the next.
    KEY(null),
    NAME(Attribute.NAME),
    VENDOR(Attribute.VENDOR),
    MODEL(Attribute.MODEL),
    SERIAL(Attribute.SERIAL),
    OS(Attribute.OS),
    VERSION(Attribute.VERSION),
    SITE(Attribute.SITE),
    LOCATION(Attribute.LOCATION),
    CONTACT(Attribute.CONTACT),
    ROLE(Attribute.ROLE),
    OWNER(Attribute.OWNER),
    ASSET_TAG(Attribute.ASSET_TAG),
    /// Its own addresses, with or without a prefix length.
    ADDRESSES(null),
    /// MACs of interfaces whose names the list does not tell.
    MACS(null),
    /// `NAME` or `NAME=MAC`.
    INTERFACES(null),
    /// The stack or virtual chassis that it is a box of: the key of the stack's own row, or a name that its boxes share.
    STACK(null),
    /// Its number in the stack.
    POSITION(null);

    private final @Nullable Attribute attributeOrNull; // null where it is no attribute

    Target(@Nullable Attribute attributeOrNull) {
        this.attributeOrNull = attributeOrNull;
    }

    Optional<Attribute> attribute() {
        return Optional.ofNullable(attributeOrNull);
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isList() {
        return this == ADDRESSES || this == MACS || this == INTERFACES;
    }

    static Optional<Target> named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        for (Target target : values()) {
            if (target.title().equals(name)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }
}
