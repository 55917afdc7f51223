package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.DeviceDraft;
import io.segwright.collectors.imports.StackDraft;
import io.segwright.collectors.imports.text.PlainText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// The rows that are boxes of stacks. A stack has a row of its own, whose key the boxes name; or the boxes share a name
/// that is no such key, and the stack is made of them.
final class StackRows {
    private static final String OWN_KEY = "stack "; // before the name of a stack without a row

    /// @param first where the name was first
    private record Named(Cell first, StackDraft ofRow, StackDraft ofBoxes) {}

    private final Map<String, Named> stacks = new LinkedHashMap<>();
    private final Set<DeviceDraft> boxes = new HashSet<>();

    /// @return false where another row is at that position
    boolean take(Cell stack, int position, DeviceDraft box) {
        String name = stack.text();
        Named named =
                stacks.computeIfAbsent(
                        name,
                        _ ->
                                new Named(
                                        stack,
                                        new StackDraft(name, name),
                                        new StackDraft(OWN_KEY + name, name)));
        boxes.add(box);
        named.ofRow.add(position, box);
        return named.ofBoxes.add(position, box);
    }

    /// Seats the boxes, and adds the stacks that have no row of their own. A single box of such a stack is that device.
    ///
    /// @param rows by key
    /// @param errors told what is wrong, and where
    void build(Map<String, DeviceDraft> rows, BiConsumer<Cell, String> errors) {
        stacks.forEach((name, stack) -> {
            DeviceDraft own = rows.get(name);
            if (own != null && !boxes.contains(own)) {
                stack.ofRow.seat();
            } else if (rows.containsKey(stack.ofBoxes.key())) {
                errors.accept(
                        stack.first,
                        "stack '%s' and the key '%s' are one name; rename one"
                                .formatted(
                                        PlainText.shown(name),
                                        PlainText.shown(stack.ofBoxes.key())));
            } else if (stack.ofBoxes.size() > 1) {
                StackDraft.Whole whole = stack.ofBoxes.whole();
                rows.put(stack.ofBoxes.key(), whole.whole());
                whole.objection().ifPresent(reason -> errors.accept(stack.first, reason));
            }
        });
    }
}
