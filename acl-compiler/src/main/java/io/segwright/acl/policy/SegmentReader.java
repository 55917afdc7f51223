package io.segwright.acl.policy;

import io.segwright.acl.yaml.YamlNode.Entry;
import io.segwright.acl.yaml.YamlNode.Mapping;
import io.segwright.acl.yaml.YamlNode.Scalar;
import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.AddressFormatException;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the `segments` section.
record SegmentReader(Problems problems) {
    private static final List<String> KEYS = List.of("select", "prefixes");
    private static final List<String> SELECTOR_KEYS =
            List.of("service", "subscription", "vm", "environment", "owner", "vrf");

    Map<String, Segment> read(Mapping section) {
        Map<String, Segment> segments = new LinkedHashMap<>();
        for (Entry entry : section.entries()) {
            Optional<String> name = Fields.name(entry.key(), "segment", problems);
            Optional<Mapping> body =
                    Fields.mapping(entry.value(), "segment " + shown(entry), problems);
            if (name.isPresent() && body.isPresent()) {
                segments.put(name.get(), segment(name.get(), entry.key(), body.get()));
            }
        }
        return segments;
    }

    private static String shown(Entry entry) {
        return "'" + Fields.shortened(entry.key().text()) + "'";
    }

    private Segment segment(String name, Scalar key, Mapping body) {
        Fields fields = new Fields(body, "key of a segment", KEYS, problems);
        if (fields.has("select") == fields.has("prefixes")) {
            problems.error(
                    key.at(),
                    "segment '" + name + "': want either select or prefixes, one of the two");
        }
        if (fields.has("prefixes")) {
            List<Scalar> texts = fields.texts("prefixes", "[10.9.250.0/24]");
            return new Segment.ByPrefixes(name, prefixes(texts), key.at());
        }
        Selector selector =
                fields.map("select")
                        .map(m -> selector(name, m))
                        .orElse(new Selector(Tags.NONE, Vrf.DEFAULT));
        return new Segment.ByTags(name, selector, key.at());
    }

    private List<Prefix> prefixes(List<Scalar> texts) {
        List<Prefix> prefixes = new ArrayList<>();
        for (Scalar text : texts) {
            try {
                prefixes.add(Prefix.parse(text.text()));
            } catch (AddressFormatException e) {
                problems.error(text.at(), String.valueOf(e.getMessage()));
            }
        }
        return prefixes;
    }

    private Selector selector(String name, Mapping mapping) {
        Fields fields = new Fields(mapping, "key of select", SELECTOR_KEYS, problems);
        Tags tags =
                new Tags(
                        value(fields, "service"),
                        value(fields, "subscription"),
                        value(fields, "vm"),
                        value(fields, "environment"),
                        value(fields, "owner"));
        if (tags.equals(Tags.NONE) && !fields.has("vrf")) {
            problems.error(
                    mapping.at(),
                    "segment '" + name + "' selects nothing: want e.g. select: {service: web}");
        }
        return new Selector(tags, vrf(fields));
    }

    private static String value(Fields fields, String key) {
        return fields.scalar(key).map(Scalar::text).orElse("");
    }

    private Vrf vrf(Fields fields) {
        Optional<Scalar> text = fields.scalar("vrf");
        if (text.isEmpty()) {
            return Vrf.DEFAULT;
        }
        try {
            return new Vrf(text.get().text());
        } catch (IllegalArgumentException e) {
            problems.error(text.get().at(), String.valueOf(e.getMessage()));
            return Vrf.DEFAULT;
        }
    }
}
