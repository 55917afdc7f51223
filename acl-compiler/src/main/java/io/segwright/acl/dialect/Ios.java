package io.segwright.acl.dialect;

import java.util.List;

/// Cisco IOS and IOS-XE configuration text: a named extended list for IPv4 and, with `_v6` added to its name, an
/// `ipv6 access-list`, each ending in an explicit deny.
///
/// - Interfaces: `ip access-group NAME in|out` and `ipv6 traffic-filter NAME_v6 in|out`.
/// - Management plane: control-plane policing (`control-plane`, `service-policy input`), since it alone sees every
///   packet for the device itself, on whatever interface and to whichever of its addresses, and nothing else. The first
///   class holds what the list permits and passes it; the second holds all other IP and drops it; what is not IP (ARP,
///   CDP, IS-IS) falls to the default class and passes.
/// - The explicit `deny ipv6 any any` takes the place of the implicit neighbour discovery permits, so what is permitted
///   stands in the list. A list that is read without one has those permits added before its implicit deny.
/// - IOS lets later fragments pass that fit a permit's addresses; access lists here judge first fragments.
/// - Bridges, connection tracking, and ports of protocols other than TCP and UDP have no words here.
///
/// Enter a new list under a name that is not in use and then move the binding: IOS has no transaction, and lines that
/// are added to a bound list pass through every state between.
public record Ios() implements Dialect {
    @Override
    public String suffix() {
        return "ios";
    }

    @Override
    public Rendering render(String device, List<BoundList> lists) {
        return new IosWriter(device, lists, Lists.isManagement(lists)).write();
    }

    @Override
    public Parsing parse(String file, String text) {
        return new IosParser(file, text).parse();
    }
}
