package io.segwright.acl.policy;

import io.segwright.acl.yaml.Position;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The floor that no rule can weaken: who may reach devices' own addresses, and what devices hear from one another.
///
/// @param sources the only segments from which devices may be managed
/// @param services on which
/// @param controlPlane what devices must hear to do their work
public record Management(
        List<Segment> sources,
        List<Service> services,
        Set<ControlProtocol> controlPlane,
        Position at) {
    public Management {
        sources = List.copyOf(sources);
        services = List.copyOf(services);
        controlPlane =
                Collections.unmodifiableSet(
                        controlPlane.isEmpty()
                                ? EnumSet.noneOf(ControlProtocol.class)
                                : EnumSet.copyOf(controlPlane));
    }

    /// `management policy.yaml:40`.
    public String why() {
        return "management " + at.file() + ":" + at.line();
    }
}
