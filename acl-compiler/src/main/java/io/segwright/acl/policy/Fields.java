package io.segwright.acl.policy;

import io.segwright.acl.yaml.Position;
import io.segwright.acl.yaml.YamlNode;
import io.segwright.acl.yaml.YamlNode.Entry;
import io.segwright.acl.yaml.YamlNode.Mapping;
import io.segwright.acl.yaml.YamlNode.Scalar;
import io.segwright.acl.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes typed values out of one YAML map, and reports what does not fit.
///
/// A value that does not fit is reported once and then read as absent, so callers go on to the next error.
final class Fields {
    private static final int TEXT_CHARS_MAX =
            200; // owners, tickets, reasons go into comments of 128
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}";

    private final Mapping mapping;
    private final Problems problems;

    /// @param what for messages, e.g. `key of a rule`
    Fields(Mapping mapping, String what, List<String> allowed, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        for (Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!allowed.contains(key)) {
                problems.error(entry.key().at(), NearMatch.unknown(what, key, allowed));
            }
        }
    }

    /// The map at `node`, or nothing and an error.
    static Optional<Mapping> mapping(YamlNode node, String what, Problems problems) {
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.error(node.at(), what + " is " + node.kind() + ": want a map of key: value");
        return Optional.empty();
    }

    static Optional<String> text(YamlNode node, String what, Problems problems) {
        if (!(node instanceof Scalar scalar)) {
            problems.error(node.at(), what + " is " + node.kind() + ": want a text");
            return Optional.empty();
        }
        String text = scalar.text();
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        if (text.isBlank() || text.length() > TEXT_CHARS_MAX || !printable) {
            problems.error(
                    node.at(),
                    what
                            + (text.isBlank() ? " is empty" : " does not fit")
                            + ": want 1.."
                            + TEXT_CHARS_MAX
                            + " printable characters on one line");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    static Optional<String> name(Scalar scalar, String what, Problems problems) {
        if (scalar.text().matches(NAME)) {
            return Optional.of(scalar.text());
        }
        problems.error(
                scalar.at(),
                what
                        + " name '"
                        + shortened(scalar.text())
                        + "': want 1..60 letters, digits, dots, - or _, no . - _ first");
        return Optional.empty();
    }

    static String shortened(String text) {
        String flat = text.replaceAll("\\p{Cntrl}", "?");
        return flat.length() > 60 ? flat.substring(0, 60) + "..." : flat;
    }

    Position at() {
        return mapping.at();
    }

    boolean has(String key) {
        return mapping.find(key).isPresent();
    }

    Optional<Scalar> scalar(String key) {
        Optional<YamlNode> node = mapping.find(key);
        if (node.isEmpty() || text(node.get(), key, problems).isEmpty()) {
            return Optional.empty();
        }
        return node.map(Scalar.class::cast);
    }

    Optional<Mapping> map(String key) {
        return mapping.find(key).flatMap(n -> mapping(n, key, problems));
    }

    /// A list of at least one text. Absent or unfit: reported, and empty.
    List<Scalar> texts(String key, String example) {
        Optional<YamlNode> node = mapping.find(key);
        if (node.isEmpty()) {
            problems.error(at(), key + " is missing: want e.g. " + key + ": " + example);
            return List.of();
        }
        return texts(node.get(), key, example, problems);
    }

    static List<Scalar> texts(YamlNode node, String what, String example, Problems problems) {
        if (!(node instanceof Sequence sequence)) {
            problems.error(
                    node.at(), what + " is " + node.kind() + ": want a list such as " + example);
            return List.of();
        }
        if (sequence.items().isEmpty()) {
            problems.error(node.at(), what + " is an empty list: want e.g. " + example);
        }
        List<Scalar> texts = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (text(item, "an entry of " + what, problems).isPresent()) {
                texts.add((Scalar) item);
            }
        }
        return texts;
    }
}
