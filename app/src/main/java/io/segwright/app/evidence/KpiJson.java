package io.segwright.app.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A figure as JSON: `{"kpi":"devices-owned","numerator":208,"denominator":212,"percent":98.11}`; an estimate has
/// `known`, `percent`, `lower`, `upper` in the place of `denominator`; one that could not be measured `notMeasured`.
public final class KpiJson {
    private KpiJson() {}

    /// In the order of [Kpi].
    public static List<Map<String, Object>> objects(Map<Kpi, KpiValue> values) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Kpi kpi : Kpi.values()) {
            KpiValue value = values.get(kpi);
            if (value != null) {
                objects.add(object(kpi, value));
            }
        }
        return objects;
    }

    /// The same, each with its definition.
    public static List<Map<String, Object>> defined(Map<Kpi, KpiValue> values) {
        List<Map<String, Object>> objects = objects(values);
        for (Map<String, Object> object : objects) {
            Kpi.ofWord(String.valueOf(object.get("kpi")))
                    .ifPresent(kpi -> object.put("definition", kpi.definition()));
        }
        return objects;
    }

    private static Map<String, Object> object(Kpi kpi, KpiValue value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kpi", kpi.word());
        switch (value) {
            case Counted counted -> {
                object.put("numerator", counted.numerator());
                object.put("denominator", counted.denominator());
                object.put("percent", counted.floor() / 100.0);
            }
            case Estimated estimated -> {
                object.put("numerator", estimated.numerator());
                object.put("known", estimated.known());
                object.put("percent", estimated.percent());
                object.put("lower", estimated.lower());
                object.put("upper", estimated.upper());
            }
            case NotMeasured(String reason) -> object.put("notMeasured", reason);
        }
        return object;
    }

    /// @param place for messages
    static Map<Kpi, KpiValue> read(List<JsonNode> objects, String place) throws EvidenceException {
        Map<Kpi, KpiValue> values = new EnumMap<>(Kpi.class);
        for (JsonNode object : objects) {
            String word = StrictJson.text(object, "kpi", place);
            Kpi kpi =
                    Kpi.ofWord(word)
                            .orElseThrow(() ->
                                    new EvidenceException(
                                            place + ": kpi '" + word + "' is not known here"));
            if (values.put(kpi, value(object, place + ": " + word)) != null) {
                throw new EvidenceException(place + ": " + word + " is there twice");
            }
        }
        return values;
    }

    private static KpiValue value(JsonNode object, String place) throws EvidenceException {
        if (object.has("notMeasured")) {
            return new NotMeasured(StrictJson.text(object, "notMeasured", place));
        }
        long numerator = StrictJson.number(object, "numerator", place);
        if (object.has("known")) {
            return new Estimated(
                    numerator,
                    StrictJson.number(object, "known", place),
                    StrictJson.decimal(object, "percent", place),
                    StrictJson.decimal(object, "lower", place),
                    StrictJson.decimal(object, "upper", place));
        }
        Counted counted;
        try {
            counted = new Counted(numerator, StrictJson.number(object, "denominator", place));
        } catch (IllegalArgumentException e) {
            throw new EvidenceException(place + ": " + e.getMessage());
        }
        if (StrictJson.decimal(object, "percent", place) != counted.floor() / 100.0) {
            throw new EvidenceException(
                    place
                            + ": percent is "
                            + object.get("percent")
                            + ", and "
                            + numerator
                            + " of "
                            + counted.denominator()
                            + " is "
                            + counted.floor() / 100.0);
        }
        return counted;
    }
}
