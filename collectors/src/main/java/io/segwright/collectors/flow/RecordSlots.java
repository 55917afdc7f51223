package io.segwright.collectors.flow;

/// The elements of one data record, each at its element's slot. Reused from record to record: never kept.
public final class RecordSlots {
    private final long[] values = new long[FlowElement.ALL.size()];
    private long present; // one bit an element; there are fewer than 64
    private boolean innerV6;

    void clear(boolean innerV6) {
        present = 0;
        this.innerV6 = innerV6;
    }

    /// Where both families are there: whether the IPv6 addresses are those of the inner header.
    boolean innerV6() {
        return innerV6;
    }

    void put(int slot, long value) {
        values[slot] = value;
        present |= 1L << slot;
    }

    public boolean has(FlowElement element) {
        return (present & (1L << element.slot())) != 0;
    }

    /// @return the unsigned value, 0 where the record has none
    public long value(FlowElement element) {
        return has(element) ? values[element.slot()] : 0;
    }

    /// @return the first of the two that is not zero, else 0
    long either(FlowElement first, FlowElement second) {
        long value = value(first);
        return value != 0 ? value : value(second);
    }
}
