package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.collectors.imports.text.SourceNode.Mapping;
import io.segwright.collectors.imports.text.SourceNode.Sequence;
import java.util.List;

/// A JSON pointer (RFC 6901); what does not begin with `/` is one key.
///
/// @param steps keys and indices from the root
record Pointer(List<String> steps) {
    Pointer {
        steps = List.copyOf(steps);
    }

    static Pointer of(String text) {
        if (!text.startsWith("/")) {
            return new Pointer(text.isEmpty() ? List.of() : List.of(text));
        }
        return new Pointer(
                List.of(text.substring(1).split("/", -1)).stream()
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList());
    }

    /// What is there; an [SourceNode.Absent] where nothing is.
    SourceNode in(SourceNode root) {
        SourceNode node = root;
        for (String step : steps) {
            node = step(node, step);
        }
        return node;
    }

    private static SourceNode step(SourceNode node, String step) {
        if (node instanceof Mapping mapping) {
            return mapping.get(step);
        }
        if (node instanceof Sequence list && step.matches("0|[1-9][0-9]{0,6}")) {
            int index = Integer.parseInt(step);
            if (index < list.items().size()) {
                return list.items().get(index);
            }
        }
        return new SourceNode.Absent(node.line(), node.column());
    }
}
