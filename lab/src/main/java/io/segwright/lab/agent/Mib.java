package io.segwright.lab.agent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What an agent can answer: OIDs in its order, each with its varbind already encoded. Immutable, shared by any number of
/// agents and threads.
///
/// Flat arrays: about 60 bytes a varbind. A look-up is one binary search, a step of a walk is an increment.
///
/// ```
/// keys     | key 0 | key 1 | ...      keyEnds[i]     = where key i ends
/// varbinds | SEQUENCE 0 | ...         varbindEnds[i] = where varbind i ends
/// ```
public final class Mib {
    private final byte[] keys;
    private final int[] keyEnds;
    private final byte[] varbinds;
    private final int[] varbindEnds;
    private final byte[] tags;
    private final int @Nullable [] byKey; // rows in the order of their keys; null: they are in it

    private Mib(Slices keys, Slices varbinds, byte[] tags, int @Nullable [] byKey) {
        this.keys = keys.bytes();
        this.keyEnds = keys.ends();
        this.varbinds = varbinds.bytes();
        this.varbindEnds = varbinds.ends();
        this.tags = tags;
        this.byKey = byKey;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// How many varbinds.
    public int size() {
        return keyEnds.length;
    }

    /// What it takes of the heap.
    public long bytes() {
        return keys.length + (long) varbinds.length + 13L * size();
    }

    /// Every varbind as it stands in an answer, one after the other in the agent's order; read-only.
    public ByteBuffer encoded() {
        return ByteBuffer.wrap(varbinds).asReadOnlyBuffer();
    }

    byte[] varbinds() {
        return varbinds;
    }

    int varbindStart(int index) {
        return index == 0 ? 0 : varbindEnds[index - 1];
    }

    int varbindLength(int index) {
        return varbindEnds[index] - varbindStart(index);
    }

    boolean isCounter64(int index) {
        return tags[index] == Tags.COUNTER64;
    }

    /// The first row that has the key, or `-(row of the least greater key, or size) - 1`.
    int find(byte[] key) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(row(middle), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == size()) {
            return -size() - 1;
        }
        int row = row(low);
        return compare(row, key) == 0 ? row : -row - 1;
    }

    /// The row whose key has so many keys before it.
    private int row(int rank) {
        return byKey == null ? rank : byKey[rank];
    }

    /// Compares the key at the index with another.
    int compare(int index, byte[] key) {
        int start = index == 0 ? 0 : keyEnds[index - 1];
        return Arrays.compareUnsigned(keys, start, keyEnds[index], key, 0, key.length);
    }

    boolean startsWith(int index, byte[] prefix) {
        int start = index == 0 ? 0 : keyEnds[index - 1];
        return keyEnds[index] - start >= prefix.length
                && Arrays.equals(keys, start, start + prefix.length, prefix, 0, prefix.length);
    }

    /// Collects varbinds in any order, in the same flat form. Not for concurrent use.
    public static final class Builder {
        private final Slices keys = new Slices();
        private final Slices varbinds = new Slices();
        private byte[] tags = new byte[16];

        private Builder() {}

        public Builder put(Oid oid, SnmpValue value) {
            byte[] name = oid.toBer();
            try {
                byte[] key = OidKey.of(name);
                if (keys.size() == tags.length) {
                    tags = Arrays.copyOf(tags, tags.length * 2);
                }
                tags[keys.size()] = (byte) value.tag();
                keys.add(key, 0, key.length);
            } catch (BerException e) {
                throw new AssertionError(oid + " does not read back", e);
            }
            byte[] varbind = encode(name, value.element());
            varbinds.add(varbind, 0, varbind.length);
            return this;
        }

        /// How many varbinds so far.
        public int size() {
            return keys.size();
        }

        /// In OID order, as an agent should be.
        ///
        /// @throws IllegalStateException where an OID was put twice
        public Mib build() {
            int[] order = byKey();
            for (int i = 1; i < order.length; i++) {
                if (keys.compare(order[i - 1], order[i]) == 0) {
                    throw new IllegalStateException(
                            OidKey.text(keys.copy(order[i])) + " was put twice");
                }
            }
            byte[] sorted = new byte[order.length];
            for (int i = 0; i < order.length; i++) {
                sorted[i] = tags[order[i]];
            }
            return new Mib(keys.inOrder(order), varbinds.inOrder(order), sorted, null);
        }

        /// In the order in which they were put, even where it goes back or an OID comes again: after a row comes the
        /// next one, after an OID that no row has the least greater one. So some real agents answer.
        public Mib buildAsPut() {
            int[] order = byKey();
            boolean increasing = true;
            for (int i = 1; i < order.length; i++) {
                increasing &= keys.compare(i - 1, i) < 0;
            }
            byte[] own = Arrays.copyOf(tags, keys.size());
            return new Mib(keys.trimmed(), varbinds.trimmed(), own, increasing ? null : order);
        }

        /// Rows by key, equal ones as they were put.
        private int[] byKey() {
            Integer[] rows = new Integer[keys.size()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = i;
            }
            Arrays.sort(rows, keys::compare); // stable, and linear where it is sorted already
            int[] order = new int[rows.length];
            for (int i = 0; i < order.length; i++) {
                order[i] = rows[i];
            }
            return order;
        }
    }

    /// One encoded varbind: a sequence of name and value element.
    static byte[] encode(byte[] name, byte[] valueElement) {
        BerWriter writer = new BerWriter(name.length + valueElement.length + 16);
        int mark = writer.mark();
        writer.bytes(valueElement, 0, valueElement.length).octets(Tags.OBJECT_ID, name);
        return writer.wrap(Tags.SEQUENCE, mark).toBytes();
    }
}
