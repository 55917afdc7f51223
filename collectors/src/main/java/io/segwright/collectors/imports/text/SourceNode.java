package io.segwright.collectors.imports.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value in a file, and the place where it begins: line and column from 1.
public sealed interface SourceNode {
    int line();

    int column();

    /// What a person would call it, for messages.
    default String kind() {
        return switch (this) {
            case Text _ -> "a text";
            case Absent _ -> "nothing";
            case Sequence _ -> "a list";
            case Mapping _ -> "an object";
        };
    }

    /// A text, a number or a boolean, as it is written: `007` stays `007`.
    record Text(String value, int line, int column) implements SourceNode {}

    /// JSON's `null`, YAML's `~`, `null` or an empty value.
    record Absent(int line, int column) implements SourceNode {}

    record Sequence(List<SourceNode> items, int line, int column) implements SourceNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Keys are unique and in the order of the file.
    record Mapping(Map<String, SourceNode> entries, int line, int column) implements SourceNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /// The value of a key; an [Absent] at the object's own place where there is none.
        public SourceNode get(String key) {
            SourceNode value = entries.get(key);
            return value == null ? new Absent(line, column) : value;
        }
    }
}
