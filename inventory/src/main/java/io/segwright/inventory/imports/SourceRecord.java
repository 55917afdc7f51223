package io.segwright.inventory.imports;

import io.segwright.inventory.claim.ImportedList;
import io.segwright.inventory.observe.AddressFact;
import io.segwright.inventory.observe.AttributeFact;
import io.segwright.inventory.observe.InterfaceFact;
import io.segwright.inventory.observe.Observation.DeviceImported;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What a source said last of each of its devices, as fields that can be compared.
///
/// @param devices by native key, then by field; see [FieldChange]
public record SourceRecord(NavigableMap<String, NavigableMap<String, String>> devices) {
    public static final SourceRecord EMPTY = new SourceRecord(new TreeMap<>());

    public SourceRecord {
        NavigableMap<String, NavigableMap<String, String>> copy = new TreeMap<>();
        devices.forEach((key, fields) ->
                copy.put(key, Collections.unmodifiableNavigableMap(new TreeMap<>(fields))));
        devices = Collections.unmodifiableNavigableMap(copy);
    }

    /// The record after a run: what it brought, and what it had but could not be taken or did not speak of.
    public SourceRecord after(ImportedList run) {
        NavigableMap<String, NavigableMap<String, String>> next = new TreeMap<>(devices);
        if (run.scope() == ImportedList.Scope.COMPLETE) {
            next.keySet().retainAll(run.present());
        }
        run.devices().forEach(device -> next.put(device.nativeKey(), fields(device)));
        return new SourceRecord(next);
    }

    /// How a run differs from this record, by native key; a device that is said as before is left out.
    public List<DeviceDifference> differences(ImportedList run) {
        List<DeviceDifference> differences = new ArrayList<>();
        NavigableMap<String, NavigableMap<String, String>> after = after(run).devices();
        after.forEach((key, fields) -> {
            NavigableMap<String, String> before = devices.get(key);
            if (before == null) {
                differences.add(new DeviceDifference.Added(key, fields));
            } else if (!before.equals(fields)) {
                differences.add(new DeviceDifference.Changed(key, changes(before, fields)));
            }
        });
        devices.forEach((key, fields) -> {
            if (!after.containsKey(key)) {
                differences.add(new DeviceDifference.Disappeared(key, fields));
            }
        });
        return List.copyOf(differences);
    }

    private static List<FieldChange> changes(
            Map<String, String> before, Map<String, String> after) {
        NavigableMap<String, FieldChange> changes = new TreeMap<>();
        before.forEach((field, value) -> {
            String now = after.getOrDefault(field, "");
            if (!now.equals(value)) {
                changes.put(field, new FieldChange(field, value, now));
            }
        });
        after.forEach((field, value) -> {
            if (!before.containsKey(field)) {
                changes.put(field, new FieldChange(field, "", value));
            }
        });
        return List.copyOf(changes.values());
    }

    /// The fields of one device; a field that is there several times counts on: `serial`, `serial 2`.
    public static NavigableMap<String, String> fields(DeviceImported device) {
        NavigableMap<String, String> fields = new TreeMap<>();
        for (AttributeFact fact : device.attributes()) {
            String field = fact.attribute().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            put(fields, field, fact.value());
        }
        for (InterfaceFact fact : device.interfaces()) {
            put(
                    fields,
                    "interface " + fact.name(),
                    fact.mac().map(Object::toString).orElse("without MAC"));
        }
        for (AddressFact fact : device.addresses()) {
            put(
                    fields,
                    "address " + fact.address() + " in " + fact.vrf(),
                    "/" + fact.prefixLength());
        }
        device.seat()
                .ifPresent(seat ->
                        put(fields, "box of", seat.whole() + " position " + seat.position()));
        return fields;
    }

    private static void put(NavigableMap<String, String> fields, String field, String value) {
        String name = field;
        for (int count = 2; fields.putIfAbsent(name, value) != null; count++) {
            name = field + " " + count;
        }
    }
}
