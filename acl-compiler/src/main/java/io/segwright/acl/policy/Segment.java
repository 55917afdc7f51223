package io.segwright.acl.policy;

import io.segwright.acl.yaml.Position;
import io.segwright.inventory.net.Prefix;
import java.util.List;

/// A named set of addresses. Two segments may overlap.
public sealed interface Segment {
    String name();

    Position at();

    /// The addresses whose deepest allocation, with the tags that it inherits, fits the selector.
    record ByTags(String name, Selector selector, Position at) implements Segment {}

    /// Literal prefixes, for what lies outside the inventory.
    record ByPrefixes(String name, List<Prefix> prefixes, Position at) implements Segment {
        public ByPrefixes {
            prefixes = List.copyOf(prefixes);
        }
    }
}
