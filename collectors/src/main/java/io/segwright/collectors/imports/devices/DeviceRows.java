package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.DeviceDraft;
import io.segwright.collectors.imports.StackDraft;
import io.segwright.collectors.imports.devices.DeviceMapping.InterfaceRules;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.PlainText;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.Observation.DeviceImported;
import io.segwright.inventory.observe.Provenance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a device of each row; what is wrong goes to the errors, with its place.
final class DeviceRows {
    private static final int INTERFACES_MAX = 4_096; // of one device; the largest chassis have half

    private final Provenance provenance;
    private final ImportErrors errors;
    private final Map<String, DeviceDraft> drafts = new LinkedHashMap<>();
    private final StackRows stacks = new StackRows();
    private final Map<String, Integer> lines = new HashMap<>(); // by key, where it was first

    DeviceRows(Provenance provenance, ImportErrors errors) {
        this.provenance = provenance;
        this.errors = errors;
    }

    /// All rows, when the last one is taken: only then it is known which of them are one stack.
    List<DeviceImported> devices() {
        stacks.build(drafts, (at, reason) -> error(at, reason));
        return drafts.values().stream().map(draft -> draft.build(provenance)).toList();
    }

    Set<String> keys() {
        Set<String> keys = new HashSet<>(lines.keySet());
        keys.addAll(drafts.keySet());
        return keys;
    }

    int count() {
        return lines.size();
    }

    void take(Row row, DeviceMapping mapping) {
        try {
            Optional<Cell> key = one(Target.KEY, row, mapping);
            if (key.isEmpty()) {
                errors.add(
                        row.line(),
                        1,
                        "key is empty: want what the list itself calls the device, unique and stable");
                return;
            }
            objection(key.get(), PlainText.objection("key", key.get().text()));
            Integer first = lines.putIfAbsent(key.get().text(), row.line());
            if (first != null) {
                error(
                        key.get(),
                        "key '%s' is also on line %d; a key names one device"
                                .formatted(PlainText.shown(key.get().text()), first));
                return;
            }
            DeviceDraft draft = new DeviceDraft(key.get().text());
            attributes(draft, row, mapping);
            addresses(draft, values(Target.ADDRESSES, row, mapping));
            macs(draft, values(Target.MACS, row, mapping));
            interfaces(draft, values(Target.INTERFACES, row, mapping));
            if (row instanceof Row.Tree(SourceNode root) && mapping.interfaces().isPresent()) {
                interfaces(draft, root, mapping.interfaces().get());
            }
            drafts.put(key.get().text(), draft);
            stack(draft, row, mapping);
        } catch (SourceFormatException e) {
            errors.add(e);
        }
    }

    private void stack(DeviceDraft draft, Row row, DeviceMapping mapping)
            throws SourceFormatException {
        Optional<Cell> stack = one(Target.STACK, row, mapping);
        Optional<Cell> position = one(Target.POSITION, row, mapping);
        if (stack.isEmpty()) {
            return; // a position alone may be a place in a rack
        }
        Cell at = position.orElse(stack.get());
        if (position.isEmpty()
                || !at.text().matches("[0-9]{1,3}")
                || Integer.parseInt(at.text()) > StackDraft.POSITION_MAX) {
            error(
                    at,
                    "position %s: want 0..%d, the box's number in its stack"
                            .formatted(
                                    position.isEmpty()
                                            ? "is empty"
                                            : "'" + PlainText.shown(at.text()) + "'",
                                    StackDraft.POSITION_MAX));
            return;
        }
        objection(stack.get(), PlainText.objection("stack", stack.get().text()));
        if (!stacks.take(stack.get(), Integer.parseInt(at.text()), draft)) {
            error(
                    at,
                    "position %s of stack '%s' is another row's too"
                            .formatted(at.text(), PlainText.shown(stack.get().text())));
        }
    }

    private void attributes(DeviceDraft draft, Row row, DeviceMapping mapping)
            throws SourceFormatException {
        for (Target target : Target.values()) {
            Optional<Attribute> attribute = target.attribute();
            Optional<Cell> cell =
                    attribute.isPresent() ? one(target, row, mapping) : Optional.empty();
            if (attribute.isPresent() && cell.isPresent()) {
                String evidence =
                        mapping.rule(target)
                                .filter(rule -> !rule.from().isEmpty())
                                .map(rule -> String.join(", ", rule.from()))
                                .orElse("constant of the mapping");
                objection(
                        cell.get(), draft.attribute(attribute.get(), cell.get().text(), evidence));
            }
        }
    }

    private Optional<Cell> one(Target target, Row row, DeviceMapping mapping)
            throws SourceFormatException {
        List<Cell> values = values(target, row, mapping);
        if (values.size() > 1) {
            error(
                    values.get(1),
                    "%s has %d values, want one".formatted(target.title(), values.size()));
        }
        return values.stream().findFirst();
    }

    private static List<Cell> values(Target target, Row row, DeviceMapping mapping)
            throws SourceFormatException {
        Optional<Rule> rule = mapping.rule(target);
        return rule.isPresent() ? rule.get().values(row) : List.of();
    }

    private void addresses(DeviceDraft draft, List<Cell> cells) {
        for (Cell cell : cells) {
            try {
                int slash = cell.text().indexOf('/');
                IpAddress address =
                        IpAddress.parse(slash < 0 ? cell.text() : cell.text().substring(0, slash));
                int length =
                        slash < 0
                                ? address.family().bits()
                                : length(address, cell.text().substring(slash + 1));
                draft.address(address, length, Vrf.DEFAULT);
            } catch (AddressFormatException e) {
                error(cell, "address " + e.getMessage());
            }
        }
    }

    /// Of the prefix that an address is written with; the family decides what fits.
    private static int length(IpAddress address, String digits) throws AddressFormatException {
        return digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= address.family().bits()
                ? Prefix.covering(address, Integer.parseInt(digits)).length()
                : Prefix.parse(address + "/" + PlainText.shown(digits)).length();
    }

    private void macs(DeviceDraft draft, List<Cell> cells) {
        for (Cell cell : cells) {
            mac(cell, cell.text())
                    .ifPresent(mac -> objection(cell, draft.interfaceNamed("mac " + mac, mac)));
        }
    }

    private void interfaces(DeviceDraft draft, List<Cell> cells) {
        if (cells.size() > INTERFACES_MAX) {
            error(cells.getFirst(), "more than " + INTERFACES_MAX + " interfaces of one device");
            return;
        }
        for (Cell cell : cells) {
            int equals = cell.text().lastIndexOf('=');
            String name = equals < 0 ? cell.text() : cell.text().substring(0, equals);
            if (equals < 0) {
                objection(cell, draft.interfaceNamed(name));
            } else {
                mac(cell, cell.text().substring(equals + 1).strip())
                        .ifPresent(mac -> objection(cell, draft.interfaceNamed(name, mac)));
            }
        }
    }

    private void interfaces(DeviceDraft draft, SourceNode root, InterfaceRules rules)
            throws SourceFormatException {
        SourceNode node = Pointer.of(rules.list()).in(root);
        if (node instanceof SourceNode.Absent) {
            return;
        }
        if (!(node instanceof SourceNode.Sequence list) || list.items().size() > INTERFACES_MAX) {
            throw new SourceFormatException(
                    node,
                    "%s is %s, want a list of at most %d interfaces"
                            .formatted(rules.list(), node.kind(), INTERFACES_MAX));
        }
        for (SourceNode item : list.items()) {
            Row row = new Row.Tree(item);
            List<Cell> names = rules.name().values(row);
            List<Cell> macs = rules.mac().values(row);
            if (names.isEmpty()) {
                throw new SourceFormatException(item, "the interface has no name");
            }
            if (macs.isEmpty()) {
                objection(names.getFirst(), draft.interfaceNamed(names.getFirst().text()));
            } else {
                String name = names.getFirst().text();
                mac(macs.getFirst(), macs.getFirst().text())
                        .ifPresent(mac ->
                                objection(names.getFirst(), draft.interfaceNamed(name, mac)));
            }
            addresses(draft, rules.addresses().values(row));
        }
    }

    private Optional<MacAddress> mac(Cell at, String text) {
        try {
            return Optional.of(MacAddress.parse(text));
        } catch (AddressFormatException _) {
            error(
                    at,
                    "'%s' is no MAC address: want e.g. 00:1b:21:aa:bb:cc"
                            .formatted(PlainText.shown(text)));
            return Optional.empty();
        }
    }

    private void objection(Cell at, Optional<String> objection) {
        objection.ifPresent(reason -> error(at, reason));
    }

    private void error(Cell at, String reason) {
        errors.add(at.line(), at.column(), reason);
    }
}
