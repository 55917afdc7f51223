package io.segwright.graph.fact;

import io.segwright.inventory.claim.Statement;
import io.segwright.inventory.observe.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Statements as one flat list, six texts each: attribute, value, confidence, evidence, since, until.
final class StatementTexts {
    private static final int TEXTS = 6;

    private StatementTexts() {}

    static String[] write(Collection<Statement> statements) {
        List<String> texts = new ArrayList<>(statements.size() * TEXTS);
        for (Statement statement : statements) {
            texts.add(statement.attribute().name());
            texts.add(statement.value());
            texts.add(Integer.toString(statement.confidencePercent()));
            texts.add(statement.evidence());
            texts.add(statement.since().toString());
            texts.add(statement.isSaid() ? "" : statement.until().toString());
        }
        return texts.toArray(String[]::new);
    }

    static List<Statement> read(String[] texts) {
        List<Statement> statements = new ArrayList<>(texts.length / TEXTS);
        for (int i = 0; i + TEXTS <= texts.length; i += TEXTS) {
            String until = texts[i + 5];
            statements.add(
                    new Statement(
                            Attribute.valueOf(texts[i]),
                            texts[i + 1],
                            Integer.parseInt(texts[i + 2]),
                            texts[i + 3],
                            Instant.parse(texts[i + 4]),
                            until.isEmpty() ? Instant.MAX : Instant.parse(until)));
        }
        return statements;
    }
}
