package io.segwright.graph.fact;

import io.segwright.graph.schema.Keys;
import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.net.MacAddress;
import io.segwright.inventory.observe.Witness;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How values that are no graph types are written as ones.
final class Properties {
    private Properties() {}

    static List<String> texts(Fields fact, String key) {
        return List.of(fact.<String[]>value(key));
    }

    static String[] array(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }

    static String[] addresses(List<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::toString).toArray(String[]::new);
    }

    static List<IpAddress> addresses(Fields fact, String key) {
        return Stream.of(fact.<String[]>value(key)).map(IpAddress::of).toList();
    }

    /// Empty text for none: an absent property would cost a look-up of its own in each bulk read.
    static String mac(@Nullable MacAddress macOrNull) {
        return macOrNull == null ? "" : macOrNull.toString();
    }

    /// The record components that take it are nullable.
    static @Nullable MacAddress macOrNull(Fields fact) {
        String text = fact.value(Keys.MAC);
        return text.isEmpty() ? null : MacAddress.of(text);
    }

    /// Sorted names.
    public static String[] witnesses(Set<Witness> witnesses) {
        return witnesses.stream().map(Witness::name).sorted().toArray(String[]::new);
    }

    static Set<Witness> witnesses(Fields fact) {
        return texts(fact, Keys.WITNESSES).stream()
                .map(Witness::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
