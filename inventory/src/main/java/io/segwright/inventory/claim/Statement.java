package io.segwright.inventory.claim;

import io.segwright.inventory.observe.Attribute;
import io.segwright.inventory.observe.AttributeFact;
import java.time.Instant;
import java.util.Comparator;

/// What a source says of one attribute at one place of its own, and since when. It has no time of the last repetition:
/// a source that repeats itself changes nothing, so nothing has to be written.
///
/// @param since from when on it has said this value
/// @param until when it was first heard not to say it any more; [Instant#MAX] while it still does
public record Statement(
        Attribute attribute,
        String value,
        int confidencePercent,
        String evidence,
        Instant since,
        Instant until) {
    private static final int VALUE_CHARS_MAX =
            1_000; // sysLocation has 255; a person may write more

    private static final int EVIDENCE_CHARS_MAX =
            300; // an object's name and number, a file and line

    /// The word of the source comes first: what it still says, the surest place.
    static final Comparator<Statement> ORDER =
            Comparator.comparing(Statement::attribute)
                    .thenComparing(s -> !s.isSaid())
                    .thenComparingInt(s -> -s.confidencePercent)
                    .thenComparing(Statement::evidence)
                    .thenComparing(Statement::value)
                    .thenComparing(Statement::since)
                    .thenComparing(Statement::until);

    public Statement {
        if (value.isBlank()) {
            throw new IllegalArgumentException(attribute + ": blank, want a value or no statement");
        }
    }

    static Statement of(AttributeFact fact, Instant since) {
        return new Statement(
                fact.attribute(),
                cut(fact.value().strip(), VALUE_CHARS_MAX),
                fact.confidencePercent(),
                cut(fact.evidence(), EVIDENCE_CHARS_MAX),
                since,
                Instant.MAX);
    }

    private static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars);
    }

    /// False for a last word that was not repeated.
    public boolean isSaid() {
        return until.equals(Instant.MAX);
    }

    Statement silentAt(Instant at) {
        return isSaid()
                ? new Statement(attribute, value, confidencePercent, evidence, since, at)
                : this;
    }

    Statement saidSince(Instant earlier) {
        return new Statement(attribute, value, confidencePercent, evidence, earlier, until);
    }
}
