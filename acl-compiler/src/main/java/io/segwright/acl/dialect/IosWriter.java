package io.segwright.acl.dialect;

import io.segwright.acl.intent.Direction;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import io.segwright.inventory.net.IpFamily;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes one IOS configuration file.
final class IosWriter {
    private static final int REMARK_CHARS_MAX = 100; // IOS refuses more
    private static final int ENTRIES_MAX = 100_000; // a list; beyond what any IOS device holds
    private static final String INTERFACE = "[A-Za-z][A-Za-z0-9/.:-]{0,63}";

    private final String device;
    private final List<BoundList> lists;
    private final boolean management;
    private final StringBuilder text = new StringBuilder();

    IosWriter(String device, List<BoundList> lists, boolean management) {
        this.device = device;
        this.lists = lists;
        this.management = management;
    }

    Rendering write() {
        line(
                "! Segwright: "
                        + (management ? "management plane" : "segments")
                        + " of "
                        + Lists.comment(device, 100));
        line("! Generated: change the policy, not this file. Enter lists under unused names.");
        for (BoundList bound : lists) {
            String reason = unsayable(bound);
            if (!reason.isEmpty()) {
                return new Rendering.Unrenderable(bound.list().name(), 0, reason);
            }
            for (IpFamily family : IpFamily.values()) {
                Rendering.Unrenderable failure = list(bound.list(), family);
                if (failure != null) {
                    return failure;
                }
            }
        }
        if (management) {
            controlPlane(lists.getFirst().list().name());
        } else {
            interfaces();
        }
        return new Rendering.Rendered(text.toString());
    }

    private static String unsayable(BoundList bound) {
        String name = bound.list().name();
        if (name.endsWith(IosNames.V6_SUFFIX) || name.equals(IosNames.ANY_LIST)) {
            return "this name has a meaning of its own here: want one that does not end in _v6";
        }
        return switch (bound.place()) {
            case Place.OwnAddresses _ -> "";
            case Place.Interface i ->
                    i.name().matches(INTERFACE)
                            ? ""
                            : "interface "
                                    + Errors.shown(i.name())
                                    + " is no IOS name: want letters, digits, / . : -";
            case Place.AllBridges _ -> "IOS has no list for what is bridged";
            case Place.Bridged b ->
                    "IOS has no list for what is bridged inside " + Errors.shown(b.bridge());
        };
    }

    /// @return null when all went well
    private Rendering.@Nullable Unrenderable list(AccessList list, IpFamily family) {
        line(
                family == IpFamily.V4
                        ? "ip access-list extended " + list.name()
                        : "ipv6 access-list " + list.name() + IosNames.V6_SUFFIX);
        int entries = 0;
        int number = 0;
        for (AclLine line : list.lines()) {
            number++;
            if (line.match().family() != family) {
                continue;
            }
            try {
                entries += entries(line);
            } catch (UnsayableException e) {
                return new Rendering.Unrenderable(list.name(), number, e.reason());
            }
            if (entries > ENTRIES_MAX) {
                String reason = "more than " + ENTRIES_MAX + " entries: want wider segments";
                return new Rendering.Unrenderable(list.name(), number, reason);
            }
        }
        line(family == IpFamily.V4 ? " deny ip any any" : " deny ipv6 any any");
        line("!");
        return null;
    }

    private int entries(AclLine line) throws UnsayableException {
        List<String> bodies = IosWords.bodies(line.match(), ENTRIES_MAX);
        if (!line.why().isBlank()) {
            line(" remark " + Lists.comment(line.why().strip(), REMARK_CHARS_MAX));
        }
        String action = line.action() == Action.PERMIT ? " permit " : " deny ";
        bodies.forEach(body -> line(action + body));
        return bodies.size();
    }

    private void interfaces() {
        TreeMap<String, StringBuilder> bindings = new TreeMap<>();
        for (BoundList bound : lists) {
            if (bound.place() instanceof Place.Interface(String name, Direction direction)) {
                String way = direction.name().toLowerCase(Locale.ROOT);
                String list = bound.list().name();
                bindings.computeIfAbsent(name, _ -> new StringBuilder())
                        .append(" ip access-group " + list + " " + way + "\n")
                        .append(
                                " ipv6 traffic-filter "
                                        + list
                                        + IosNames.V6_SUFFIX
                                        + " "
                                        + way
                                        + "\n");
            }
        }
        bindings.forEach((name, body) -> {
            line("interface " + name);
            text.append(body);
            line("!");
        });
    }

    private void controlPlane(String name) {
        String any = IosNames.ANY_LIST;
        line("ip access-list extended " + any);
        line(" permit ip any any");
        line("!");
        line("ipv6 access-list " + any + IosNames.V6_SUFFIX);
        line(" permit ipv6 any any");
        line("!");
        classMap(IosNames.PERMIT_CLASS, name);
        classMap(IosNames.REST_CLASS, any);
        line("policy-map " + IosNames.POLICY);
        line(" class " + IosNames.PERMIT_CLASS);
        line(" class " + IosNames.REST_CLASS);
        line("  drop");
        line("!");
        line("control-plane");
        line(" service-policy input " + IosNames.POLICY);
        line("!");
    }

    private void classMap(String name, String list) {
        line("class-map match-any " + name);
        line(" match access-group name " + list);
        line(" match access-group name " + list + IosNames.V6_SUFFIX);
        line("!");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
