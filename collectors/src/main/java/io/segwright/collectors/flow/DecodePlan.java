package io.segwright.collectors.flow;

import java.util.Arrays;
import java.util.List;

/// A template's fields, compiled to the few steps that read what a flow record needs and skip the rest.
///
/// Immutable. Reading a record costs one step an interesting field and one a run of others, and allocates nothing.
/// An element that a template names twice counts where it stands last: RFC 7011 sec. 8 puts a tunnel's headers from
/// the outside in, and who talks to whom is told by the inner one.
///
/// ```
/// 8/4  12/4  60/1  15/4  4/1          read v4 source, read v4 destination, skip 5, read protocol
/// ```
public final class DecodePlan {
    private static final int SKIP = -1;

    private final int[] slots; // an element's slot, or SKIP
    private final int[] lengths; // bytes, or TemplateField.VARIABLE
    private final int lengthMin; // of a record, in bytes; 1 a variable field
    private final boolean fixed;
    private final boolean innerV6; // the IPv6 addresses stand behind the IPv4 ones

    private DecodePlan(int[] slots, int[] lengths, int lengthMin, boolean fixed, boolean innerV6) {
        this.slots = slots;
        this.lengths = lengths;
        this.lengthMin = lengthMin;
        this.fixed = fixed;
        this.innerV6 = innerV6;
    }

    /// @param offset of the template in its datagram, for the message
    /// @throws MalformedException when an address has a length that it cannot have, or a record would have no length
    public static DecodePlan compile(List<TemplateField> fields, int offset)
            throws MalformedException {
        int[] wanted = wantedSlots(fields, offset);
        int[] slots = new int[fields.size()];
        int[] lengths = new int[fields.size()];
        int steps = 0;
        int lengthMin = 0;
        boolean fixed = true;
        for (int i = 0; i < wanted.length; i++) {
            int length = fields.get(i).length();
            boolean variable = length == TemplateField.VARIABLE;
            lengthMin += variable ? 1 : length;
            fixed &= !variable;
            boolean merges =
                    steps > 0
                            && wanted[i] == SKIP
                            && slots[steps - 1] == SKIP
                            && !variable
                            && lengths[steps - 1] != TemplateField.VARIABLE
                            && lengths[steps - 1] + length < TemplateField.VARIABLE;
            if (merges) {
                lengths[steps - 1] += length;
            } else {
                slots[steps] = wanted[i];
                lengths[steps] = length;
                steps++;
            }
        }
        if (lengthMin == 0) {
            throw new MalformedException(
                    Malformation.FIELD_LENGTH,
                    "template at byte " + offset + " has records of 0 bytes, want >= 1");
        }
        boolean innerV6 =
                indexOf(FlowElement.SOURCE_V6, wanted) > indexOf(FlowElement.SOURCE_V4, wanted);
        return new DecodePlan(
                Arrays.copyOf(slots, steps),
                Arrays.copyOf(lengths, steps),
                lengthMin,
                fixed,
                innerV6);
    }

    /// The slot of each field, SKIP where it is not needed or its element comes again.
    private static int[] wantedSlots(List<TemplateField> fields, int offset)
            throws MalformedException {
        int[] wanted = new int[fields.size()];
        long seen = 0;
        for (int i = wanted.length - 1; i >= 0; i--) {
            int slot = slotFor(fields.get(i), offset);
            boolean again = slot != SKIP && (seen & (1L << slot)) != 0;
            wanted[i] = again ? SKIP : slot;
            seen |= slot == SKIP ? 0 : 1L << slot;
        }
        return wanted;
    }

    private static int indexOf(FlowElement element, int[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == element.slot()) {
                return i;
            }
        }
        return -1;
    }

    private static int slotFor(TemplateField field, int offset) throws MalformedException {
        int slot = FlowElement.slotOf(field);
        if (slot < 0 || field.length() == 0) {
            return SKIP;
        }
        int length = field.length();
        return switch (FlowElement.ALL.get(slot).form()) {
            case NUMBER -> length <= 8 || length == TemplateField.VARIABLE ? slot : SKIP;
            case NTP_TIME -> length == 8 ? slot : SKIP;
            case ADDRESS_V4 -> exactly(4, field, slot, offset);
            case ADDRESS_V6 -> exactly(16, field, slot, offset);
        };
    }

    private static int exactly(int wanted, TemplateField field, int slot, int offset)
            throws MalformedException {
        if (field.length() != wanted) {
            throw new MalformedException(
                    Malformation.FIELD_LENGTH,
                    "element %d of the template at byte %d has length %d, want %d"
                            .formatted(field.id(), offset, field.length(), wanted));
        }
        return slot;
    }

    /// The fewest bytes that a record can have, at least 1: what is shorter at a set's end is padding.
    public int lengthMin() {
        return lengthMin;
    }

    /// Reads the record at `at` into `into`, which is cleared first.
    ///
    /// @param end of the set; at least [#lengthMin] bytes away from `at`
    /// @param shift what to add to an array index to get the byte of the datagram, for the message
    /// @return where the next record begins
    /// @throws MalformedException when a variable field runs past `end`
    public int read(byte[] bytes, int at, int end, int shift, RecordSlots into)
            throws MalformedException {
        into.clear(innerV6);
        return fixed ? readFixed(bytes, at, into) : readVariable(bytes, at, end, shift, into);
    }

    private int readFixed(byte[] bytes, int from, RecordSlots into) {
        int at = from;
        for (int step = 0; step < slots.length; step++) {
            int length = lengths[step];
            if (slots[step] != SKIP) {
                put(bytes, at, length, slots[step], into);
            }
            at += length;
        }
        return at;
    }

    private int readVariable(byte[] bytes, int from, int end, int shift, RecordSlots into)
            throws MalformedException {
        int at = from;
        for (int step = 0; step < slots.length; step++) {
            int length = lengths[step];
            if (length == TemplateField.VARIABLE) {
                // RFC 7011 sec. 7: one byte of length, or 255 and two more
                int prefix = at < end && bytes[at] == (byte) 255 ? 3 : 1;
                requireRoom(prefix, at, end, shift);
                length = prefix == 3 ? NetworkOrder.u16(bytes, at + 1) : bytes[at] & 0xff;
                at += prefix;
            }
            requireRoom(length, at, end, shift);
            boolean readable = length <= 8 ? length >= 1 : lengths[step] == 16;
            if (slots[step] != SKIP && readable) {
                put(bytes, at, length, slots[step], into);
            }
            at += length;
        }
        return at;
    }

    private static void requireRoom(int length, int at, int end, int shift)
            throws MalformedException {
        if (length > end - at) {
            throw new MalformedException(
                    Malformation.RECORD_LENGTH,
                    "field length at byte %d is %d, want <= %d, which is left of its set"
                            .formatted(at + shift, length, end - at));
        }
    }

    private static void put(byte[] bytes, int at, int length, int slot, RecordSlots into) {
        if (length <= 8) {
            into.put(slot, NetworkOrder.unsigned(bytes, at, length));
        } else {
            into.put(slot, NetworkOrder.u64(bytes, at));
            into.put(
                    slot + 1,
                    NetworkOrder.u64(bytes, at + 8)); // each V6 element is followed by its LOW
        }
    }
}
