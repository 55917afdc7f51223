package io.segwright.graph.write;

import io.segwright.graph.schema.Keys;
import org.apache.tinkerpop.gremlin.structure.Element;

/// The oldest and the newest day that has conversations, so that a question over all time has an end.
final class DayRange {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void include(long day) {
        first = Math.min(first, day);
        last = Math.max(last, day);
    }

    void writeTo(Element store) {
        if (first > last) {
            return;
        }
        long oldFirst = store.<Long>property(Keys.FIRST_DAY).orElse(Long.MAX_VALUE);
        long oldLast = store.<Long>property(Keys.LAST_DAY).orElse(Long.MIN_VALUE);
        if (first < oldFirst) {
            store.property(Keys.FIRST_DAY, first);
        }
        if (last > oldLast) {
            store.property(Keys.LAST_DAY, last);
        }
    }
}
