package io.segwright.acl.policy;

import java.util.List;

/// What may talk to what; all else is denied.
///
/// @param file as the user named it
/// @param segments in the order of the file
/// @param services in the order of the file
/// @param rules in the order of the file; the order has no meaning, since every rule allows
public record Policy(
        String file,
        List<Segment> segments,
        List<Service> services,
        List<Rule> rules,
        Management management) {
    public Policy {
        segments = List.copyOf(segments);
        services = List.copyOf(services);
        rules = List.copyOf(rules);
    }
}
