package io.segwright.acl.compile;

import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.Rule;
import io.segwright.acl.policy.ServiceTerm;
import io.segwright.inventory.net.IpFamily;
import java.util.List;

/// A rule with its sides as addresses, once for all enforcement points.
record CompiledRule(
        Sides from,
        Sides to,
        List<Transport> requests4,
        List<Transport> requests6,
        List<Transport> replies4,
        List<Transport> replies6,
        String why) {
    static CompiledRule of(Rule rule, Membership membership) {
        List<Transport> requests4 = transports(rule, IpFamily.V4);
        List<Transport> requests6 = transports(rule, IpFamily.V6);
        // replies before merging: a merged range would let one port's reply reach another port
        return new CompiledRule(
                Sides.of(membership.of(rule.from())),
                Sides.of(membership.of(rule.to())),
                TransportMerge.merge(requests4),
                TransportMerge.merge(requests6),
                TransportMerge.merge(Replies.to(requests4)),
                TransportMerge.merge(Replies.to(requests6)),
                rule.why());
    }

    private static List<Transport> transports(Rule rule, IpFamily family) {
        return rule.services().stream()
                .flatMap(s -> s.terms().stream())
                .filter(t -> t.families().contains(family))
                .map(ServiceTerm::transport)
                .toList();
    }

    void requests(AddressSet sources, AddressSet destinations, Lines into) {
        permit(
                from.intersect(sources),
                to.intersect(destinations),
                requests4,
                requests6,
                why,
                into);
    }

    /// @param clients where replies go
    /// @param servers where replies come from
    void replies(AddressSet clients, AddressSet servers, Lines into) {
        String reply = "reply: " + why;
        permit(to.intersect(servers), from.intersect(clients), replies4, replies6, reply, into);
    }

    private static void permit(
            Sides from,
            Sides to,
            List<Transport> transports4,
            List<Transport> transports6,
            String why,
            Lines into) {
        transports4.forEach(t -> into.permit(IpFamily.V4, from.v4, to.v4, t, why));
        transports6.forEach(t -> into.permit(IpFamily.V6, from.v6, to.v6, t, why));
    }

    /// A set by family, so that each half computes its prefixes once.
    record Sides(AddressSet v4, AddressSet v6) {
        static Sides of(AddressSet set) {
            return new Sides(set.family(IpFamily.V4), set.family(IpFamily.V6));
        }

        Sides intersect(AddressSet other) {
            return new Sides(v4.intersect(other), v6.intersect(other));
        }
    }
}
