package io.segwright.collectors.imports.netbox;

import io.segwright.inventory.observe.Provenance;
import java.util.Set;

/// What is wanted of a NetBox.
///
/// @param provenance its source names the import, e.g. `import:netbox`
/// @param mapping which fields say whose a prefix is
/// @param included what is taken beside devices, prefixes and addresses
public record NetboxRequest(Provenance provenance, NetboxMapping mapping, Set<Inclusion> included) {
    public NetboxRequest {
        included = Set.copyOf(included);
    }

    /// What is left out unless it is asked for.
    public enum Inclusion {
        /// Virtual machines: workloads, not network devices. As devices they would be expected to answer polls.
        VMS
    }
}
