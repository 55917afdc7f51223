package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Every object that was read, and how to follow a reference from one to another.
final class NetboxTables {
    private static final int OBJECTS_MAX =
            2_000_000; // about 20,000 devices with 50 interfaces and an address each; 1 GB

    private final Map<NetboxModel, NavigableMap<Long, NetboxObject>> objects =
            new EnumMap<>(NetboxModel.class);
    private final Map<String, List<String>> tags = new HashMap<>(); // by key, from a dump
    private int count;

    /// @throws SourceFormatException where there are too many; a second object of one number replaces the first
    void add(NetboxObject object, SourceNode at) throws SourceFormatException {
        if (++count > OBJECTS_MAX) {
            throw new SourceFormatException(
                    at, "there are more than " + OBJECTS_MAX + " objects; import it in parts");
        }
        objects.computeIfAbsent(object.model(), _ -> new TreeMap<>()).put(object.id(), object);
    }

    Collection<NetboxObject> all(NetboxModel model) {
        return table(model).values();
    }

    private NavigableMap<Long, NetboxObject> table(NetboxModel model) {
        NavigableMap<Long, NetboxObject> table = objects.get(model);
        return table == null ? new TreeMap<>() : table;
    }

    Optional<NetboxObject> find(NetboxModel model, long id) {
        return Optional.ofNullable(table(model).get(id));
    }

    /// What a field refers to: the object itself where it was read, otherwise the summary in the field.
    Optional<NetboxObject> reference(NetboxObject from, String field, NetboxModel model) {
        return from.field(field).flatMap(node -> resolve(node, model));
    }

    private Optional<NetboxObject> resolve(SourceNode node, NetboxModel model) {
        long id = NetboxObject.number(node).orElse(0L);
        Optional<NetboxObject> known = find(model, id);
        if (known.isPresent()) {
            return known;
        }
        return node instanceof Mapping summary
                ? Optional.of(NetboxObject.of(model, id, summary))
                : Optional.empty();
    }

    /// The first of the objects in a field.
    Optional<NetboxObject> firstOf(NetboxObject from, String field, NetboxModel model) {
        return from.field(field)
                .filter(node -> node instanceof Sequence)
                .flatMap(node -> ((Sequence) node).items().stream().findFirst())
                .flatMap(node -> resolve(node, model));
    }

    /// The name of what a field refers to; empty where it refers to nothing that has one.
    String name(NetboxObject from, String field, NetboxModel model) {
        return reference(from, field, model).map(object -> object.text("name")).orElse("");
    }

    /// What an address or a MAC is assigned to; empty for kinds that are not read, e.g. FHRP groups.
    Optional<NetboxObject> assigned(NetboxObject from) {
        Optional<NetboxModel> model =
                from.field("assigned_object_type")
                        .flatMap(this::contentType)
                        .flatMap(NetboxModel::labelled);
        Optional<Long> id = from.field("assigned_object_id").flatMap(NetboxObject::number);
        if (model.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return find(model.get(), id.get())
                .or(() ->
                        from.field("assigned_object").flatMap(node -> resolve(node, model.get())));
    }

    /// `dcim.interface` is a text in the API; in a dump a list of two words, or the number of a content type.
    private Optional<String> contentType(SourceNode node) {
        return switch (node) {
            case Text text ->
                    NetboxObject.number(text)
                            .map(id ->
                                    find(NetboxModel.CONTENT_TYPE, id)
                                            .map(t -> t.text("app_label") + "." + t.text("model")))
                            .orElse(Optional.of(text.value()));
            case Sequence(List<SourceNode> words, _, _) ->
                    words.size() == 2
                            ? Optional.of(
                                    NetboxObject.text(words.get(0))
                                            + "."
                                            + NetboxObject.text(words.get(1)))
                            : Optional.empty();
            case Mapping _, SourceNode.Absent _ -> Optional.empty();
        };
    }

    /// A dump keeps tags apart from what they are on. To be called once, when all is read.
    void attachTags() {
        for (NetboxObject item : all(NetboxModel.TAGGED_ITEM)) {
            Optional<String> type = item.field("content_type").flatMap(this::contentType);
            Optional<Long> id = item.field("object_id").flatMap(NetboxObject::number);
            String tag = name(item, "tag", NetboxModel.TAG);
            if (type.isPresent() && id.isPresent() && !tag.isEmpty()) {
                tags.computeIfAbsent(type.get() + ":" + id.get(), _ -> new ArrayList<>()).add(tag);
            }
        }
    }

    /// The names of the tags on an object, sorted.
    List<String> tags(NetboxObject object) {
        List<String> names = new ArrayList<>(tags.getOrDefault(object.key(), List.of()));
        if (object.field("tags").orElse(null) instanceof Sequence list) {
            for (SourceNode tag : list.items()) {
                if (tag instanceof Mapping summary
                        && summary.get("name") instanceof Text(String name, _, _)) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }
}
