package io.segwright.acl.dialect;

import io.segwright.acl.intent.Direction;
import io.segwright.acl.list.AclLine;
import io.segwright.acl.list.Action;
import java.util.List;
import java.util.function.Predicate;

/// Writes one nftables file.
final class NfWriter {
    private static final int COMMENT_CHARS_MAX = 127; // nft takes 128 with the end mark
    private static final int INTERFACE_CHARS_MAX = 15; // IFNAMSIZ less the end mark
    private static final String INTERFACE =
            "[A-Za-z0-9][A-Za-z0-9._:@-]*"; // a final * is a wildcard

    private final String device;
    private final List<BoundList> lists;
    private final boolean management;
    private final NfTables.Bridges bridges;
    private final StringBuilder text = new StringBuilder();

    NfWriter(String device, List<BoundList> lists, boolean management, NfTables.Bridges bridges) {
        this.device = device;
        this.lists = lists;
        this.management = management;
        this.bridges = bridges;
    }

    Rendering write() {
        for (BoundList bound : lists) {
            String reason = unsayable(bound);
            if (!reason.isEmpty()) {
                return new Rendering.Unrenderable(bound.list().name(), 0, reason);
            }
        }
        line(
                "# Segwright: "
                        + (management ? "management plane" : "segments")
                        + " of "
                        + Lists.comment(device, 100));
        line("# Generated: change the policy, not this file. nft -f replaces the tables at once.");
        try {
            if (management) {
                table(Family.INET, "segwright_mgmt", _ -> true);
            } else {
                table(Family.INET, "segwright_segment", p -> p instanceof Place.Interface);
                table(Family.BRIDGE, "segwright_segment", NfWriter::isBridge);
            }
        } catch (LineException e) {
            return new Rendering.Unrenderable(e.list, e.line, String.valueOf(e.getMessage()));
        }
        return new Rendering.Rendered(text.toString());
    }

    /// The family of a table.
    enum Family {
        INET,
        BRIDGE
    }

    private static final class LineException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String list;
        private final int line;

        LineException(String list, int line, String reason) {
            super(reason);
            this.list = list;
            this.line = line;
        }
    }

    private static String unsayable(BoundList bound) {
        if (!bound.list().name().contains("_")) {
            return "a chain name without _ may be a word of nft: want e.g. s1_mgmt";
        }
        return switch (bound.place()) {
            case Place.OwnAddresses _ -> "";
            case Place.Interface i -> unsayableInterface(i.name());
            case Place.Bridged b -> unsayableInterface(b.bridge());
            case Place.AllBridges _ -> "";
        };
    }

    private static String unsayableInterface(String name) {
        boolean sayable = name.length() <= INTERFACE_CHARS_MAX && name.matches(INTERFACE);
        return sayable
                ? ""
                : "interface "
                        + Errors.shown(name)
                        + " is no Linux name: want 1..15 letters, digits, . _ : @ -";
    }

    private void table(Family family, String name, Predicate<Place> here) throws LineException {
        String full = (family == Family.INET ? "inet " : "bridge ") + name;
        line("");
        line("table " + full);
        line("delete table " + full);
        line("table " + full + " {");
        List<BoundList> mine = lists.stream().filter(l -> here.test(l.place())).toList();
        for (BoundList bound : mine) {
            chain(family, bound);
        }
        if (management) {
            line("\tchain input {");
            line("\t\ttype filter hook input priority filter; policy drop;");
            line("\t\tiif \"lo\" accept");
        } else {
            line("\tchain forward {");
            line("\t\ttype filter hook forward priority filter; policy accept;");
        }
        boolean one = mine.size() == 1 && bridges == NfTables.Bridges.AS_NEEDED;
        mine.forEach(l -> line("\t\t" + jump(l, one)));
        line("\t}");
        line("}");
    }

    private static boolean isBridge(Place place) {
        return place instanceof Place.Bridged || place instanceof Place.AllBridges;
    }

    private static String jump(BoundList bound, boolean one) {
        String jump = "jump " + bound.list().name();
        return switch (bound.place()) {
            case Place.OwnAddresses _ -> jump;
            case Place.Interface(String name, Direction direction) ->
                    (direction == Direction.IN ? "iifname" : "oifname")
                            + " \""
                            + name
                            + "\" "
                            + jump;
            case Place.AllBridges _ -> jump;
            case Place.Bridged _ when one -> jump;
            case Place.Bridged(String name) ->
                    "meta ibrname \"" + name + "\" meta obrname \"" + name + "\" " + jump;
        };
    }

    private void chain(Family family, BoundList bound) throws LineException {
        line("\tchain " + bound.list().name() + " {");
        if (family == Family.BRIDGE) {
            line("\t\tether type arp return");
        }
        int number = 0;
        for (AclLine line : bound.list().lines()) {
            number++;
            try {
                line("\t\t" + rule(family, line));
            } catch (UnsayableException e) {
                throw new LineException(bound.list().name(), number, e.reason());
            }
        }
        line("\t\tcounter drop comment \"everything else\"");
        line("\t}");
    }

    private String rule(Family family, AclLine line) throws UnsayableException {
        String permit = management ? "accept" : "return";
        String rule =
                NfWords.match(family, line.match())
                        + " counter "
                        + (line.action() == Action.PERMIT ? permit : "drop");
        return line.why().isBlank()
                ? rule
                : rule + " comment \"" + Lists.comment(line.why(), COMMENT_CHARS_MAX) + "\"";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
