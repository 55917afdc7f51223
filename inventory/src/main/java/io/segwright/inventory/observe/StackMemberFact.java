package io.segwright.inventory.observe;

import io.segwright.inventory.net.MacAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One box of a stack or virtual chassis that answers as one device. A row without serial, model and MAC is a slot,
/// not a box, and is never reported.
///
/// @param position its number in the stack
/// @param manufacturer empty where unknown
/// @param model empty where unknown
/// @param serial empty where unknown
/// @param macOrNull its own base MAC; read it by [#mac]
/// @param software empty where unknown
public record StackMemberFact(
        int position,
        String manufacturer,
        String model,
        String serial,
        @Nullable MacAddress macOrNull,
        String software) {
    public StackMemberFact {
        if (model.isEmpty() && serial.isEmpty() && macOrNull == null) {
            throw new IllegalArgumentException(
                    "stack position " + position + ": no serial, model or MAC: a slot, not a box");
        }
    }

    public Optional<MacAddress> mac() {
        return Optional.ofNullable(macOrNull);
    }
}
