package io.segwright.graph.write;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which vertex carries an anchor's key, for the keys used last. The writer's thread alone uses it.
final class AnchorCache {
    private static final int ENTRIES_MAX =
            200_000; // about 30 MB; beyond it an index look-up of 20 µs

    private boolean complete;
    private final Map<String, Object> ids =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
                    boolean full = size() > ENTRIES_MAX;
                    complete &= !full;
                    return full;
                }
            };

    /// Says that the graph has no anchors yet: from now on, what is not here is nowhere.
    void startFromNothing() {
        complete = true;
    }

    /// True while every anchor of the graph is here: filling a new graph then needs no look-ups.
    boolean isComplete() {
        return complete;
    }

    Optional<Object> id(String key) {
        return Optional.ofNullable(ids.get(key));
    }

    void remember(String key, Object id) {
        ids.put(key, id);
    }
}
