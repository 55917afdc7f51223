package io.segwright.acl.policy;

import io.segwright.acl.yaml.YamlNode.Entry;
import io.segwright.acl.yaml.YamlNode.Mapping;
import io.segwright.acl.yaml.YamlNode.Scalar;
import io.segwright.inventory.net.AddressFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the `services` section.
record ServiceReader(Problems problems) {
    Map<String, Service> read(Mapping section) {
        Map<String, Service> services = new LinkedHashMap<>();
        for (Entry entry : section.entries()) {
            Optional<String> name = Fields.name(entry.key(), "service", problems);
            String what = "service '" + Fields.shortened(entry.key().text()) + "'";
            List<ServiceTerm> terms =
                    terms(Fields.texts(entry.value(), what, "[tcp/443]", problems));
            name.ifPresent(n -> services.put(n, new Service(n, terms, entry.key().at())));
        }
        return services;
    }

    private List<ServiceTerm> terms(List<Scalar> texts) {
        List<ServiceTerm> terms = new ArrayList<>();
        for (Scalar text : texts) {
            try {
                terms.add(ServiceTerm.parse(text.text()));
            } catch (AddressFormatException e) {
                problems.error(text.at(), String.valueOf(e.getMessage()));
            }
        }
        return terms;
    }
}
