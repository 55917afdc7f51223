package io.segwright.inventory.flow;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.IpAddress;
import java.time.Instant;

/// Says whose an address was at a moment. Called twice a flow: it must be fast.
@FunctionalInterface
public interface Attributor {
    /// @return the tags in force then; [Tags#NONE] when nothing covered the address
    Tags tags(IpAddress address, Instant at);
}
