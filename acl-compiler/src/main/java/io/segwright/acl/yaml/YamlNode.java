package io.segwright.acl.yaml;

import java.util.List;
import java.util.Optional;

/// A value in a YAML text, and where it begins.
public sealed interface YamlNode {
    Position at();

    /// What a person would call it, for messages: `a text`, `a list`, `a map`.
    default String kind() {
        return switch (this) {
            case Scalar _ -> "a text";
            case Sequence _ -> "a list";
            case Mapping _ -> "a map";
        };
    }

    /// Text, never converted: `no`, `022` and `12:30` stay as written.
    record Scalar(String text, Position at) implements YamlNode {}

    /// `[a, b]` or lines that begin with `-`.
    record Sequence(List<YamlNode> items, Position at) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Keys are unique and in the order of the text.
    record Mapping(List<Entry> entries, Position at) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /// Linear in the number of keys: for maps with few, fixed keys.
        public Optional<YamlNode> find(String key) {
            return entries.stream()
                    .filter(e -> e.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /// One key of a map with its value.
    record Entry(Scalar key, YamlNode value) {}
}
