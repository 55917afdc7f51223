package io.segwright.inventory.space;

import org.jspecify.annotations.Nullable;

/// One node of a [SpaceTree]: a prefix that holds an item, or one at which two subtrees part.
///
/// What it knows of the space below it is seen from inside: a node with an item is wholly taken for what lies above.
/// `left` may hold a node of the same prefix, an item just inside this one; then `right` is null.
final class Node {
    static final int NO_ITEM = 0;
    static final byte NONE_FREE = (byte) 255; // longer than any length, read unsigned

    final long high;
    final long low;
    final byte length;
    int item; // NO_ITEM where subtrees only part
    @Nullable Node left; // null: nothing below with that bit
    @Nullable Node right;
    byte largestFree; // the shortest length of a free block inside
    int children; // items directly inside
    double used; // addresses that these take

    Node(long high, long low, int length, int item) {
        this.high = high;
        this.low = low;
        this.length = (byte) length;
        this.item = item;
    }

    int length() {
        return length & 0xff;
    }

    int largestFree() {
        return largestFree & 0xff;
    }

    @Nullable Node child(int bit) {
        return bit == 0 ? left : right;
    }

    void setChild(int bit, @Nullable Node child) {
        if (bit == 0) {
            left = child;
        } else {
            right = child;
        }
    }

    boolean isStacked() {
        return left != null && left.length == length;
    }

    int bitAt(int index) {
        return Bits.bit(high, low, index);
    }

    boolean covers(long otherHigh, long otherLow, int otherLength) {
        return otherLength >= length() && Bits.common(high, low, otherHigh, otherLow) >= length();
    }

    /// Sums up what is below, after one of the children changed.
    ///
    /// @param bits of an address
    void refresh(int bits) {
        if (isStacked()) {
            largestFree = NONE_FREE;
            children = 1;
            used = Bits.power(bits - length());
            return;
        }
        int largest = left == null && right == null ? length() : NONE_FREE & 0xff;
        int count = 0;
        double sum = 0;
        for (int bit = 0; bit < 2; bit++) {
            Node child = child(bit);
            if (child == null) {
                largest = Math.min(largest, length() < bits ? length() + 1 : 255);
                continue;
            }
            if (child.length() >= length() + 2) {
                largest = Math.min(largest, length() + 2); // beside the way down to the child
            }
            if (child.item != NO_ITEM) {
                count++;
                sum += Bits.power(bits - child.length());
            } else {
                largest = Math.min(largest, child.largestFree());
                count += child.children;
                sum += child.used;
            }
        }
        largestFree = (byte) largest;
        children = count;
        used = sum;
    }
}
