package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Absent;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Makes a mapping of its file's tree; everything that is wrong is collected.
final class MappingReader {
    private static final List<String> KEYS =
            List.of("version", "format", "separator", "list", "fields", "interfaces");
    private static final List<String> RULE_KEYS =
            List.of("from", "constant", "split", "regex", "group", "case", "values");
    private static final List<String> INTERFACE_KEYS = List.of("list", "name", "mac", "addresses");

    private final ImportErrors errors;

    MappingReader(ImportErrors errors) {
        this.errors = errors;
    }

    /// @return empty where it is no mapping at all; otherwise only right where there are no errors
    Optional<DeviceMapping> mapping(SourceNode root) {
        if (!(root instanceof Mapping top)) {
            error(root, "is " + root.kind() + ", want a mapping with the key 'fields'");
            return Optional.empty();
        }
        checkKeys(top, KEYS);
        if (!text(top.get("version"), "1").equals("1")) {
            error(top.get("version"), "version is not known: want 1");
        }
        Map<Target, Rule> fields = fields(top.get("fields"), top);
        return Optional.of(
                new DeviceMapping(
                        format(top.get("format")),
                        separator(top.get("separator")),
                        text(top.get("list"), ""),
                        fields,
                        interfaces(top.get("interfaces"))));
    }

    private Map<Target, Rule> fields(SourceNode node, Mapping top) {
        Map<Target, Rule> fields = new EnumMap<>(Target.class);
        if (!(node instanceof Mapping mapping)) {
            error(node, "fields is " + node.kind() + ", want e.g. {key: id, name: hostname}");
            return fields;
        }
        mapping.entries()
                .forEach((name, rule) -> {
                    Optional<Target> target = Target.named(name);
                    if (target.isPresent()) {
                        fields.put(target.get(), rule(rule, name));
                    } else {
                        error(
                                rule,
                                "unknown field '%s': want one of %s"
                                        .formatted(PlainText.shown(name), titles()));
                    }
                });
        if (!fields.containsKey(Target.KEY)) {
            error(
                    top,
                    "there is no field 'key': name what the list itself calls a device, unique and stable");
        }
        return fields;
    }

    private static Set<String> titles() {
        Set<String> titles = new TreeSet<>();
        for (Target target : Target.values()) {
            titles.add(target.title());
        }
        return titles;
    }

    private DeviceMapping.@Nullable InterfaceRules interfaces(SourceNode node) {
        if (node instanceof Absent) {
            return null;
        }
        if (!(node instanceof Mapping mapping)) {
            error(
                    node,
                    "interfaces is " + node.kind() + ", want e.g. {list: /ports, name: ifname}");
            return null;
        }
        checkKeys(mapping, INTERFACE_KEYS);
        if (mapping.get("name") instanceof Absent) {
            error(mapping, "interfaces has no name: say which key of an interface is its name");
        }
        return new DeviceMapping.InterfaceRules(
                text(mapping.get("list"), "interfaces"),
                rule(mapping.get("name"), "name"),
                optionalRule(mapping.get("mac"), "mac"),
                optionalRule(mapping.get("addresses"), "addresses"));
    }

    private Rule optionalRule(SourceNode node, String name) {
        return node instanceof Absent ? nothing() : rule(node, name);
    }

    private static Rule nothing() {
        return new Rule(List.of(), "", "", null, 0, Rule.Case.KEPT, Map.of());
    }

    private Rule rule(SourceNode node, String name) {
        return switch (node) {
            case Text(String from, _, _) -> Rule.of(from);
            case Mapping mapping -> rule(mapping, name);
            case Absent _, Sequence _ -> {
                error(
                        node,
                        "%s is %s, want a column, a JSON pointer or {from: ...}"
                                .formatted(name, node.kind()));
                yield nothing();
            }
        };
    }

    private Rule rule(Mapping mapping, String name) {
        checkKeys(mapping, RULE_KEYS);
        List<String> from = texts(mapping.get("from"));
        String constant = text(mapping.get("constant"), "");
        if (from.isEmpty() == constant.isEmpty()) {
            error(mapping, name + " wants either 'from' or 'constant'");
        }
        Pattern regex = regex(mapping.get("regex"));
        return new Rule(
                from,
                constant,
                text(mapping.get("split"), ""),
                regex,
                group(mapping.get("group"), regex),
                letters(mapping.get("case")),
                values(mapping.get("values")));
    }

    private @Nullable Pattern regex(SourceNode node) {
        String text = text(node, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            error(node, "regex: " + e.getDescription() + " at character " + (e.getIndex() + 1));
            return null;
        }
    }

    /// Group 1 where the expression has one, otherwise all of it.
    private int group(SourceNode node, @Nullable Pattern regex) {
        int groups = regex == null ? 0 : regex.matcher("").groupCount();
        String text = text(node, groups > 0 ? "1" : "0");
        if (text.matches("[0-9]{1,2}") && Integer.parseInt(text) <= groups) {
            return Integer.parseInt(text);
        }
        error(
                node,
                "group '%s': want 0..%d, as many as the expression has"
                        .formatted(PlainText.shown(text), groups));
        return 0;
    }

    private Rule.Case letters(SourceNode node) {
        return switch (text(node, "")) {
            case "" -> Rule.Case.KEPT;
            case "lower" -> Rule.Case.LOWER;
            case "upper" -> Rule.Case.UPPER;
            case String other -> {
                error(node, "case '" + PlainText.shown(other) + "': want lower or upper");
                yield Rule.Case.KEPT;
            }
        };
    }

    private Map<String, String> values(SourceNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((from, to) -> values.put(from, text(to, "")));
        } else if (!(node instanceof Absent)) {
            error(node, "values is " + node.kind() + ", want e.g. {CSCO: Cisco}");
        }
        return values;
    }

    private @Nullable Format format(SourceNode node) {
        String text = text(node, "");
        if (text.isEmpty()) {
            return null;
        }
        Optional<Format> format = Format.named(text);
        if (format.isEmpty()) {
            error(node, "format '" + PlainText.shown(text) + "': want csv, json, jsonl or yaml");
        }
        return format.orElse(null);
    }

    private char separator(SourceNode node) {
        String text = text(node, ",");
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            error(node, "separator '" + PlainText.shown(text) + "': want one character, e.g. ;");
            return ',';
        }
        return text.charAt(0);
    }

    private List<String> texts(SourceNode node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof Sequence list) {
            list.items().forEach(item -> texts.add(text(item, "")));
        } else if (!(node instanceof Absent)) {
            texts.add(text(node, ""));
        }
        return texts;
    }

    private String text(SourceNode node, String otherwise) {
        return switch (node) {
            case Text(String value, _, _) -> value;
            case Absent _ -> otherwise;
            case Sequence _, Mapping _ -> {
                error(node, "is " + node.kind() + ", want a text");
                yield otherwise;
            }
        };
    }

    private void checkKeys(Mapping mapping, List<String> known) {
        mapping.entries()
                .forEach((key, value) -> {
                    if (!known.contains(key)) {
                        error(
                                value,
                                "unknown key '%s': want one of %s"
                                        .formatted(PlainText.shown(key), known));
                    }
                });
    }

    private void error(SourceNode at, String reason) {
        errors.add(new SourceFormatException(at, reason));
    }
}
