package io.segwright.app.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.inventory.attribute.Allocation;
import io.segwright.inventory.attribute.Polling;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.coverage.CoverageRow;
import io.segwright.inventory.coverage.CoverageRow.Thing;
import io.segwright.inventory.coverage.Gap;
import io.segwright.inventory.coverage.OwnerDirectory.Verdict;
import io.segwright.inventory.ipam.TagKind;
import io.segwright.inventory.kpi.AllocationRow;
import io.segwright.inventory.kpi.OwnerRow;
import io.segwright.inventory.kpi.TalkRow;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The rows of a pack: one JSON object a line, and back.
final class RowJson {
    private RowJson() {}

    static Map<String, Object> of(CoverageRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("thing", row.thing().word());
        object.put("subject", row.subject());
        object.put("name", row.name());
        object.put("site", row.site());
        object.put("service", row.service());
        object.put("owner", row.owner());
        object.put("reason", row.reason());
        object.put("segment", row.segment());
        object.put("lists", row.lists());
        return object;
    }

    static CoverageRow thing(JsonNode object, String place) throws EvidenceException {
        return checked(
                place,
                () ->
                        new CoverageRow(
                                Thing.valueOf(upper(object, "thing", place)),
                                StrictJson.text(object, "subject", place),
                                StrictJson.text(object, "name", place),
                                StrictJson.text(object, "site", place),
                                StrictJson.text(object, "service", place),
                                StrictJson.text(object, "owner", place),
                                StrictJson.text(object, "reason", place),
                                StrictJson.text(object, "segment", place),
                                StrictJson.texts(object, "lists", place)));
    }

    static Map<String, Object> of(AllocationRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        Allocation allocation = row.allocation();
        object.put("vrf", allocation.vrf().name());
        object.put("prefix", allocation.prefix().toString());
        for (TagKind kind : TagKind.values()) {
            object.put(kind.word(), kind.of(row.tags()));
        }
        object.put("validFrom", allocation.validFrom().toString());
        object.put("validTo", allocation.validTo().toString());
        object.put("source", allocation.source());
        object.put("confidence", allocation.confidencePercent());
        object.put(
                "required",
                EnumSet.allOf(TagKind.class).stream()
                        .filter(row.required()::contains)
                        .map(TagKind::word)
                        .toList());
        object.put("problems", row.problems());
        return object;
    }

    static AllocationRow allocation(JsonNode object, String place) throws EvidenceException {
        return checked(
                place,
                () -> {
                    Tags tags =
                            new Tags(
                                    StrictJson.text(object, "service", place),
                                    StrictJson.text(object, "subscription", place),
                                    StrictJson.text(object, "vm", place),
                                    StrictJson.text(object, "environment", place),
                                    StrictJson.text(object, "owner", place));
                    Set<TagKind> required = EnumSet.noneOf(TagKind.class);
                    for (String word : StrictJson.texts(object, "required", place)) {
                        required.add(TagKind.valueOf(word.toUpperCase(Locale.ROOT)));
                    }
                    return new AllocationRow(
                            new Allocation(
                                    new Vrf(StrictJson.text(object, "vrf", place)),
                                    prefix(object, place),
                                    tags,
                                    KpiRecord.instant(object, "validFrom", place),
                                    KpiRecord.instant(object, "validTo", place),
                                    Polling.ALLOWED, // says nothing of tags
                                    StrictJson.text(object, "source", place),
                                    (int) StrictJson.number(object, "confidence", place)),
                            tags,
                            required,
                            StrictJson.texts(object, "problems", place));
                });
    }

    private static Prefix prefix(JsonNode object, String place) throws EvidenceException {
        try {
            return Prefix.parse(StrictJson.text(object, "prefix", place));
        } catch (AddressFormatException e) {
            throw new EvidenceException(place + ": " + e.getMessage());
        }
    }

    static Map<String, Object> of(OwnerRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("owner", row.owner());
        object.put("state", row.verdict().name().toLowerCase(Locale.ROOT));
        object.put("allocations", row.allocations());
        return object;
    }

    static OwnerRow owner(JsonNode object, String place) throws EvidenceException {
        return checked(
                place,
                () ->
                        new OwnerRow(
                                StrictJson.text(object, "owner", place),
                                Verdict.valueOf(upper(object, "state", place)),
                                StrictJson.number(object, "allocations", place)));
    }

    static Map<String, Object> of(TalkRow row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fromService", row.from().service());
        object.put("fromOwner", row.from().owner());
        object.put("toService", row.to().service());
        object.put("toOwner", row.to().owner());
        object.put("flows", row.flows());
        object.put("bytes", row.bytes());
        return object;
    }

    static TalkRow talk(JsonNode object, String place) throws EvidenceException {
        return new TalkRow(
                end(object, "from", place),
                end(object, "to", place),
                StrictJson.number(object, "flows", place),
                StrictJson.number(object, "bytes", place));
    }

    private static Tags end(JsonNode object, String end, String place) throws EvidenceException {
        return new Tags(
                StrictJson.text(object, end + "Service", place),
                "",
                "",
                "",
                StrictJson.text(object, end + "Owner", place));
    }

    static Map<String, Object> of(Gap gap) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("gap", gap.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.put("subject", gap.subject());
        object.put("site", gap.site());
        object.put("place", gap.place());
        object.put("evidence", gap.evidence());
        object.put("remedy", gap.remedy());
        return object;
    }

    /// Reads a row.
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws EvidenceException;
    }

    private static <T> T checked(String place, Reading<T> reading) throws EvidenceException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new EvidenceException(place + ": " + e.getMessage());
        }
    }

    private static String upper(JsonNode object, String field, String place)
            throws EvidenceException {
        return StrictJson.text(object, field, place).toUpperCase(Locale.ROOT);
    }
}
