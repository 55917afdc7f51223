package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import io.segwright.collectors.imports.text.SourceNode.Text;
import io.segwright.collectors.imports.text.YamlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which of NetBox's fields say what NetBox itself has no field for.
///
/// A value comes from the first origin that says anything: `owner`, `tenant`, `role`, `vm` (the machine that an
/// address is on), `cf.NAME` (a custom field) or `tag.NAME` (a tag `NAME:value` or `NAME=value`).
///
/// ```yaml
/// version: 1
/// device: {version: cf.software_version}
/// allocation: {service: [cf.service, tag.service], owner: [owner, tenant]}
/// ```
public final class NetboxMapping {
    private static final int FILE_BYTES_MAX = 1 << 20;

    /// What is used without a file, and for what a file does not name. A role is not taken for a service: `Access -
    /// Data` is what a prefix is for, not which service answers for it.
    private static final Map<String, List<String>> DEVICE =
            Map.of(
                    "owner", List.of("owner", "tenant"),
                    "version", List.of("cf.software_version", "cf.os_version", "cf.version"),
                    "contact", List.of("cf.contact"));

    private static final Map<String, List<String>> ALLOCATION =
            Map.of(
                    "owner", List.of("owner", "tenant"),
                    "service", List.of("cf.service", "tag.service"),
                    "subscription", List.of("cf.subscription", "tag.subscription"),
                    "workload", List.of("cf.workload", "tag.workload", "vm"),
                    "environment", List.of("cf.environment", "tag.environment"));

    private final Map<String, List<String>> device;
    private final Map<String, List<String>> allocation;

    private NetboxMapping(Map<String, List<String>> device, Map<String, List<String>> allocation) {
        this.device = device;
        this.allocation = allocation;
    }

    /// What became of a mapping file.
    public sealed interface Reading {
        record Read(NetboxMapping mapping) implements Reading {}

        /// @param errors located
        record Refused(List<String> errors, int errorsTotal) implements Reading {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    public static NetboxMapping shipped() {
        return new NetboxMapping(DEVICE, ALLOCATION);
    }

    /// @throws IOException the file cannot be read at all
    public static Reading read(SourceFile file) throws IOException {
        ImportErrors errors = new ImportErrors(file.name());
        Map<String, List<String>> device = new LinkedHashMap<>(DEVICE);
        Map<String, List<String>> allocation = new LinkedHashMap<>(ALLOCATION);
        try {
            SourceNode root = YamlText.document(file.text(FILE_BYTES_MAX));
            if (!(root instanceof Mapping top)) {
                throw new SourceFormatException(
                        root, "is " + root.kind() + ", want {version: 1, allocation: {...}}");
            }
            top.entries()
                    .forEach((key, value) -> {
                        switch (key) {
                            case "version" -> version(value, errors);
                            case "device" -> section(value, device, errors);
                            case "allocation" -> section(value, allocation, errors);
                            default ->
                                    errors.add(
                                            new SourceFormatException(
                                                    value,
                                                    "unknown key '%s': want version, device or allocation"
                                                            .formatted(PlainText.shown(key))));
                        }
                    });
        } catch (SourceFormatException e) {
            errors.add(e);
        }
        return errors.isEmpty()
                ? new Reading.Read(new NetboxMapping(device, allocation))
                : new Reading.Refused(errors.kept(), errors.total());
    }

    private static void version(SourceNode value, ImportErrors errors) {
        if (!(value instanceof Text(String text, _, _)) || !text.equals("1")) {
            errors.add(new SourceFormatException(value, "version is not known: want 1"));
        }
    }

    private static void section(
            SourceNode node, Map<String, List<String>> targets, ImportErrors errors) {
        if (!(node instanceof Mapping mapping)) {
            errors.add(new SourceFormatException(node, "is " + node.kind() + ", want an object"));
            return;
        }
        mapping.entries()
                .forEach((name, value) -> {
                    if (!targets.containsKey(name)) {
                        errors.add(
                                new SourceFormatException(
                                        value,
                                        "unknown field '%s': want one of %s"
                                                .formatted(
                                                        PlainText.shown(name),
                                                        targets.keySet().stream()
                                                                .sorted()
                                                                .toList())));
                    } else {
                        targets.put(name, origins(value, errors));
                    }
                });
    }

    private static List<String> origins(SourceNode node, ImportErrors errors) {
        List<String> origins = new ArrayList<>();
        List<SourceNode> items = node instanceof Sequence list ? list.items() : List.of(node);
        for (SourceNode item : items) {
            String text = item instanceof Text(String value, _, _) ? value : "";
            if (text.matches("owner|tenant|role|vm|(cf|tag)\\.\\S{1,100}")) {
                origins.add(text);
            } else {
                errors.add(
                        new SourceFormatException(
                                item,
                                "'%s': want owner, tenant, role, vm, cf.NAME or tag.NAME"
                                        .formatted(PlainText.shown(text))));
            }
        }
        return origins;
    }

    /// The value of one of our fields of a device; empty where no origin says anything.
    String ofDevice(String field, NetboxObject object, NetboxTables tables) {
        return first(device.getOrDefault(field, List.of()), object, tables);
    }

    /// The value of one of our tags of a prefix or an address.
    String ofAllocation(String field, NetboxObject object, NetboxTables tables) {
        return first(allocation.getOrDefault(field, List.of()), object, tables);
    }

    private static String first(List<String> origins, NetboxObject object, NetboxTables tables) {
        for (String origin : origins) {
            String value = value(origin, object, tables);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static String value(String origin, NetboxObject object, NetboxTables tables) {
        return switch (origin) {
            case "owner" -> tables.name(object, "owner", NetboxModel.OWNER);
            case "tenant" -> tables.name(object, "tenant", NetboxModel.TENANT);
            case "role" -> tables.name(object, "role", NetboxModel.ROLE);
            case "vm" ->
                    tables.assigned(object)
                            .map(port ->
                                    tables.name(
                                            port, "virtual_machine", NetboxModel.VIRTUAL_MACHINE))
                            .orElse("");
            default -> {
                int dot = origin.indexOf('.');
                String name = origin.substring(dot + 1);
                yield origin.startsWith("cf.")
                        ? object.customField(name)
                        : tagged(name, tables.tags(object)).orElse("");
            }
        };
    }

    private static Optional<String> tagged(String name, List<String> tags) {
        for (String tag : tags) {
            if (tag.length() > name.length() + 1
                    && tag.startsWith(name)
                    && ":=".indexOf(tag.charAt(name.length())) >= 0) {
                return Optional.of(tag.substring(name.length() + 1).strip());
            }
        }
        return Optional.empty();
    }
}
