package io.segwright.acl.compile;

import io.segwright.acl.intent.EnforcementPoint;
import io.segwright.acl.intent.Intent;
import io.segwright.acl.intent.Tracking;
import io.segwright.acl.list.AccessList;
import io.segwright.inventory.net.Prefix;
import java.util.List;

/// An access list, where it belongs, and what it must mean.
///
/// @param tracking what the list expects of the platform
/// @param scope the device's own addresses for a management plane, else the prefixes behind the interface
public record CompiledList(
        EnforcementPoint point,
        Tracking tracking,
        List<Prefix> scope,
        AccessList list,
        Intent intent) {
    public CompiledList {
        scope = List.copyOf(scope);
    }
}
