package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Absent;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One object of NetBox, from a dump or from the API, with the fields that are read and say something.
///
/// @param id its number; 0 where a summary has none
record NetboxObject(NetboxModel model, long id, Map<String, SourceNode> fields) {
    NetboxObject {
        fields = Map.copyOf(fields);
    }

    /// Keeps what is read; empty texts and nulls are dropped, which is most of a dump.
    static NetboxObject of(NetboxModel model, long id, Mapping fields) {
        Map<String, SourceNode> kept = new HashMap<>();
        fields.entries()
                .forEach((name, value) -> {
                    if (model.keeps(name) && says(value)) {
                        kept.put(name, value);
                    }
                });
        return new NetboxObject(model, id, kept);
    }

    private static boolean says(SourceNode value) {
        return switch (value) {
            case Text(String text, _, _) -> !text.isBlank();
            case Absent _ -> false;
            case Sequence list -> !list.items().isEmpty();
            case Mapping mapping -> !mapping.entries().isEmpty();
        };
    }

    /// `dcim.device:17`.
    String key() {
        return model.label() + ":" + id;
    }

    Optional<SourceNode> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /// A text, or a choice, which the API gives as `{value, label}`; empty where it says nothing.
    String text(String name) {
        return field(name).map(NetboxObject::text).orElse("");
    }

    static String text(SourceNode node) {
        return switch (node) {
            case Text(String text, _, _) -> text.strip();
            case Mapping choice -> choice.get("value") instanceof Text(String v, _, _) ? v : "";
            case Absent _, Sequence _ -> "";
        };
    }

    /// The number of an object, from `17` or from `{"id": 17, ...}`; empty where it is none.
    static Optional<Long> number(SourceNode node) {
        return switch (node) {
            case Text(String text, _, _) ->
                    text.matches("[0-9]{1,18}")
                            ? Optional.of(Long.parseLong(text))
                            : Optional.empty();
            case Mapping object ->
                    object.get("id") instanceof Text id ? number(id) : Optional.empty();
            case Absent _, Sequence _ -> Optional.empty();
        };
    }

    /// A custom field as text; several values are joined by a comma.
    String customField(String name) {
        for (String holder : List.of("custom_fields", "custom_field_data")) {
            if (fields.get(holder) instanceof Mapping values) {
                return switch (values.get(name)) {
                    case Text(String text, _, _) -> text.strip();
                    case Sequence list ->
                            String.join(
                                    ", ", list.items().stream().map(NetboxObject::named).toList());
                    case Mapping object -> named(object);
                    case Absent _ -> "";
                };
            }
        }
        return "";
    }

    /// What a person would read: a text, a choice's value or label, an object's name.
    private static String named(SourceNode node) {
        if (node instanceof Mapping object) {
            for (String key : List.of("value", "name", "display", "label")) {
                if (object.get(key) instanceof Text(String text, _, _)) {
                    return text.strip();
                }
            }
        }
        return text(node);
    }
}
