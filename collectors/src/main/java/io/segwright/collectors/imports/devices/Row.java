package io.segwright.collectors.imports.devices;

import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One device of a list, whatever the format: asked for the texts at a place of its own.
sealed interface Row {
    int line();

    /// The texts at a column or pointer; none where it is empty or absent, several where it is a list.
    ///
    /// @throws SourceFormatException where something else than texts is there
    List<Cell> texts(String from) throws SourceFormatException;

    /// A line of CSV.
    ///
    /// @param columns index by title
    record Line(int line, List<String> cells, Map<String, Integer> columns) implements Row {
        @Override
        public List<Cell> texts(String from) {
            Integer index = columns.get(from);
            String text = index == null || index >= cells.size() ? "" : cells.get(index).strip();
            return text.isEmpty() || index == null
                    ? List.of()
                    : List.of(new Cell(text, line, index + 1));
        }
    }

    /// An object of JSON or YAML.
    record Tree(SourceNode root) implements Row {
        @Override
        public int line() {
            return root.line();
        }

        @Override
        public List<Cell> texts(String from) throws SourceFormatException {
            SourceNode node = Pointer.of(from).in(root);
            if (!(node instanceof SourceNode.Sequence list)) {
                return text(node, from);
            }
            List<Cell> cells = new ArrayList<>();
            for (SourceNode item : list.items()) {
                cells.addAll(text(item, from));
            }
            return cells;
        }

        private static List<Cell> text(SourceNode node, String from) throws SourceFormatException {
            return switch (node) {
                case SourceNode.Text(String value, int line, int column) ->
                        value.isBlank()
                                ? List.of()
                                : List.of(new Cell(value.strip(), line, column));
                case SourceNode.Absent _ -> List.of();
                case SourceNode.Sequence _, SourceNode.Mapping _ ->
                        throw new SourceFormatException(
                                node,
                                "%s is %s, want a text: point deeper, e.g. %s/name"
                                        .formatted(from, node.kind(), from));
            };
        }
    }
}
