package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.JsonText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.YamlText;
import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.claim.ImportedList.Scope;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a list of devices, all of it or nothing.
public final class DeviceList {
    private static final int TREE_BYTES_MAX =
            64 * 1024 * 1024; // read whole; 100,000 devices with some interfaces
    private static final long LINES_BYTES_MAX =
            1L << 30; // line by line; what stays is the devices themselves
    private static final int ROWS_MAX = 1_000_000;

    private final SourceFile file;
    private final Provenance provenance;
    private final ImportErrors errors;
    private final List<String> warnings = new ArrayList<>();

    private DeviceList(SourceFile file, Provenance provenance) {
        this.file = file;
        this.provenance = provenance;
        this.errors = new ImportErrors(file.name());
    }

    /// A list that has our own names, see [DeviceMapping].
    ///
    /// @param provenance its source names the list, e.g. `import:devices.csv`
    /// @throws IOException the file cannot be read at all; its message is for a person
    public static InventoryReading read(SourceFile file, Scope scope, Provenance provenance)
            throws IOException {
        return new DeviceList(file, provenance).read(Optional.empty(), scope);
    }

    /// @param mapping says which field is what
    public static InventoryReading read(
            SourceFile file, DeviceMapping mapping, Scope scope, Provenance provenance)
            throws IOException {
        return new DeviceList(file, provenance).read(Optional.of(mapping), scope);
    }

    private InventoryReading read(Optional<DeviceMapping> mapping, Scope scope) throws IOException {
        DeviceRows rows = new DeviceRows(provenance, errors);
        try {
            Optional<Format> format =
                    mapping.flatMap(DeviceMapping::format)
                            .or(() -> Format.ofFile(file.plainName()));
            if (format.isEmpty()) {
                errors.add(
                        "is neither .csv, .json, .jsonl nor .yaml; name it so, or say 'format' in the mapping");
            } else {
                read(format.get(), mapping, rows);
            }
        } catch (SourceFormatException e) {
            errors.add(e);
        }
        List<DeviceImported> devices = rows.devices();
        if (!errors.isEmpty()) {
            return new InventoryReading.Refused(errors.kept(), errors.total());
        }
        return new InventoryReading.Read(
                new ImportedList(provenance, scope, rows.keys(), devices),
                List.of(),
                List.of(),
                warnings);
    }

    private void read(Format format, Optional<DeviceMapping> mapping, DeviceRows rows)
            throws IOException, SourceFormatException {
        switch (format) {
            case CSV -> new CsvLines(errors, warnings, file.name()).read(file, mapping, rows);
            case JSONL ->
                    file.<Boolean>read(
                            LINES_BYTES_MAX,
                            in -> {
                                JsonText.lines(in, element -> tree(element, mapping, rows));
                                return true;
                            });
            case JSON -> trees(file.read(TREE_BYTES_MAX, JsonText::document), mapping, rows);
            case YAML -> trees(YamlText.document(file.text(TREE_BYTES_MAX)), mapping, rows);
        }
    }

    private void trees(SourceNode root, Optional<DeviceMapping> mapping, DeviceRows rows)
            throws SourceFormatException {
        String list = mapping.map(DeviceMapping::list).orElse("");
        SourceNode node = Pointer.of(list).in(root);
        if (!(node instanceof SourceNode.Sequence devices)) {
            throw new SourceFormatException(
                    node,
                    "%s is %s, want a list of devices; say where it is by 'list' in a mapping"
                            .formatted(list.isEmpty() ? "the document" : list, node.kind()));
        }
        for (SourceNode item : devices.items()) {
            tree(item, mapping, rows);
        }
    }

    private void tree(SourceNode item, Optional<DeviceMapping> mapping, DeviceRows rows)
            throws SourceFormatException {
        if (!(item instanceof SourceNode.Mapping object)) {
            errors.add(new SourceFormatException(item, "is " + item.kind() + ", want a device"));
            return;
        }
        if (rows.count() >= ROWS_MAX) {
            throw new SourceFormatException(
                    item, "there are more than " + ROWS_MAX + " devices; split the file");
        }
        Set<String> titles = object.entries().keySet();
        if (mapping.isEmpty()) {
            warnOfUnknown(object);
        }
        rows.take(new Row.Tree(item), mapping.orElseGet(() -> DeviceMapping.ofOwnNames(titles)));
    }

    private void warnOfUnknown(SourceNode.Mapping object) {
        TreeSet<String> unknown = new TreeSet<>(object.entries().keySet());
        unknown.removeIf(title -> Target.named(title).isPresent());
        if (!unknown.isEmpty() && warnings.size() < CsvLines.WARNINGS_MAX) {
            warnings.add(
                    "%s:%d:%d: unknown keys %s are not read"
                            .formatted(file.name(), object.line(), object.column(), unknown));
        }
    }
}
