package io.segwright.acl.policy;

import io.segwright.acl.yaml.Position;
import java.util.List;

/// A named list of protocols and ports.
public record Service(String name, List<ServiceTerm> terms, Position at) {
    public Service {
        terms = List.copyOf(terms);
    }
}
