package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.InventoryReading;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.JsonText;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Text;
import java.io.IOException;
import java.util.Optional;

/// Reads what `manage.py dumpdata` writes: a list of `{"model": "dcim.device", "pk": 17, "fields": {...}}`.
///
/// Object by object, so that a large dump never is in memory as a whole; objects of other kinds are passed over.
public final class NetboxDump {
    private static final long BYTES_MAX =
            4L << 30; // unpacked; 2 million objects have about 1 GB, most dumps hold as much else

    private NetboxDump() {}

    /// @throws IOException the file cannot be read at all; its message is for a person
    public static InventoryReading read(SourceFile file, NetboxRequest request) throws IOException {
        ImportErrors errors = new ImportErrors(file.name());
        NetboxTables tables = new NetboxTables();
        try {
            file.<Boolean>read(
                    BYTES_MAX,
                    in -> {
                        JsonText.elements(in, element -> take(element, tables));
                        return true;
                    });
            if (tables.all(NetboxModel.DEVICE).isEmpty()) {
                errors.add(
                        "holds no dcim.device; want what NetBox's manage.py dumpdata writes, with devices");
            }
        } catch (SourceFormatException e) {
            errors.add(e);
        }
        return errors.isEmpty()
                ? NetboxReading.of(tables, request)
                : new InventoryReading.Refused(errors.kept(), errors.total());
    }

    private static void take(SourceNode element, NetboxTables tables) throws SourceFormatException {
        if (!(element instanceof Mapping object)
                || !(object.get("model") instanceof Text(String label, _, _))
                || !(object.get("fields") instanceof Mapping fields)) {
            throw new SourceFormatException(
                    element, "want {\"model\": ..., \"pk\": ..., \"fields\": {...}}");
        }
        Optional<NetboxModel> model = NetboxModel.labelled(label);
        if (model.isEmpty()) {
            return;
        }
        Optional<Long> id = NetboxObject.number(object.get("pk"));
        if (id.isPresent()) {
            tables.add(NetboxObject.of(model.get(), id.get(), fields), element);
        } else if (model.get() != NetboxModel.CONTENT_TYPE) { // dumped by name with natural keys
            throw new SourceFormatException(
                    element,
                    "%s has no number as 'pk'; dump without --natural-primary for it"
                            .formatted(PlainText.shown(label)));
        }
    }
}
