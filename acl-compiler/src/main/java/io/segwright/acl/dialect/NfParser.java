package io.segwright.acl.dialect;

import io.segwright.acl.dialect.NfLexer.Kind;
import io.segwright.acl.dialect.NfLexer.Token;
import io.segwright.acl.intent.Direction;
import io.segwright.acl.list.AccessList;
import io.segwright.acl.list.AclLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a text of our nftables tables. Whatever else stands in it is an error.
final class NfParser {
    private static final String LIST_NAME = "[A-Za-z][A-Za-z0-9_-]{0,59}";

    private final Source source;
    private final Errors errors;
    private final String text;
    private final Set<String> declared = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> filled = new HashSet<>();
    private final List<BoundList> lists = new ArrayList<>();
    private NfCursor cursor = new NfCursor(List.of());

    /// Where the text comes from.
    enum Source {
        /// A file to load: every table must be deleted first, or it would be added to what is loaded.
        FILE,
        /// What `nft list` printed.
        LISTING
    }

    /// Our tables. What a packet's verdict is called depends on them.
    enum Table {
        MANAGEMENT("inet segwright_mgmt", NfWriter.Family.INET, "accept"),
        SEGMENT("inet segwright_segment", NfWriter.Family.INET, "return"),
        BRIDGE("bridge segwright_segment", NfWriter.Family.BRIDGE, "return");

        private final String title;
        private final NfWriter.Family family;
        private final String permit;

        Table(String title, NfWriter.Family family, String permit) {
            this.title = title;
            this.family = family;
            this.permit = permit;
        }

        NfWriter.Family family() {
            return family;
        }

        String permit() {
            return permit;
        }
    }

    /// A jump in a base chain.
    private record Jump(Place place, String chain, Token at) {}

    /// A chain with lines.
    private record Chain(Token name, List<AclLine> lines) {}

    NfParser(String file, String text, Source source) {
        this.source = source;
        this.text = text;
        this.errors = new Errors(file);
    }

    Parsing parse() {
        try {
            cursor = new NfCursor(NfLexer.tokens(text));
            cursor.skipNewlines();
            while (!cursor.atEnd()) {
                statement();
                cursor.skipNewlines();
            }
            if (filled.isEmpty()) {
                throw cursor.peek().unexpected("table inet segwright_mgmt or segwright_segment");
            }
        } catch (SyntaxException e) {
            errors.add(e);
        }
        return errors.orParsed(lists);
    }

    private void statement() throws SyntaxException {
        Token start = cursor.next();
        if (start.is("delete")) {
            cursor.expect("table");
            Table table = tableName();
            cursor.endOfLine();
            if (!declared.contains(table.title)) {
                throw start.unexpected("'table " + table.title + "' first, so that it exists");
            }
            deleted.add(table.title);
        } else if (start.is("table")) {
            Table table = tableName();
            if (cursor.accept("{")) {
                cursor.endOfLine();
                block(table, start);
            } else {
                cursor.endOfLine();
                declared.add(table.title);
            }
        } else {
            throw start.unexpected("'table' or 'delete table'");
        }
    }

    private Table tableName() throws SyntaxException {
        Token at = cursor.peek();
        String title = cursor.word("inet or bridge") + " " + cursor.word("a table's name");
        for (Table table : Table.values()) {
            if (table.title.equals(title)) {
                return table;
            }
        }
        throw at.unexpected(
                "inet segwright_mgmt, inet segwright_segment or bridge segwright_segment");
    }

    private void block(Table table, Token start) throws SyntaxException {
        if (source == Source.FILE && !deleted.contains(table.title)) {
            throw start.unexpected(
                    "'delete table "
                            + table.title
                            + "' before it, or its chains are added to what is loaded");
        }
        if (!filled.add(table.title)) {
            throw start.unexpected("each table once, and " + table.title + " is there already");
        }
        Map<String, Chain> chains = new LinkedHashMap<>();
        List<Jump> jumps = new ArrayList<>();
        Set<String> bases = new HashSet<>();
        cursor.skipNewlines();
        while (!cursor.accept("}")) {
            chain(table, chains, jumps, bases);
            cursor.skipNewlines();
        }
        bind(table, chains, jumps);
        cursor.endOfLine();
    }

    private void chain(Table table, Map<String, Chain> chains, List<Jump> jumps, Set<String> bases)
            throws SyntaxException {
        cursor.expect("chain");
        Token name = cursor.next();
        if (name.kind() != Kind.WORD || !name.text().matches(LIST_NAME)) {
            throw name.unexpected("a chain's name of letters, digits, - and _");
        }
        cursor.expect("{");
        cursor.endOfLine();
        cursor.skipNewlines();
        if (cursor.isNext("type")) {
            if (!bases.add(table.title)) {
                throw name.unexpected("one chain with a hook in a table");
            }
            base(table, jumps);
        } else if (chains.put(name.text(), lines(table, name)) != null) {
            throw name.unexpected("each chain once");
        }
        cursor.endOfLine();
    }

    private void base(Table table, List<Jump> jumps) throws SyntaxException {
        boolean management = table == Table.MANAGEMENT;
        cursor.expectAll("type", "filter", "hook", management ? "input" : "forward");
        cursor.expectAll("priority", "filter", ";");
        cursor.expectAll("policy", management ? "drop" : "accept", ";");
        cursor.endOfLine();
        cursor.skipNewlines();
        while (!cursor.accept("}")) {
            if (management && cursor.accept("iif")) {
                loopback();
            } else {
                jumps.add(jump(table));
            }
            cursor.endOfLine();
            cursor.skipNewlines();
        }
    }

    private void loopback() throws SyntaxException {
        Token name = cursor.peek();
        if (!cursor.quoted("\"lo\"").equals("lo")) {
            throw name.unexpected("\"lo\": only what the device tells itself may pass unjudged");
        }
        cursor.expect("accept");
    }

    private Jump jump(Table table) throws SyntaxException {
        Token start = cursor.peek();
        Place place =
                switch (table) {
                    case MANAGEMENT -> new Place.OwnAddresses();
                    case SEGMENT -> interfacePlace();
                    case BRIDGE -> bridgePlace();
                };
        cursor.expect("jump");
        return new Jump(place, cursor.word("a chain's name"), start);
    }

    private Place interfacePlace() throws SyntaxException {
        Token key = cursor.next();
        if (!key.is("iifname") && !key.is("oifname")) {
            throw key.unexpected("iifname or oifname");
        }
        return new Place.Interface(
                interfaceName(), key.is("iifname") ? Direction.IN : Direction.OUT);
    }

    private Place bridgePlace() throws SyntaxException {
        if (cursor.isNext("jump")) {
            return new Place.AllBridges();
        }
        cursor.expectAll("meta", "ibrname");
        String bridge = interfaceName();
        cursor.expectAll("meta", "obrname");
        Token second = cursor.peek();
        if (!interfaceName().equals(bridge)) {
            throw second.unexpected("the same bridge on both sides");
        }
        return new Place.Bridged(bridge);
    }

    private String interfaceName() throws SyntaxException {
        Token at = cursor.peek();
        String name = cursor.quoted("an interface's name in quotes");
        if (name.isEmpty() || name.endsWith("*")) {
            throw at.unexpected("one interface, not a pattern");
        }
        return name;
    }

    private Chain lines(Table table, Token name) throws SyntaxException {
        List<AclLine> lines = new ArrayList<>();
        boolean closed = false;
        boolean first = true;
        while (!cursor.accept("}")) {
            Token start = cursor.peek();
            if (cursor.atEnd() || errors.isFull()) {
                throw start.unexpected("a line or '}'");
            }
            try {
                if (closed) {
                    throw start.unexpected("'}': the drop before it ends the chain");
                }
                if (first && table == Table.BRIDGE && arp()) {
                    first = false;
                } else {
                    first = false;
                    closed =
                            new NfRuleParser(cursor, table, source)
                                    .parse()
                                    .map(lines::add)
                                    .isEmpty();
                }
                cursor.endOfLine();
            } catch (SyntaxException e) {
                errors.add(e);
                closed = false;
                cursor.skipLine();
            }
            cursor.skipNewlines();
        }
        if (!closed) {
            throw name.unexpected("a chain that ends in 'counter drop'");
        }
        return new Chain(name, lines);
    }

    /// `ether type arp return`: ARP is not IP, so it is outside access lists; it must pass or nobody finds anybody.
    private boolean arp() throws SyntaxException {
        if (!cursor.isNext("ether")) {
            return false;
        }
        return new NfRuleParser(cursor, Table.BRIDGE, source).arp();
    }

    private void bind(Table table, Map<String, Chain> chains, List<Jump> jumps)
            throws SyntaxException {
        for (Jump jump : jumps) {
            if (jump.place instanceof Place.AllBridges && jumps.size() > 1) {
                throw jump.at.unexpected("no other jump beside one for every bridge");
            }
        }
        Map<Place, Jump> places = new HashMap<>();
        Map<String, Chain> unused = new LinkedHashMap<>(chains);
        for (Jump jump : jumps) {
            if (places.put(jump.place, jump) != null) {
                throw jump.at.unexpected("one list a place, and this place has one");
            }
            Chain chain = unused.remove(jump.chain);
            if (chain == null) {
                throw jump.at.unexpected(
                        "a jump to a chain of this table that no other jump uses, not to "
                                + Errors.shown(jump.chain));
            }
            lists.add(new BoundList(new AccessList(jump.chain, chain.lines), jump.place));
        }
        for (Chain chain : unused.values()) {
            throw chain.name.unexpected("a jump to every chain, and none goes to this one");
        }
        if (table == Table.MANAGEMENT && jumps.isEmpty()) {
            throw cursor.peek().unexpected("a chain with a hook and a jump in " + table.title);
        }
    }
}
