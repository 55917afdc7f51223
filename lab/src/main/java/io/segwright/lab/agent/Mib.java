package io.segwright.lab.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What an agent can answer: OIDs in order, each with its varbind already encoded. Immutable, shared by any number of
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

    private Mib(byte[] keys, int[] keyEnds, byte[] varbinds, int[] varbindEnds, byte[] tags) {
        this.keys = keys;
        this.keyEnds = keyEnds;
        this.varbinds = varbinds;
        this.varbindEnds = varbindEnds;
        this.tags = tags;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// How many varbinds.
    public int size() {
        return keyEnds.length;
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

    /// The index of the key, or `-(insertion point) - 1`.
    int find(byte[] key) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
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

    /// Collects varbinds in any order. Not for concurrent use.
    public static final class Builder {
        private final List<Row> rows = new ArrayList<>();

        private Builder() {}

        public Builder put(Oid oid, SnmpValue value) {
            rows.add(Row.of(oid, value));
            return this;
        }

        /// @throws IllegalStateException where an OID was put twice
        public Mib build() {
            List<Row> sorted = new ArrayList<>(rows);
            sorted.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
            int keyBytes = 0;
            int varbindBytes = 0;
            for (Row row : sorted) {
                keyBytes += row.key.length;
                varbindBytes += row.varbind.length;
            }
            byte[] keys = new byte[keyBytes];
            byte[] varbinds = new byte[varbindBytes];
            int[] keyEnds = new int[sorted.size()];
            int[] varbindEnds = new int[sorted.size()];
            byte[] tags = new byte[sorted.size()];
            int keyAt = 0;
            int varbindAt = 0;
            for (int i = 0; i < sorted.size(); i++) {
                Row row = sorted.get(i);
                if (i > 0 && Arrays.equals(row.key, sorted.get(i - 1).key)) {
                    throw new IllegalStateException(row.oid + " was put twice");
                }
                System.arraycopy(row.key, 0, keys, keyAt, row.key.length);
                System.arraycopy(row.varbind, 0, varbinds, varbindAt, row.varbind.length);
                keyAt += row.key.length;
                varbindAt += row.varbind.length;
                keyEnds[i] = keyAt;
                varbindEnds[i] = varbindAt;
                tags[i] = (byte) row.tag;
            }
            return new Mib(keys, keyEnds, varbinds, varbindEnds, tags);
        }
    }

    private static final class Row {
        private final Oid oid;
        private final byte[] key;
        private final byte[] varbind;
        private final int tag;

        private Row(Oid oid, byte[] key, byte[] varbind, int tag) {
            this.oid = oid;
            this.key = key;
            this.varbind = varbind;
            this.tag = tag;
        }

        private static Row of(Oid oid, SnmpValue value) {
            byte[] name = oid.toBer();
            try {
                return new Row(oid, OidKey.of(name), encode(name, value.element()), value.tag());
            } catch (BerException e) {
                throw new AssertionError(oid + " does not read back", e);
            }
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
