package io.segwright.inventory.kpi;

import io.segwright.inventory.attribute.Tags;

/// What was sent between two holders of addresses, over all services and time buckets.
///
/// @param from whose the client's address was then; [Tags#NONE] for nobody's
/// @param to likewise the server's
public record TalkRow(Tags from, Tags to, long flows, long bytes) {
    /// True where both ends have a service and an owner.
    public boolean isAttributed() {
        return from.nameServiceAndOwner() && to.nameServiceAndOwner();
    }
}
