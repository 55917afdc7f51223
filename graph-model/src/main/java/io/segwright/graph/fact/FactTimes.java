package io.segwright.graph.fact;

import static io.segwright.graph.schema.Schema.FOREVER;

import io.segwright.graph.schema.Keys;
import java.time.Instant;
import org.apache.tinkerpop.gremlin.structure.Element;

/// The five instants of a fact; [io.segwright.graph.schema.Schema#FOREVER] where not yet filled in.
///
/// @param validFrom from when it was true, inclusive
/// @param validTo until when it was true, exclusive
/// @param recordedAt since when we believe it, inclusive
/// @param supersededAt when `validTo` was filled in: before that we believed "still"
/// @param retractedAt when we stopped to believe it at all, exclusive
public record FactTimes(
        Instant validFrom,
        Instant validTo,
        Instant recordedAt,
        Instant supersededAt,
        Instant retractedAt) {

    /// A fact that holds from `validFrom` on.
    public static FactTimes open(Instant validFrom, Instant recordedAt) {
        return new FactTimes(validFrom, FOREVER, recordedAt, FOREVER, FOREVER);
    }

    /// A fact whose end is known when it is written.
    public static FactTimes between(Instant validFrom, Instant validTo, Instant recordedAt) {
        return validTo.equals(FOREVER)
                ? open(validFrom, recordedAt)
                : new FactTimes(validFrom, validTo, recordedAt, recordedAt, FOREVER);
    }

    public static FactTimes of(Fields fact) {
        return new FactTimes(
                fact.value(Keys.VALID_FROM),
                fact.value(Keys.VALID_TO),
                fact.value(Keys.RECORDED_AT),
                fact.value(Keys.SUPERSEDED_AT),
                fact.value(Keys.RETRACTED_AT));
    }

    public void writeTo(Element fact) {
        fact.property(Keys.VALID_FROM, validFrom);
        fact.property(Keys.VALID_TO, validTo);
        fact.property(Keys.RECORDED_AT, recordedAt);
        fact.property(Keys.SUPERSEDED_AT, supersededAt);
        fact.property(Keys.RETRACTED_AT, retractedAt);
    }

    /// True while nothing has closed or retracted it.
    public boolean isOpen() {
        return supersededAt.equals(FOREVER) && retractedAt.equals(FOREVER);
    }

    /// True while we believe it, for whatever time it says.
    public boolean isBelieved() {
        return retractedAt.equals(FOREVER);
    }

    public boolean holds(AsOf asOf) {
        return isBelievedAt(asOf.knownAt())
                && !asOf.validAt().isBefore(validFrom)
                && (asOf.validAt().isBefore(validTo) || asOf.knownAt().isBefore(supersededAt));
    }

    /// True where we believed it at a moment, for whatever time it says.
    public boolean isBelievedAt(Instant knownAt) {
        return !knownAt.isBefore(recordedAt) && knownAt.isBefore(retractedAt);
    }

    /// True where today's belief about the fact meets `[from, to)`.
    public boolean overlaps(Instant from, Instant to) {
        return isBelieved() && validFrom.isBefore(to) && from.isBefore(validTo);
    }

    FactTimes closed(Instant at, Instant now) {
        return new FactTimes(validFrom, at, recordedAt, now, retractedAt);
    }

    FactTimes retracted(Instant now) {
        return new FactTimes(validFrom, validTo, recordedAt, supersededAt, now);
    }
}
