package io.segwright.collectors.understand;

import io.segwright.inventory.observe.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads fact tables: `scope object name attribute confidence [pattern [value]]`, tabs between.
final class RuleTable {
    private static final Pattern ANYTHING = Pattern.compile(".+", Pattern.DOTALL);

    private RuleTable() {}

    static List<Rule> shipped() {
        List<Rule> rules = new ArrayList<>();
        for (String name : List.of("objects.tsv", "descriptions.tsv")) {
            for (Tsv.Line line : Tsv.read(name)) {
                rules.add(rule(line));
            }
        }
        return List.copyOf(rules);
    }

    private static Rule rule(Tsv.Line line) {
        try {
            String pattern = line.field(5);
            String value = line.field(6);
            return new Rule(
                    Scope.parse(line.field(0)),
                    Place.parse(line.field(1)),
                    line.field(2),
                    Attribute.valueOf(line.field(3)),
                    Integer.parseInt(line.field(4)),
                    pattern.isEmpty() || pattern.equals("-") ? ANYTHING : Pattern.compile(pattern),
                    value.isEmpty() ? defaultValue(pattern) : value);
        } catch (PatternSyntaxException e) {
            throw new IllegalStateException(line.where() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    line.where()
                            + ": "
                            + e.getMessage()
                            + "; want scope, object, name, attribute, confidence, pattern, value",
                    e);
        }
    }

    /// The first group where the pattern has one.
    private static String defaultValue(String pattern) {
        return pattern.replace("\\(", "").replace("(?", "").contains("(") ? "$1" : "$0";
    }
}
