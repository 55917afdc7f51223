package io.segwright.collectors.understand;

import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.SystemFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snmp4j.smi.OID;

/// Finding out what one device is: what to ask it, and what the answers mean.
///
/// Only what the device's own enterprises define is asked, and a few standard objects. Where sysObjectID names
/// nobody, [#wantsSubtrees] asks to see under which enterprises the agent answers at all.
public final class Inquiry {
    /// Objects asked of one device, over which a vendor's table must be split by subtree.
    public static final int OBJECTS_MAX = 64;

    private static final int VENDOR_BY_OBJECT_ID = 80;
    private static final int VENDOR_BY_FIRST_WORD = 58; // a description that begins with a name
    private static final int VENDOR_BY_SUBTREE = 55; // an agent may carry a library's MIB
    private static final int VENDOR_BY_LIST = 50; // companies are renamed and bought
    private static final int MODEL_BY_LIST = 65;
    private static final int SYSTEM_BY_VENDOR = 50;
    private static final int SAID_BY_OPERATOR = 90;

    private final Understanding understanding;
    private final Subject subject;
    private final Set<Integer> subtrees;
    private final int chassis; // entPhysicalIndex, 0 where unknown
    private final List<Rule.Placed> rules;

    private Inquiry(Understanding understanding, Subject subject, Set<Integer> seen, int chassis) {
        this.understanding = understanding;
        this.subject = subject;
        Set<Integer> all = new TreeSet<>(seen);
        understanding.vendors().of(subject.enterprise()).ifPresent(v -> all.addAll(v.relatives()));
        this.subtrees = all;
        this.chassis = chassis;
        this.rules =
                understanding.rules().stream()
                        .filter(rule -> rule.scope().covers(subject, subtrees))
                        .map(rule -> new Rule.Placed(rule, rule.place().on(subject)))
                        .filter(rule -> rule.object().size() > 0)
                        .toList();
    }

    static Inquiry of(Understanding understanding, SystemFacts system) {
        return new Inquiry(understanding, Subject.of(system, understanding.vendors()), Set.of(), 0);
    }

    /// The private enterprise number in sysObjectID, 0 where it has none.
    public int enterprise() {
        return subject.enterprise();
    }

    /// True where sysObjectID does not say who made the device.
    public boolean wantsSubtrees() {
        return subject.isGeneric();
    }

    /// The same, told under which private enterprise numbers the agent answers.
    public Inquiry withSubtrees(Set<Integer> enterprises) {
        return new Inquiry(understanding, subject, enterprises, chassis);
    }

    /// The same, told the entPhysicalIndex of the main chassis.
    public Inquiry withChassis(int index) {
        return new Inquiry(understanding, subject, subtrees, index);
    }

    /// Instances to GET.
    public List<OID> scalars() {
        Map<OID, String> known = system();
        return limited(
                rules.stream()
                        .map(Inquiry::scalar)
                        .flatMap(Optional::stream)
                        .filter(object -> !known.containsKey(object)));
    }

    private static Optional<OID> scalar(Rule.Placed rule) {
        return switch (shape(rule)) {
            case INSTANCE -> Optional.of(rule.object());
            case KEYED -> Optional.of(rule.rule().place().key());
            case COLUMN, CHASSIS -> Optional.empty();
        };
    }

    /// Instances to GET once the scalars and the chassis are known, for they tell the index.
    public List<OID> keyed(Map<OID, String> answers) {
        return limited(rules.stream().map(rule -> keyed(rule, answers)).flatMap(Optional::stream));
    }

    private Optional<OID> keyed(Rule.Placed rule, Map<OID, String> answers) {
        return switch (shape(rule)) {
            case KEYED -> {
                String index = answers.getOrDefault(rule.rule().place().key(), "");
                yield index.matches("\\d{1,9}")
                        ? Optional.of(new OID(rule.object()).append(Integer.parseInt(index)))
                        : Optional.empty();
            }
            case CHASSIS ->
                    chassis > 0
                            ? Optional.of(new OID(rule.object()).append(chassis))
                            : Optional.empty();
            case INSTANCE, COLUMN -> Optional.empty();
        };
    }

    /// Columns of which the first rows are to be read.
    public List<OID> columns() {
        return limited(
                rules.stream()
                        .filter(rule -> shape(rule) == Place.Shape.COLUMN)
                        .map(Rule.Placed::object));
    }

    private static Place.Shape shape(Rule.Placed rule) {
        return rule.rule().place().shape();
    }

    private static List<OID> limited(Stream<OID> objects) {
        return objects.distinct().limit(OBJECTS_MAX).toList();
    }

    /// Tables that may tell the boxes of a stack.
    public List<StackTable> stackTables() {
        return understanding.stacks().stream()
                .filter(scoped -> scoped.scope().covers(subject, subtrees))
                .map(StackTable.Scoped::table)
                .toList();
    }

    private Map<OID, String> system() {
        SystemFacts system = subject.system();
        return Map.of(
                ObjectNames.SYS_DESCR, system.description(),
                ObjectNames.SYS_OBJECT_ID, subject.objectId().toDottedString(),
                ObjectNames.SYS_NAME, system.name(),
                ObjectNames.SYS_LOCATION, system.location());
    }

    /// The vendor whose name goes into identity keys: by sysObjectID where that names one, so that it does not change
    /// with a line card or a release; otherwise the most trusted of the facts. Empty where nobody is known.
    public String keyVendor(List<AttributeFact> facts) {
        String name = understanding.vendors().name(subject.enterprise());
        return name.isEmpty() ? best(facts, Attribute.VENDOR) : name;
    }

    /// The most trusted value of an attribute, or empty.
    public static String best(List<AttributeFact> facts, Attribute attribute) {
        return facts.stream()
                .filter(fact -> fact.attribute() == attribute)
                .findFirst()
                .map(AttributeFact::value)
                .orElse("");
    }

    /// What the device is.
    ///
    /// @param answers text by instance: what was asked, by [#scalars] and below [#columns]
    /// @param others facts from elsewhere, e.g. ENTITY-MIB
    /// @return each attribute's facts together, the most trusted first, no value twice
    public List<AttributeFact> facts(Map<OID, String> answers, List<AttributeFact> others) {
        NavigableMap<OID, String> all = new TreeMap<>(answers);
        all.putAll(system());
        List<AttributeFact> facts = new ArrayList<>();
        for (Rule.Placed rule : rules) {
            read(rule, all, facts);
        }
        for (AttributeFact fact : others) {
            add(facts, fact.attribute(), fact.value(), fact.confidencePercent(), fact.evidence());
        }
        addSystemGroup(facts);
        addVendor(facts);
        addListed(facts);
        return ordered(facts);
    }

    private void read(Rule.Placed rule, NavigableMap<OID, String> all, List<AttributeFact> facts) {
        switch (shape(rule)) {
            case INSTANCE -> readInstance(rule, rule.object(), all, facts);
            case KEYED, CHASSIS ->
                    keyed(rule, all)
                            .ifPresent(instance -> readInstance(rule, instance, all, facts));
            case COLUMN -> readColumn(rule, all, facts);
        }
    }

    private static void readInstance(
            Rule.Placed rule, OID instance, Map<OID, String> all, List<AttributeFact> facts) {
        String text = all.get(instance);
        if (text != null) {
            rule.read(instance, text).ifPresent(facts::add);
        }
    }

    /// The first row that says something.
    private static void readColumn(
            Rule.Placed rule, NavigableMap<OID, String> all, List<AttributeFact> facts) {
        for (Map.Entry<OID, String> row : all.tailMap(rule.object(), false).entrySet()) {
            if (!row.getKey().startsWith(rule.object())) {
                return;
            }
            Optional<AttributeFact> fact = rule.read(row.getKey(), row.getValue());
            if (fact.isPresent()) {
                facts.add(fact.get());
                return;
            }
        }
    }

    private void addSystemGroup(List<AttributeFact> facts) {
        SystemFacts system = subject.system();
        add(
                facts,
                Attribute.NAME,
                system.name(),
                SAID_BY_OPERATOR,
                "sysName (" + ObjectNames.SYS_NAME + ")");
        add(
                facts,
                Attribute.LOCATION,
                system.location(),
                SAID_BY_OPERATOR,
                "sysLocation (" + ObjectNames.SYS_LOCATION + ")");
        add(
                facts,
                Attribute.CONTACT,
                system.contact(),
                SAID_BY_OPERATOR,
                "sysContact (" + ObjectNames.SYS_CONTACT + ")");
    }

    private void addVendor(List<AttributeFact> facts) {
        Vendors vendors = understanding.vendors();
        String evidence = "sysObjectID " + subject.objectId();
        vendors.of(subject.enterprise())
                .ifPresent(vendor -> {
                    add(facts, Attribute.VENDOR, vendor.name(), VENDOR_BY_OBJECT_ID, evidence);
                    add(facts, Attribute.OS, vendor.system(), SYSTEM_BY_VENDOR, evidence);
                });
        if (subject.isGeneric()) {
            String leading = vendors.leading(subject.system().description());
            add(facts, Attribute.VENDOR, leading, VENDOR_BY_FIRST_WORD, "sysDescr");
            for (int enterprise : subtrees) {
                String where = "answers under " + Scope.ENTERPRISES + "." + enterprise;
                add(facts, Attribute.VENDOR, vendors.name(enterprise), VENDOR_BY_SUBTREE, where);
            }
        }
    }

    private void addListed(List<AttributeFact> facts) {
        ReferenceLists lists = understanding.lists();
        add(
                facts,
                Attribute.MODEL,
                lists.model(subject.objectId()),
                MODEL_BY_LIST,
                "sysObjectID " + subject.objectId() + " in thola-sysObjectID.yaml");
        if (subject.enterprise() > 0 && !understanding.vendors().isToolkit(subject.enterprise())) {
            add(
                    facts,
                    Attribute.VENDOR,
                    understanding.vendors().canonical(lists.enterprise(subject.enterprise())),
                    VENDOR_BY_LIST,
                    "sysObjectID " + subject.objectId() + " in iana-pen.tsv");
        }
    }

    private static void add(
            List<AttributeFact> facts,
            Attribute attribute,
            String text,
            int confidencePercent,
            String evidence) {
        String value = Placeholders.drop(attribute, text);
        if (!value.isEmpty()) {
            facts.add(new AttributeFact(attribute, value, confidencePercent, evidence));
        }
    }

    private static List<AttributeFact> ordered(List<AttributeFact> facts) {
        List<AttributeFact> sorted = new ArrayList<>(facts);
        sorted.sort(
                Comparator.comparing(AttributeFact::attribute)
                        .thenComparing(
                                Comparator.comparingInt(AttributeFact::confidencePercent)
                                        .reversed())); // stable: the tables' order decides the rest
        Set<Map.Entry<Attribute, String>> seen = new HashSet<>();
        Set<AttributeFact> kept = new LinkedHashSet<>();
        for (AttributeFact fact : sorted) {
            if (seen.add(Map.entry(fact.attribute(), fact.value()))) {
                kept.add(fact);
            }
        }
        return List.copyOf(kept);
    }
}
