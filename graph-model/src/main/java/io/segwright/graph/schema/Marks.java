package io.segwright.graph.schema;

import java.util.List;
import java.util.stream.IntStream;

/// The values of `open` and `ever`: a label and a shard, so that no index row grows with the whole estate.
public final class Marks {
    private static final int SHARDS = 16; // one row of 1/16: Cassandra keeps a row on one node

    private Marks() {}

    /// The mark of an entity's facts of one label.
    public static String of(String label, String entity) {
        return label + "-" + Math.floorMod(entity.hashCode(), SHARDS);
    }

    /// Every mark of a label.
    public static List<String> all(String label) {
        return IntStream.range(0, SHARDS).mapToObj(shard -> label + "-" + shard).toList();
    }
}
