package io.segwright.acl.policy;

import io.segwright.acl.yaml.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns names in a policy into what they name.
record References(
        Map<String, Segment> knownSegments, Map<String, Service> knownServices, Problems problems) {
    List<Segment> segments(List<Scalar> names) {
        return resolve(names, "segment", knownSegments);
    }

    List<Service> services(List<Scalar> names) {
        return resolve(names, "service", knownServices);
    }

    private <T> List<T> resolve(List<Scalar> names, String what, Map<String, T> known) {
        Map<String, T> found = new LinkedHashMap<>();
        for (Scalar name : names) {
            T value = known.get(name.text());
            if (value == null) {
                String wrong = Fields.shortened(name.text());
                problems.error(name.at(), NearMatch.unknown(what, wrong, known.keySet()));
            } else if (found.put(name.text(), value) != null) {
                problems.error(
                        name.at(), what + " '" + name.text() + "' is listed twice: keep one");
            }
        }
        return List.copyOf(found.values());
    }
}
