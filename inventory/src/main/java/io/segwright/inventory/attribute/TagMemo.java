package io.segwright.inventory.attribute;

import org.jspecify.annotations.Nullable;

/// Remembers what tags become when they inherit from others, so that a look-up makes no objects.
///
/// The same few pairs come again and again: a service's own tags below those of its network. One place a pair, and
/// what comes later takes the place: a wrong guess costs one object, never a wrong answer. Safe to share between
/// threads without a lock, since an entry is immutable and found whole or not at all.
final class TagMemo {
    private static final int PLACES = 4_096; // 16 KiB of references

    private record Entry(Tags own, Tags outer, Tags both) {}

    private final @Nullable Entry[] entries = new Entry[PLACES]; // null: nothing remembered there

    Tags inherit(Tags own, Tags outer) {
        if (outer.equals(Tags.NONE) || own.areComplete()) {
            return own;
        }
        if (own.equals(Tags.NONE)) {
            return outer;
        }
        int place = (own.hashCode() * 31 + outer.hashCode()) & (PLACES - 1);
        Entry entry = entries[place];
        if (entry != null && entry.own.equals(own) && entry.outer.equals(outer)) {
            return entry.both;
        }
        Tags both = own.inheriting(outer);
        entries[place] = new Entry(own, outer, both);
        return both;
    }
}
