package io.segwright.app.evidence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value as one text that is the same in every run: `Vrf{name="default"}`. Records by their fields, lists in their
/// order, sets and maps sorted by text, texts quoted as JSON does.
final class CanonicalText {
    private CanonicalText() {}

    /// @throws IllegalArgumentException for what has no such text: a class that is neither a record nor a plain value
    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case String text -> StrictJson.write(text);
            case Enum<?> constant -> constant.name();
            case Number number when isPlain(number) -> number.toString();
            case Boolean flag -> flag.toString();
            case Temporal time -> time.toString();
            case TemporalAmount amount -> amount.toString();
            case Optional<?> optional -> of(optional.orElse(null));
            case Set<?> set -> "[" + String.join(",", texts(set).stream().sorted().toList()) + "]";
            case Collection<?> list -> "[" + String.join(",", texts(list)) + "]";
            case Map<?, ?> map ->
                    "["
                            + String.join(
                                    ",",
                                    map.entrySet().stream()
                                            .map(e -> of(e.getKey()) + "=" + of(e.getValue()))
                                            .sorted()
                                            .toList())
                            + "]";
            case Record fields -> fields(fields);
            default ->
                    throw new IllegalArgumentException(
                            value.getClass().getName() + " has no canonical text");
        };
    }

    private static boolean isPlain(Number number) {
        return number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof Double
                || number instanceof BigDecimal;
    }

    private static List<String> texts(Collection<?> values) {
        List<String> texts = new ArrayList<>(values.size());
        values.forEach(value -> texts.add(of(value)));
        return texts;
    }

    private static String fields(Record record) {
        StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('{');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            text.append(text.charAt(text.length() - 1) == '{' ? "" : ",")
                    .append(component.getName())
                    .append('=')
                    .append(of(field(record, component)));
        }
        return text.append('}').toString();
    }

    private static @Nullable Object field(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    record.getClass().getName() + "." + component.getName() + " cannot be read", e);
        }
    }
}
