package io.segwright.inventory.ipam;

import io.segwright.inventory.attribute.Tags;
import java.util.Locale;

/// The tags that an allocation carries.
public enum TagKind {
    SERVICE,
    SUBSCRIPTION,
    VM,
    ENVIRONMENT,
    OWNER;

    /// As people write it, e.g. `vm`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What `tags` say of this kind; empty where they say nothing.
    public String of(Tags tags) {
        return switch (this) {
            case SERVICE -> tags.service();
            case SUBSCRIPTION -> tags.subscription();
            case VM -> tags.workload();
            case ENVIRONMENT -> tags.environment();
            case OWNER -> tags.owner();
        };
    }
}
