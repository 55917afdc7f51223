package io.segwright.app.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// JSON as evidence has it: one value on one line, fields in a fixed order, no blanks; read back without mercy.
///
/// The fields of an object are read by name; a missing one, or one of another kind, is an [EvidenceException].
final class StrictJson {
    private static final int DEPTH_MAX = 16; // ours has 5
    private static final int TEXT_CHARS_MAX =
            1_000_000; // one text; the longest is a gap's evidence

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .maxStringLength(TEXT_CHARS_MAX)
                                                    .maxNumberLength(30)
                                                    .build())
                                    .build())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    /// @param value maps, lists, texts, numbers, booleans
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// @param place for messages, e.g. `rows/devices.jsonl:7`
    static JsonNode object(String text, String place) throws EvidenceException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw new EvidenceException(place + ": want a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new EvidenceException(
                    place
                            + ": no JSON object: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    static String text(JsonNode object, String field, String place) throws EvidenceException {
        JsonNode value = object.get(field);
        if (value == null || !value.isTextual()) {
            throw new EvidenceException(place + ": " + field + ": want a text");
        }
        return value.textValue();
    }

    static long number(JsonNode object, String field, String place) throws EvidenceException {
        JsonNode value = object.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new EvidenceException(place + ": " + field + ": want a whole number");
        }
        return value.longValue();
    }

    static double decimal(JsonNode object, String field, String place) throws EvidenceException {
        JsonNode value = object.get(field);
        if (value == null || !value.isNumber()) {
            throw new EvidenceException(place + ": " + field + ": want a number");
        }
        return value.doubleValue();
    }

    static List<JsonNode> list(JsonNode object, String field, String place)
            throws EvidenceException {
        if (!(object.get(field) instanceof ArrayNode array)) {
            throw new EvidenceException(place + ": " + field + ": want a list");
        }
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    static List<String> texts(JsonNode object, String field, String place)
            throws EvidenceException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(object, field, place)) {
            if (!item.isTextual()) {
                throw new EvidenceException(place + ": " + field + ": want a list of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// Of the UTF-8 bytes, in lower-case hex.
    static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
