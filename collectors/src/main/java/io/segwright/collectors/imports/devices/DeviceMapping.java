package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.YamlText;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which of a list's fields says what. Read from a file in YAML (JSON is YAML too), or made for our own column names.
///
/// ```yaml
/// version: 1
/// format: json                  # csv, json, jsonl, yaml; otherwise told by the file's name
/// list: /data/devices           # json, yaml: where the list is; otherwise the whole document
/// fields:
///   key: id                     # a column, a key, or a JSON pointer
///   name: {from: [fqdn, hostname], regex: "^([^.]+)", group: 1, case: lower}
///   vendor: {from: /type/maker, values: {CSCO: Cisco}}
///   site: {constant: fra1}
///   addresses: {from: mgmt, split: ","}
/// interfaces: {list: /ports, name: ifname, mac: hwaddr, addresses: {from: ips}}
/// ```
public final class DeviceMapping {
    private static final int FILE_BYTES_MAX = 1 << 20; // a mapping has about 20 lines
    private static final List<Target> KEY_COLUMNS =
            List.of(Target.KEY, Target.ASSET_TAG, Target.NAME);

    private final @Nullable Format formatOrNull; // null: told by the file's name
    private final char separator;
    private final String list;
    private final Map<Target, Rule> fields;
    private final @Nullable InterfaceRules interfacesOrNull; // null: none of their own

    /// Where the interfaces of a device are in its object.
    record InterfaceRules(String list, Rule name, Rule mac, Rule addresses) {}

    DeviceMapping(
            @Nullable Format formatOrNull,
            char separator,
            String list,
            Map<Target, Rule> fields,
            @Nullable InterfaceRules interfacesOrNull) {
        this.formatOrNull = formatOrNull;
        this.separator = separator;
        this.list = list;
        this.fields = new EnumMap<>(fields);
        this.interfacesOrNull = interfacesOrNull;
    }

    /// What became of a mapping file.
    public sealed interface Reading {
        record Read(DeviceMapping mapping) implements Reading {}

        /// @param errors located
        record Refused(List<String> errors, int errorsTotal) implements Reading {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }

    /// @throws IOException the file cannot be read at all
    public static Reading read(SourceFile file) throws IOException {
        ImportErrors errors = new ImportErrors(file.name());
        try {
            Optional<DeviceMapping> mapping =
                    new MappingReader(errors).mapping(YamlText.document(file.text(FILE_BYTES_MAX)));
            if (mapping.isPresent() && errors.isEmpty()) {
                return new Reading.Read(mapping.get());
            }
        } catch (SourceFormatException e) {
            errors.add(e);
        }
        return new Reading.Refused(errors.kept(), errors.total());
    }

    /// For a list with our own names: `key,name,vendor,model,serial,os,version,site,location,contact,role,owner,
    /// asset_tag,addresses,macs,interfaces,stack,position`; several values in one cell are separated by `;`.
    ///
    /// @param titles those that the list has; where `key` is not among them, `asset_tag` or `name` stands in
    static DeviceMapping ofOwnNames(Collection<String> titles) {
        Map<Target, Rule> fields = new EnumMap<>(Target.class);
        for (String title : titles) {
            Target.named(title)
                    .ifPresent(t ->
                            fields.put(
                                    t, t.isList() ? Rule.splitting(title, ";") : Rule.of(title)));
        }
        if (!fields.containsKey(Target.KEY)) {
            KEY_COLUMNS.stream()
                    .filter(fields::containsKey)
                    .findFirst()
                    .ifPresent(t -> fields.put(Target.KEY, rule(fields, t)));
        }
        return new DeviceMapping(null, ',', "", fields, null);
    }

    private static Rule rule(Map<Target, Rule> fields, Target target) {
        Rule rule = fields.get(target);
        return rule == null ? Rule.of(target.title()) : rule;
    }

    Optional<Format> format() {
        return Optional.ofNullable(formatOrNull);
    }

    char separator() {
        return separator;
    }

    String list() {
        return list;
    }

    Optional<Rule> rule(Target target) {
        return Optional.ofNullable(fields.get(target));
    }

    Optional<InterfaceRules> interfaces() {
        return Optional.ofNullable(interfacesOrNull);
    }
}
