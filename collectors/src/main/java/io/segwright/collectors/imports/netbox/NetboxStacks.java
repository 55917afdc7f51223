package io.segwright.collectors.imports.netbox;

import io.segwright.collectors.imports.DeviceDraft;
import io.segwright.collectors.imports.NotTaken;
import io.segwright.collectors.imports.NotTaken.Cause;
import io.segwright.collectors.imports.StackDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// NetBox's virtual chassis: each is a device of its own, named as the chassis is, with the addresses and interfaces of
/// its master; its members are boxes inside. One with a single member in the network is that device.
final class NetboxStacks {
    private final NetboxTables tables;
    private final Map<String, StackDraft> stacks = new TreeMap<>(); // by the chassis' key

    NetboxStacks(NetboxTables tables) {
        this.tables = tables;
    }

    /// A device that was read, if it is a member at a position; two at one are a mistake of the list, and the second
    /// stays by itself.
    void take(NetboxObject device, DeviceDraft draft) {
        Optional<NetboxObject> chassis =
                tables.reference(device, "virtual_chassis", NetboxModel.VIRTUAL_CHASSIS)
                        .filter(object -> object.id() > 0);
        Optional<Integer> position =
                device.field("vc_position")
                        .flatMap(NetboxObject::number)
                        .filter(number -> number <= StackDraft.POSITION_MAX)
                        .map(Long::intValue);
        if (chassis.isEmpty() || position.isEmpty()) {
            return;
        }
        StackDraft stack =
                stacks.computeIfAbsent(
                        chassis.get().key(),
                        key -> new StackDraft(key, chassis.get().text("name")));
        boolean inCharge =
                tables.reference(chassis.get(), "master", NetboxModel.DEVICE)
                        .filter(master -> master.key().equals(device.key()))
                        .isPresent();
        if (stack.add(position.get(), draft) && inCharge) {
            stack.putInCharge(draft);
        }
    }

    /// Seats the boxes, and adds what they are together.
    ///
    /// @param drafts by key; the chassis are added
    /// @param present the keys that NetBox has; those of chassis are added
    void build(Map<String, DeviceDraft> drafts, Set<String> present, List<NotTaken> notTaken) {
        stacks.forEach((key, stack) -> {
            present.add(key);
            if (stack.size() > 1) {
                StackDraft.Whole whole = stack.whole();
                if (whole.objection().isPresent()) {
                    notTaken.add(new NotTaken(key, Cause.WRONG, whole.objection().get()));
                } else {
                    drafts.put(key, whole.whole());
                }
            }
        });
    }
}
