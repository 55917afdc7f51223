package io.segwright.inventory.ipam;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The requests, each as the bytes that the journal has of it, by id, and by key.
///
/// Objects would take three to four times the room: a million requests are a gigabyte, this way 250 MB. A request is
/// decoded when it is looked at, in about a microsecond.
final class Store {
    private static final int PAGE = 4_096; // requests; so that growing copies no large array

    private byte[][] @Nullable [] pages = new byte[16][][];
    private int[] byKey = new int[1_024]; // open addressing, linear probing; 0 free, -1 was used
    private int keysUsed; // slots that are not free
    private int size;
    private long bytes;

    int size() {
        return size;
    }

    /// What the encoded requests take, without their arrays' headers.
    long bytes() {
        return bytes;
    }

    /// Null where there is none.
    @Nullable Request get(int id) {
        byte[] encoded = encoded(id);
        return encoded == null ? null : decode(encoded);
    }

    /// Null where there is none.
    byte @Nullable [] encoded(int id) {
        int page = id / PAGE;
        byte[][] of = page < pages.length ? pages[page] : null;
        return of == null ? null : of[id % PAGE];
    }

    private static Request decode(byte[] encoded) {
        try {
            if (ChangeCodec.decode(encoded) instanceof Change.RequestPut(Request request)) {
                return request;
            }
        } catch (ChangeCodec.FormatException e) {
            throw new IllegalStateException("own bytes: " + e.getMessage(), e);
        }
        throw new IllegalStateException("own bytes: no request");
    }

    void put(int id, byte[] encoded) {
        int page = id / PAGE;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
        }
        byte[][] of = pages[page];
        if (of == null) {
            of = new byte[PAGE][];
            pages[page] = of;
        }
        byte[] before = of[id % PAGE];
        of[id % PAGE] = encoded;
        bytes += encoded.length - (before == null ? 0 : before.length);
        if (before == null) {
            size++;
            String key = ChangeCodec.key(encoded);
            if (!key.isEmpty()) {
                index(key, id);
            }
        }
    }

    void forget(int id) {
        byte[] encoded = encoded(id);
        byte[][] of = pages[id / PAGE];
        if (encoded == null || of == null) {
            return;
        }
        String key = ChangeCodec.key(encoded);
        if (!key.isEmpty()) {
            int slot = slot(key);
            if (byKey[slot] == id) {
                byKey[slot] = -1;
            }
        }
        of[id % PAGE] = null;
        bytes -= encoded.length;
        size--;
    }

    /// Null where no request has that key.
    @Nullable Request byKey(String key) {
        int id = byKey[slot(key)];
        return id > 0 ? get(id) : null;
    }

    /// Where the key is, or a free place.
    private int slot(String key) {
        int mask = byKey.length - 1;
        int slot = spread(key) & mask;
        while (byKey[slot] != 0 && !isKeyOf(byKey[slot], key)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isKeyOf(int id, String key) {
        byte[] encoded = id > 0 ? encoded(id) : null;
        return encoded != null && ChangeCodec.key(encoded).equals(key);
    }

    private void index(String key, int id) {
        if ((keysUsed + 1) * 2 > byKey.length) {
            rebuild();
        }
        int slot = slot(key);
        keysUsed += byKey[slot] == 0 ? 1 : 0;
        byKey[slot] = id;
    }

    private void rebuild() {
        int[] old = byKey;
        int live = 0;
        for (int id : old) {
            live += id > 0 ? 1 : 0;
        }
        byKey = new int[Math.max(1_024, Integer.highestOneBit(live) * 4)];
        keysUsed = 0;
        for (int id : old) {
            byte[] encoded = id > 0 ? encoded(id) : null;
            if (encoded != null) {
                byKey[slot(ChangeCodec.key(encoded))] = id;
                keysUsed++;
            }
        }
    }

    private static int spread(String key) {
        int hash = key.hashCode() * 0x9e3779b9;
        return hash ^ (hash >>> 15);
    }
}
