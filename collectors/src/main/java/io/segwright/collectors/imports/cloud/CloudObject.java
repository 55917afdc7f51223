package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Absent;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One object of a listing, read by field: an absent field is empty, one of another kind a located fault.
///
/// Names are compared without regard to case (`az` wrote `privateIpAddress` before it wrote `privateIPAddress`), and
/// also looked for under `properties`, where the resource manager itself has them.
///
/// @param file its name, for messages
record CloudObject(String file, Mapping fields) {
    static CloudObject of(String file, SourceNode node) throws SourceFormatException {
        if (node instanceof Mapping mapping) {
            return new CloudObject(file, mapping);
        }
        throw new SourceFormatException(node, "is " + node.kind() + ", want an object");
    }

    /// What a field holds; an [Absent] at the object's place where there is none.
    SourceNode node(String field) {
        SourceNode found = in(fields, field);
        return found instanceof Absent && fields.get("properties") instanceof Mapping inner
                ? in(inner, field)
                : found;
    }

    private static SourceNode in(Mapping mapping, String field) {
        SourceNode exact = mapping.get(field);
        if (!(exact instanceof Absent)) {
            return exact;
        }
        for (Map.Entry<String, SourceNode> entry : mapping.entries().entrySet()) {
            if (entry.getKey().equalsIgnoreCase(field)) {
                return entry.getValue();
            }
        }
        return exact;
    }

    boolean has(String field) {
        return !(node(field) instanceof Absent);
    }

    String text(String field) throws SourceFormatException {
        return textOf(node(field));
    }

    static String textOf(SourceNode node) throws SourceFormatException {
        return switch (node) {
            case Text(String value, _, _) -> value.strip();
            case Absent _ -> "";
            case Sequence _, Mapping _ ->
                    throw new SourceFormatException(node, "is " + node.kind() + ", want a text");
        };
    }

    List<SourceNode> list(String field) throws SourceFormatException {
        return switch (node(field)) {
            case Sequence(List<SourceNode> items, _, _) -> items;
            case Absent _ -> List.of();
            case Text text -> throw notAList(text);
            case Mapping mapping -> throw notAList(mapping);
        };
    }

    private static SourceFormatException notAList(SourceNode node) {
        return new SourceFormatException(node, "is " + node.kind() + ", want a list");
    }

    List<CloudObject> objects(String field) throws SourceFormatException {
        List<CloudObject> objects = new ArrayList<>();
        for (SourceNode item : list(field)) {
            objects.add(of(file, item));
        }
        return objects;
    }

    /// The object in a field; one without fields where there is none.
    CloudObject object(String field) throws SourceFormatException {
        SourceNode node = node(field);
        return node instanceof Absent
                ? new CloudObject(file, new Mapping(Map.of(), node.line(), node.column()))
                : of(file, node);
    }

    /// `{"key": "value"}`, as `az` and `gcloud` have tags and labels. Keys in lower case.
    Map<String, String> tags(String field) throws SourceFormatException {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, SourceNode> entry : object(field).fields.entries().entrySet()) {
            put(tags, entry.getKey(), entry.getValue());
        }
        return tags;
    }

    /// `[{"Key": ..., "Value": ...}]`, as `aws` has them. Keys in lower case.
    Map<String, String> pairs(String field) throws SourceFormatException {
        Map<String, String> tags = new LinkedHashMap<>();
        for (CloudObject pair : objects(field)) {
            put(tags, pair.text("Key"), pair.node("Value"));
        }
        return tags;
    }

    private static void put(Map<String, String> tags, String key, SourceNode value)
            throws SourceFormatException {
        tags.putIfAbsent(key.toLowerCase(Locale.ROOT), textOf(value));
    }

    /// Where a field is, as allocations and messages name it.
    String at(SourceNode node) {
        return file + ":" + node.line() + ":" + node.column();
    }

    SourceFormatException fault(String reason) {
        return new SourceFormatException(fields, reason);
    }

    static String shown(String text) {
        return PlainText.shown(text);
    }
}
