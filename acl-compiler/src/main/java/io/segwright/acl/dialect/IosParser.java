package io.segwright.acl.dialect;

import io.segwright.acl.list.AclLine;
import io.segwright.inventory.net.IpFamily;
import java.util.ArrayList;
import java.util.List;

/// Reads the blocks of a configuration of ours; what stands in it beside them is an error. [IosBindings] makes sense
/// of what was read.
final class IosParser {
    private static final int TEXT_CHARS_MAX = 64 << 20; // 400,000 entries of 160 characters

    private final String text;
    private final Errors errors;
    private final IosBindings bindings = new IosBindings();
    private Block block = Block.NONE;
    private IosBindings.Acl acl = new IosBindings.Acl("", IpFamily.V4, 0);
    private String name = "";
    private long sequence;

    /// What the indented lines belong to.
    private enum Block {
        NONE,
        ACL,
        INTERFACE,
        CLASS_MAP,
        POLICY_MAP,
        CONTROL_PLANE
    }

    IosParser(String file, String text) {
        this.text = text;
        this.errors = new Errors(file);
    }

    Parsing parse() {
        if (text.length() > TEXT_CHARS_MAX) {
            String size = "text of " + text.length() + " characters";
            errors.add(new SyntaxException(1, 1, size + ": want at most " + TEXT_CHARS_MAX));
            return errors.orParsed(List.of());
        }
        int number = 0;
        for (int at = 0; at < text.length() && !errors.isFull(); ) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            number++;
            line(number, withoutReturn(text.substring(at, end)));
            at = end + 1;
        }
        List<BoundList> lists = new ArrayList<>();
        if (errors.orParsed(lists) instanceof Parsing.Parsed) {
            try {
                lists.addAll(bindings.lists());
            } catch (SyntaxException e) {
                errors.add(e);
            }
        }
        return errors.orParsed(lists);
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private void line(int number, String raw) {
        try {
            if (raw.startsWith("!")) {
                return;
            }
            if (block == Block.ACL && raw.stripLeading().startsWith("remark")) {
                return; // free text to the end of the line
            }
            IosLine line = IosLine.of(number, raw);
            if (line.isEmpty()) {
                return;
            }
            if (raw.startsWith(" ")) {
                inside(line);
            } else {
                block = Block.NONE; // even after an error, or its lines would be taken for others'
                header(line);
            }
        } catch (SyntaxException e) {
            errors.add(e);
        }
    }

    private void header(IosLine line) throws SyntaxException {
        String start = line.next("a command");
        switch (start) {
            case "ip" -> {
                line.expect("access-list", "extended");
                open(line, IpFamily.V4);
            }
            case "ipv6" -> {
                line.expect("access-list");
                open(line, IpFamily.V6);
            }
            case "interface" -> {
                name = line.next("an interface's name");
                line.end();
                block = Block.INTERFACE;
            }
            case "class-map" -> {
                line.expect("match-any");
                name = line.next("a class's name");
                line.end();
                bindings.classMap(name, line);
                block = Block.CLASS_MAP;
            }
            case "policy-map" -> {
                name = line.next("a policy's name");
                line.end();
                bindings.policyMap(name, line);
                block = Block.POLICY_MAP;
            }
            case "control-plane" -> {
                line.end();
                block = Block.CONTROL_PLANE;
            }
            default ->
                    throw line.wrong(
                            "ip access-list, ipv6 access-list, interface, class-map, policy-map or"
                                    + " control-plane");
        }
    }

    private void open(IosLine line, IpFamily family) throws SyntaxException {
        String listName = line.next("a list's name");
        if (!listName.matches("[A-Za-z][A-Za-z0-9_-]{0,62}")) {
            throw line.wrong("a list's name of letters, digits, - and _");
        }
        line.end();
        acl = bindings.acl(listName, family, line);
        sequence = 0;
        block = Block.ACL;
    }

    private void inside(IosLine line) throws SyntaxException {
        switch (block) {
            case NONE -> throw line.unexpected("a command that begins at column 1");
            case ACL -> entry(line);
            case INTERFACE -> interfaceLine(line);
            case CLASS_MAP -> {
                line.expect("match", "access-group", "name");
                bindings.classList(name, line.next("a list's name"));
                line.end();
            }
            case POLICY_MAP -> {
                if (line.accept("class")) {
                    bindings.policyClass(name, line.next("a class's name"));
                } else {
                    line.expect("drop");
                    bindings.policyDrop(name, line);
                }
                line.end();
            }
            case CONTROL_PLANE -> {
                line.expect("service-policy", "input");
                bindings.controlPlane(line.next("a policy's name"), line);
                line.end();
            }
        }
    }

    private void entry(IosLine line) throws SyntaxException {
        boolean numbered =
                line.accept("sequence")
                        || (!line.atEnd() && Character.isDigit(line.peek().charAt(0)));
        if (numbered) {
            String digits = line.next("a sequence number");
            if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) <= sequence) {
                throw line.wrong("a sequence number above " + sequence);
            }
            sequence = Long.parseLong(digits);
        }
        AclLine entry = new IosEntryParser(line, acl.family()).parse();
        acl.lines().add(entry);
    }

    private void interfaceLine(IosLine line) throws SyntaxException {
        IpFamily family;
        if (line.accept("ip")) {
            line.expect("access-group");
            family = IpFamily.V4;
        } else {
            line.expect("ipv6", "traffic-filter");
            family = IpFamily.V6;
        }
        String list = line.next("a list's name");
        String way = line.next("in or out");
        if (!way.equals("in") && !way.equals("out")) {
            throw line.wrong("in or out");
        }
        line.end();
        bindings.interfaceList(name, family, way, list, line);
    }
}
