package io.segwright.collectors.imports;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The boxes of one stack or virtual chassis in somebody's list, and the device that they are together.
///
/// A stack has one configuration, one name and one set of addresses, which lists write to the box that is in charge:
/// its addresses, interfaces and what people know of it go to the whole; serial, model and asset tag stay with each
/// box. Who is in charge changes without a screwdriver, so the whole has a key of its own.
public final class StackDraft {
    /// The highest number of a box; NetBox's own limit.
    public static final int POSITION_MAX = 255;

    private final String key;
    private final String name;
    private final NavigableMap<Integer, DeviceDraft> boxes = new TreeMap<>();
    private @Nullable DeviceDraft masterOrNull; // null: the list does not say who is in charge

    /// @param key what the source calls the whole
    /// @param name blank: that of the box in charge
    public StackDraft(String key, String name) {
        this.key = key;
        this.name = name;
    }

    /// @param position 0..255
    /// @return false where another box is at that position: it is not taken
    public boolean add(int position, DeviceDraft box) {
        return boxes.putIfAbsent(position, box) == null;
    }

    /// Names the box in charge, one of those added.
    public void putInCharge(DeviceDraft box) {
        masterOrNull = box;
    }

    public String key() {
        return key;
    }

    public int size() {
        return boxes.size();
    }

    /// Puts each box into its place in a whole that the list has a row for.
    public void seat() {
        boxes.forEach((position, box) -> box.seat(key, position));
    }

    /// What the boxes are together.
    ///
    /// @param whole made of the box in charge
    /// @param objection why its name is refused; empty where it is not
    public record Whole(DeviceDraft whole, Optional<String> objection) {}

    /// Puts each box into its place, and makes the whole, of the box in charge: where the list does not say which one
    /// it is, of the first that has addresses. To be called once, with at least one box.
    public Whole whole() {
        DeviceDraft master =
                masterOrNull != null
                        ? masterOrNull
                        : boxes.values().stream()
                                .filter(DeviceDraft::hasAddresses)
                                .findFirst()
                                .orElseGet(() -> boxes.firstEntry().getValue());
        DeviceDraft whole = new DeviceDraft(key);
        Optional<String> objection = whole.takeOver(master, name);
        if (objection.isEmpty()) {
            seat();
        }
        return new Whole(whole, objection);
    }
}
