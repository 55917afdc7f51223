package io.segwright.graph.fact;

import io.segwright.graph.schema.Keys;
import io.segwright.inventory.device.DeviceId;
import io.segwright.inventory.device.Membership;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.jspecify.annotations.Nullable;

/// The stack that a device is part of, as two properties.
final class Memberships {
    private Memberships() {}

    /// @param membership null for a device by itself
    static void write(@Nullable Membership membership, Element fact) {
        fact.property(Keys.WHOLE, membership == null ? "" : membership.whole().text());
        fact.property(Keys.MEMBER_POSITION, membership == null ? 0 : membership.position());
    }

    static @Nullable Membership readOrNull(Fields fact) {
        String whole = fact.value(Keys.WHOLE);
        return whole.isEmpty()
                ? null // a device by itself
                : new Membership(new DeviceId(whole), fact.<Integer>value(Keys.MEMBER_POSITION));
    }
}
