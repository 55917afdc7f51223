package io.segwright.acl.compile;

import io.segwright.acl.list.Transport;
import io.segwright.acl.policy.Rule;
import io.segwright.acl.policy.ServiceTerm;
import io.segwright.inventory.net.IpFamily;
import java.util.List;

/// A rule with its sides as addresses, once for all enforcement points.
record CompiledRule(
        AddressSet from,
        AddressSet to,
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
                membership.of(rule.from()),
                membership.of(rule.to()),
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
        AddressSet cutFrom = from.intersect(sources);
        AddressSet cutTo = to.intersect(destinations);
        requests4.forEach(t -> into.permit(IpFamily.V4, cutFrom, cutTo, t, why));
        requests6.forEach(t -> into.permit(IpFamily.V6, cutFrom, cutTo, t, why));
    }

    /// @param clients where replies go
    /// @param servers where replies come from
    void replies(AddressSet clients, AddressSet servers, Lines into) {
        AddressSet cutFrom = to.intersect(servers);
        AddressSet cutTo = from.intersect(clients);
        String reply = "reply: " + why;
        replies4.forEach(t -> into.permit(IpFamily.V4, cutFrom, cutTo, t, reply));
        replies6.forEach(t -> into.permit(IpFamily.V6, cutFrom, cutTo, t, reply));
    }
}
