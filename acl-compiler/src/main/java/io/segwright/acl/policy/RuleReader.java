package io.segwright.acl.policy;

import io.segwright.acl.yaml.Position;
import io.segwright.acl.yaml.YamlNode;
import io.segwright.acl.yaml.YamlNode.Mapping;
import io.segwright.acl.yaml.YamlNode.Scalar;
import io.segwright.acl.yaml.YamlNode.Sequence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the `rules` section.
final class RuleReader {
    private static final List<String> KEYS =
            List.of("name", "from", "to", "service", "owner", "ticket", "expires", "reason");

    private final References references;
    private final Defaults defaults;
    private final Instant now;
    private final Problems problems;
    private final Map<String, Position> seen = new HashMap<>();

    RuleReader(
            Map<String, Segment> segments,
            Map<String, Service> services,
            Defaults defaults,
            Instant now,
            Problems problems) {
        this.references = new References(segments, services, problems);
        this.defaults = defaults;
        this.now = now;
        this.problems = problems;
    }

    /// What a rule takes when it does not say so itself. An empty text is "not given".
    record Defaults(String owner, String ticket, Optional<LocalDate> expires) {}

    /// The rules that have not expired.
    List<Rule> read(YamlNode node) {
        if (!(node instanceof Sequence sequence)) {
            problems.error(node.at(), "rules is " + node.kind() + ": want a list of rules");
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            Fields.mapping(item, "a rule", problems).flatMap(this::rule).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule(Mapping mapping) {
        Fields fields = new Fields(mapping, "key of a rule", KEYS, problems);
        String name = name(fields);
        List<Segment> from = references.segments(fields.texts("from", "[web]"));
        List<Segment> to = references.segments(fields.texts("to", "[app]"));
        List<Service> service = references.services(fields.texts("service", "[https]"));
        String owner = required(fields, name, "owner", "the accountable team", defaults.owner);
        String ticket = required(fields, name, "ticket", "where it was asked for", defaults.ticket);
        Optional<LocalDate> expires = expires(fields, name);
        if (expires.isEmpty()) {
            return Optional.empty();
        }
        String reason = fields.scalar("reason").map(Scalar::text).orElse("");
        Position at = fields.at();
        Rule rule = new Rule(name, from, to, service, owner, ticket, expires.get(), reason, at);
        if (!rule.expiredAt(now)) {
            return Optional.of(rule);
        }
        Position where = fields.scalar("expires").map(Scalar::at).orElse(at);
        problems.warning(where, expired(rule));
        return Optional.empty();
    }

    static String expired(Rule rule) {
        return "rule '"
                + rule.name()
                + "' expired on "
                + rule.expires()
                + " and is left out: remove it, or ask "
                + rule.owner()
                + " for a new date";
    }

    private String name(Fields fields) {
        Optional<Scalar> scalar = fields.scalar("name");
        if (scalar.isEmpty()) {
            if (!fields.has("name")) {
                problems.error(fields.at(), "a rule has no name: want e.g. name: web-to-app");
            }
            return "";
        }
        Optional<String> name = Fields.name(scalar.get(), "rule", problems);
        Position first = name.isEmpty() ? null : seen.putIfAbsent(name.get(), scalar.get().at());
        if (first != null) {
            problems.error(
                    scalar.get().at(),
                    "rule '"
                            + name.get()
                            + "' is already on line "
                            + first.line()
                            + ": give it another name");
        }
        return name.orElse("");
    }

    private String required(
            Fields fields, String name, String key, String meaning, String otherwise) {
        if (fields.has(key)) {
            return fields.scalar(key).map(Scalar::text).orElse("");
        }
        if (otherwise.isEmpty()) {
            problems.error(
                    fields.at(),
                    "rule '" + name + "' has no " + key + ": want " + meaning + ", or a default");
        }
        return otherwise;
    }

    private Optional<LocalDate> expires(Fields fields, String name) {
        if (fields.has("expires")) {
            return fields.scalar("expires").flatMap(s -> date(s, problems));
        }
        if (defaults.expires.isEmpty()) {
            problems.error(
                    fields.at(),
                    "rule '" + name + "' has no expires: want its last day, e.g. 2027-06-30");
        }
        return defaults.expires;
    }

    /// Four-digit years only: a date with more is a slip of the hand.
    static Optional<LocalDate> date(Scalar scalar, Problems problems) {
        try {
            if (scalar.text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return Optional.of(LocalDate.parse(scalar.text()));
            }
        } catch (DateTimeException _) {
            // reported below, as every other text that is no date
        }
        problems.error(
                scalar.at(),
                "expires '"
                        + Fields.shortened(scalar.text())
                        + "' is no date: want e.g. 2027-06-30");
        return Optional.empty();
    }
}
