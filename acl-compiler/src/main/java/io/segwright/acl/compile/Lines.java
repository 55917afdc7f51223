package io.segwright.acl.compile;

import io.segwright.acl.intent.Grant;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Permit lines in the making: what is equal is written once, with the first reason; what matches nothing, never.
final class Lines {
    private final Map<Match, AclLine> lines = new LinkedHashMap<>();

    void permitEstablished() {
        for (IpFamily family : IpFamily.values()) {
            Match match =
                    new Match(
                            family,
                            List.of(),
                            List.of(),
                            Transport.ANY,
                            ConnectionMatch.ESTABLISHED);
            add(match, "belongs to a permitted conversation");
        }
    }

    void permit(IpFamily family, AddressSet from, AddressSet to, Transport transport, String why) {
        AddressSet sources = from.family(family);
        AddressSet destinations = to.family(family);
        if (!sources.isEmpty() && !destinations.isEmpty()) {
            add(
                    new Match(
                            family,
                            sides(sources),
                            sides(destinations),
                            transport,
                            ConnectionMatch.ANY),
                    why);
        }
    }

    void permit(Grant grant) {
        Match match = grant.match();
        permit(
                match.family(),
                AddressSet.of(match.sources()),
                AddressSet.of(match.destinations()),
                match.transport(),
                grant.why());
    }

    List<AclLine> all() {
        return List.copyOf(lines.values());
    }

    /// An empty list means any address: what the whole family becomes.
    private static List<Prefix> sides(AddressSet set) {
        List<Prefix> prefixes = set.prefixes();
        return prefixes.getFirst().length() == 0 ? List.of() : prefixes;
    }

    private void add(Match match, String why) {
        lines.putIfAbsent(match, new AclLine(Action.PERMIT, match, why));
    }
}
