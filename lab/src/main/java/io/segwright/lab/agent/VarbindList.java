package io.segwright.lab.agent;

import java.util.Arrays;

/// Encoded varbinds of one answer, as slices of where they already are.
final class VarbindList {
    private byte[][] sources = new byte[32][];
    private int[] offsets = new int[32];
    private int[] lengths = new int[32];
    private int size;
    private int bytes;

    void add(byte[] source, int offset, int length) {
        if (size == sources.length) {
            sources = Arrays.copyOf(sources, size * 2);
            offsets = Arrays.copyOf(offsets, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        sources[size] = source;
        offsets[size] = offset;
        lengths[size] = length;
        size++;
        bytes += length;
    }

    void removeLast() {
        size--;
        bytes -= lengths[size];
    }

    void clear() {
        size = 0;
        bytes = 0;
    }

    int size() {
        return size;
    }

    int bytes() {
        return bytes;
    }

    /// The name of the varbind at the index, BER content.
    byte[] name(int index) throws BerException {
        int start = offsets[index];
        return new BerReader(sources[index], start, start + lengths[index])
                .enter(Tags.SEQUENCE)
                .octets(Tags.OBJECT_ID);
    }

    /// Writes them back to front, as the writer wants.
    void writeTo(BerWriter writer) {
        for (int i = size - 1; i >= 0; i--) {
            writer.bytes(sources[i], offsets[i], lengths[i]);
        }
    }
}
