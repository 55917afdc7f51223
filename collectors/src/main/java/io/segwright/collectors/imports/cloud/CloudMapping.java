package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import io.segwright.collectors.imports.text.YamlText;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Vrf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which tags (labels) of a cloud say what, and what virtual networks are called here.
///
/// ```yaml
/// version: 1
/// tags: {service: [service, app], owner: [owner, team], environment: [env]}   # the first that is there
/// vrfs: {vpc-0a1b2c: shop, "projects/shop/global/networks/main": shop}        # by the network's id
/// ```
///
/// Keys of tags are compared without regard to case. What a file does not name stays as shipped.
public final class CloudMapping {
    private static final int FILE_BYTES_MAX = 1 << 20;

    /// The subscription, account or project and the machine's name come from the objects themselves, unless tags say
    /// otherwise; none do as shipped.
    private static final Map<String, List<String>> SHIPPED =
            Map.of(
                    "service", List.of("service", "app", "application"),
                    "subscription", List.of(),
                    "vm", List.of(),
                    "environment", List.of("environment", "env", "stage"),
                    "owner", List.of("owner", "team"));

    private final Map<String, List<String>> keys;
    private final Map<String, Vrf> vrfs;

    private CloudMapping(Map<String, List<String>> keys, Map<String, Vrf> vrfs) {
        this.keys = Map.copyOf(keys);
        this.vrfs = Map.copyOf(vrfs);
    }

    /// What became of a mapping file.
    public sealed interface Reading {
        record Read(CloudMapping mapping) implements Reading {}

        /// @param errors located
        record Refused(List<String> errors, int errorsTotal) implements Reading {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    public static CloudMapping shipped() {
        return new CloudMapping(SHIPPED, Map.of());
    }

    /// @throws IOException the file cannot be read at all
    public static Reading read(SourceFile file) throws IOException {
        ImportErrors errors = new ImportErrors(file.name());
        Map<String, List<String>> keys = new LinkedHashMap<>(SHIPPED);
        Map<String, Vrf> vrfs = new HashMap<>();
        try {
            SourceNode root = YamlText.document(file.text(FILE_BYTES_MAX));
            if (!(root instanceof Mapping top)) {
                throw new SourceFormatException(
                        root, "is " + root.kind() + ", want {version: 1, tags: {...}}");
            }
            for (Map.Entry<String, SourceNode> entry : top.entries().entrySet()) {
                SourceNode value = entry.getValue();
                switch (entry.getKey()) {
                    case "version" -> version(value, errors);
                    case "tags" -> tags(value, keys, errors);
                    case "vrfs" -> vrfs(value, vrfs, errors);
                    default ->
                            errors.add(
                                    new SourceFormatException(
                                            value,
                                            "unknown key '%s': want version, tags or vrfs"
                                                    .formatted(PlainText.shown(entry.getKey()))));
                }
            }
        } catch (SourceFormatException e) {
            errors.add(e);
        }
        return errors.isEmpty()
                ? new Reading.Read(new CloudMapping(keys, vrfs))
                : new Reading.Refused(errors.kept(), errors.total());
    }

    private static void version(SourceNode value, ImportErrors errors) {
        if (!(value instanceof Text(String text, _, _)) || !text.equals("1")) {
            errors.add(new SourceFormatException(value, "version is not known: want 1"));
        }
    }

    private static void tags(SourceNode node, Map<String, List<String>> keys, ImportErrors errors) {
        if (!(node instanceof Mapping mapping)) {
            errors.add(new SourceFormatException(node, "is " + node.kind() + ", want an object"));
            return;
        }
        mapping.entries()
                .forEach((name, value) -> {
                    if (keys.containsKey(name)) {
                        keys.put(name, names(value, errors));
                    } else {
                        errors.add(
                                new SourceFormatException(
                                        value,
                                        "unknown field '%s': want one of %s"
                                                .formatted(
                                                        PlainText.shown(name),
                                                        keys.keySet().stream().sorted().toList())));
                    }
                });
    }

    private static List<String> names(SourceNode node, ImportErrors errors) {
        List<String> names = new ArrayList<>();
        for (SourceNode item : node instanceof Sequence list ? list.items() : List.of(node)) {
            if (item instanceof Text(String name, _, _) && !name.isBlank()) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            } else {
                errors.add(
                        new SourceFormatException(
                                item, "is " + item.kind() + ", want the key of a tag"));
            }
        }
        return names;
    }

    private static void vrfs(SourceNode node, Map<String, Vrf> vrfs, ImportErrors errors) {
        if (!(node instanceof Mapping mapping)) {
            errors.add(new SourceFormatException(node, "is " + node.kind() + ", want an object"));
            return;
        }
        mapping.entries()
                .forEach((network, value) -> {
                    try {
                        vrfs.put(
                                network.toLowerCase(Locale.ROOT),
                                new Vrf(value instanceof Text(String name, _, _) ? name : ""));
                    } catch (IllegalArgumentException e) {
                        errors.add(
                                new SourceFormatException(value, String.valueOf(e.getMessage())));
                    }
                });
    }

    CloudNetworks networks() {
        return new CloudNetworks(vrfs);
    }

    /// @param tags by key in lower case
    Tags of(Map<String, String> tags) {
        return new Tags(
                first("service", tags),
                first("subscription", tags),
                first("vm", tags),
                first("environment", tags),
                first("owner", tags));
    }

    private String first(String field, Map<String, String> tags) {
        for (String key : keys.getOrDefault(field, List.of())) {
            String value = tags.getOrDefault(key, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
