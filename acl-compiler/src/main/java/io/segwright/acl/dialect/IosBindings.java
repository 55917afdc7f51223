package io.segwright.acl.dialect;

import io.segwright.acl.intent.Direction;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.acl.list.ConnectionMatch;
import io.segwright.acl.list.Match;
import io.segwright.acl.list.Transport;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a configuration binds where: pairs the lists of both families, and checks that every one has its place.
final class IosBindings {
    private final Map<String, Acl> acls = new LinkedHashMap<>();
    private final Map<String, Set<String>> classMaps = new LinkedHashMap<>();
    private final Map<String, List<PolicyClass>> policies = new LinkedHashMap<>();
    private final Map<Place, Bound> bound = new LinkedHashMap<>();
    private String controlPolicy = "";
    private int controlLine;

    /// A list of one family.
    ///
    /// @param line where it begins
    record Acl(String name, IpFamily family, int line, List<AclLine> lines) {
        Acl(String name, IpFamily family, int line) {
            this(name, family, line, new ArrayList<>());
        }
    }

    /// What a policy does with a class.
    private enum Treatment {
        PASS,
        DROP
    }

    private record PolicyClass(String name, Treatment treatment) {}

    /// The names bound at one place; empty where a family is not bound.
    private record Bound(String list4, String list6, int line) {}

    Acl acl(String name, IpFamily family, IosLine line) throws SyntaxException {
        Acl acl = new Acl(name, family, line.number());
        if (acls.putIfAbsent(name, acl) != null) {
            throw line.wrong("each list once, and names differ between families");
        }
        return acl;
    }

    void classMap(String name, IosLine line) throws SyntaxException {
        if (classMaps.putIfAbsent(name, new LinkedHashSet<>()) != null) {
            throw line.wrong("each class map once");
        }
    }

    void classList(String name, String list) {
        classMaps.getOrDefault(name, new LinkedHashSet<>()).add(list);
    }

    void policyMap(String name, IosLine line) throws SyntaxException {
        if (policies.putIfAbsent(name, new ArrayList<>()) != null) {
            throw line.wrong("each policy map once");
        }
    }

    void policyClass(String policy, String name) {
        policies.getOrDefault(policy, new ArrayList<>()).add(new PolicyClass(name, Treatment.PASS));
    }

    void policyDrop(String policy, IosLine line) throws SyntaxException {
        List<PolicyClass> classes = policies.getOrDefault(policy, new ArrayList<>());
        if (classes.isEmpty()) {
            throw line.wrong("a class before it");
        }
        String name = classes.removeLast().name;
        classes.add(new PolicyClass(name, Treatment.DROP));
    }

    void controlPlane(String policy, IosLine line) throws SyntaxException {
        if (!controlPolicy.isEmpty()) {
            throw line.wrong("one input policy on the control plane");
        }
        controlPolicy = policy;
        controlLine = line.number();
    }

    void interfaceList(String name, IpFamily family, String way, String list, IosLine line)
            throws SyntaxException {
        Direction direction = way.equals("in") ? Direction.IN : Direction.OUT;
        Place place = new Place.Interface(name, direction);
        Bound old = bound.getOrDefault(place, new Bound("", "", line.number()));
        boolean taken = !(family == IpFamily.V4 ? old.list4 : old.list6).isEmpty();
        if (taken) {
            throw line.wrong("one list a family, interface and direction");
        }
        bound.put(
                place,
                family == IpFamily.V4
                        ? new Bound(list, old.list6, old.line)
                        : new Bound(old.list4, list, old.line));
    }

    /// The lists with their places, in the order of the text.
    List<BoundList> lists() throws SyntaxException {
        Set<String> used = new LinkedHashSet<>();
        if (!controlPolicy.isEmpty()) {
            bindControlPlane(used);
        } else if (!policies.isEmpty() || !classMaps.isEmpty()) {
            throw new SyntaxException(
                    1, 1, "policy and class maps bound nowhere: want control-plane");
        }
        List<BoundList> lists = new ArrayList<>();
        for (Map.Entry<Place, Bound> entry : bound.entrySet()) {
            lists.add(new BoundList(pair(entry.getValue(), used), entry.getKey()));
        }
        for (Acl acl : acls.values()) {
            if (!used.contains(acl.name)) {
                throw new SyntaxException(
                        acl.line,
                        1,
                        "list " + Errors.shown(acl.name) + " is bound nowhere: want its binding");
            }
        }
        if (lists.isEmpty() && acls.isEmpty()) {
            throw new SyntaxException(1, 1, "no access list in this text: want at least one");
        }
        return lists;
    }

    private AccessList pair(Bound names, Set<String> used) throws SyntaxException {
        if (names.list4.isEmpty() || !names.list6.equals(names.list4 + IosNames.V6_SUFFIX)) {
            throw new SyntaxException(
                    names.line,
                    1,
                    "bound are "
                            + Errors.shown(names.list4)
                            + " for IPv4 and "
                            + Errors.shown(names.list6)
                            + " for IPv6: want both, NAME and NAME_v6, or one family is not"
                            + " filtered");
        }
        if (!used.add(names.list4) || !used.add(names.list6) || names.list4.length() > 60) {
            throw new SyntaxException(
                    names.line, 1, "list " + names.list4 + ": want each at one place, name <= 60");
        }
        List<AclLine> lines = new ArrayList<>(lines(names.list4, IpFamily.V4, names.line));
        lines.addAll(lines(names.list6, IpFamily.V6, names.line));
        return new AccessList(names.list4, lines);
    }

    private List<AclLine> lines(String name, IpFamily family, int line) throws SyntaxException {
        Acl acl = acls.get(name);
        if (acl == null || acl.family != family) {
            throw new SyntaxException(
                    line,
                    1,
                    "no "
                            + Lists.name(family)
                            + " list "
                            + Errors.shown(name)
                            + ": a list that does not exist permits everything");
        }
        if (acl.lines.isEmpty()) {
            throw new SyntaxException(
                    acl.line, 1, "an empty list permits everything: want at least one entry");
        }
        AclLine everything = new AclLine(Action.DENY, Match.any(family), "");
        if (acl.lines.getLast().equals(everything)) {
            return acl.lines.subList(0, acl.lines.size() - 1); // as the implicit deny
        }
        List<AclLine> lines = new ArrayList<>(acl.lines);
        if (family == IpFamily.V6) {
            lines.add(implicit(136)); // permit icmp any any nd-na
            lines.add(implicit(135)); // permit icmp any any nd-ns
        }
        return lines;
    }

    private static AclLine implicit(int type) {
        Transport transport = new Transport.IcmpType(Protocol.ICMPV6, type);
        return new AclLine(
                Action.PERMIT,
                new Match(IpFamily.V6, List.of(), List.of(), transport, ConnectionMatch.ANY),
                "");
    }

    private void bindControlPlane(Set<String> used) throws SyntaxException {
        List<PolicyClass> classes = policies.getOrDefault(controlPolicy, List.of());
        boolean shape =
                classes.size() == 2
                        && classes.get(0).treatment == Treatment.PASS
                        && classes.get(1).treatment == Treatment.DROP
                        && policies.size() == 1
                        && classMaps.size() == 2;
        if (!shape) {
            throw new SyntaxException(
                    controlLine,
                    1,
                    "want one policy of two classes: what passes, then 'drop' the rest");
        }
        requireEverything(classes.get(1).name, used);
        List<String> passed =
                List.copyOf(classMaps.getOrDefault(classes.get(0).name, new LinkedHashSet<>()));
        if (passed.size() != 2) {
            throw new SyntaxException(
                    controlLine, 1, "want the passing class to match one list for each family");
        }
        bound.put(new Place.OwnAddresses(), new Bound(passed.get(0), passed.get(1), controlLine));
    }

    /// The dropping class must hold all IP of both families, or some packets would pass unjudged.
    private void requireEverything(String name, Set<String> used) throws SyntaxException {
        Set<IpFamily> whole = new LinkedHashSet<>();
        for (String list : classMaps.getOrDefault(name, new LinkedHashSet<>())) {
            Acl acl = acls.get(list);
            AclLine first = acl == null || acl.lines.isEmpty() ? null : acl.lines.getFirst();
            if (acl != null
                    && first != null
                    && first.equals(new AclLine(Action.PERMIT, Match.any(acl.family), ""))) {
                whole.add(acl.family);
                used.add(list);
            }
        }
        if (whole.size() != IpFamily.values().length) {
            throw new SyntaxException(
                    controlLine,
                    1,
                    "want the dropping class to match 'permit ip any any' and 'permit ipv6 any any'");
        }
    }
}
