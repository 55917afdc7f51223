package io.segwright.app.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The figures of a moment, as they were written down.
///
/// @param sequence 1 for the first
/// @param at of when they are
/// @param asOf what was believed then
/// @param recordedAt when they were written down
/// @param basis `now`, or `later` for a past moment that was computed afterwards
/// @param facts hash over all facts of the store that they rest on
public record KpiRecord(
        long sequence,
        Instant at,
        Instant asOf,
        Instant recordedAt,
        String basis,
        String facts,
        Map<Kpi, KpiValue> kpis) {
    /// Where the chain begins.
    static final String START = "0".repeat(64);

    public KpiRecord {
        kpis = Map.copyOf(kpis);
    }

    KpiRecord numbered(long number) {
        return new KpiRecord(number, at, asOf, recordedAt, basis, facts, kpis);
    }

    /// The line that keeps it; its last field is the SHA-256 of all before, closed by a brace: of
    /// `{"sequence":...,"previous":"..."}`.
    ///
    /// @param previous the hash of the line before
    String line(String previous) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sequence", sequence);
        object.put("at", at.toString());
        object.put("asOf", asOf.toString());
        object.put("recordedAt", recordedAt.toString());
        object.put("basis", basis);
        object.put("facts", facts);
        object.put("kpis", KpiJson.objects(new EnumMap<>(kpis)));
        object.put("previous", previous);
        String body = StrictJson.write(object);
        return body.substring(0, body.length() - 1)
                + ",\"hash\":\""
                + StrictJson.sha256(body)
                + "\"}";
    }

    static KpiRecord read(JsonNode object, String place) throws EvidenceException {
        return new KpiRecord(
                StrictJson.number(object, "sequence", place),
                instant(object, "at", place),
                instant(object, "asOf", place),
                instant(object, "recordedAt", place),
                StrictJson.text(object, "basis", place),
                StrictJson.text(object, "facts", place),
                KpiJson.read(StrictJson.list(object, "kpis", place), place));
    }

    static Instant instant(JsonNode object, String field, String place) throws EvidenceException {
        String text = StrictJson.text(object, field, place);
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new EvidenceException(
                    place + ": " + field + " '" + text + "': want e.g. 2026-04-01T00:00:00Z");
        }
    }
}
