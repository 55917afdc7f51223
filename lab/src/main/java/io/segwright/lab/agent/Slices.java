package io.segwright.lab.agent;

import java.util.Arrays;

/// Byte strings one after the other in one array: a list of them without an object each. Not for concurrent use.
final class Slices {
    private byte[] bytes = new byte[256];
    private int[] ends = new int[16];
    private int size;

    void add(byte[] source, int offset, int length) {
        int end = Math.addExact(end(size - 1), length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length + (bytes.length >> 1)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + (size >> 1));
        }
        System.arraycopy(source, offset, bytes, end - length, length);
        ends[size++] = end;
    }

    private int end(int index) {
        return index < 0 ? 0 : ends[index];
    }

    int size() {
        return size;
    }

    /// Compares two as unsigned bytes.
    int compare(int one, int other) {
        return Arrays.compareUnsigned(
                bytes, end(one - 1), ends[one], bytes, end(other - 1), ends[other]);
    }

    byte[] copy(int index) {
        return Arrays.copyOfRange(bytes, end(index - 1), ends[index]);
    }

    /// The same ones in another order, and no room to spare.
    Slices inOrder(int[] order) {
        Slices out = new Slices();
        out.bytes = new byte[end(size - 1)];
        out.ends = new int[size];
        for (int index : order) {
            out.add(bytes, end(index - 1), ends[index] - end(index - 1));
        }
        return out;
    }

    /// The same ones without room to spare.
    Slices trimmed() {
        Slices out = new Slices();
        out.bytes = Arrays.copyOf(bytes, end(size - 1));
        out.ends = Arrays.copyOf(ends, size);
        out.size = size;
        return out;
    }

    /// All of them, not copied.
    byte[] bytes() {
        return bytes;
    }

    /// Where each ends in [#bytes], not copied.
    int[] ends() {
        return ends;
    }
}
