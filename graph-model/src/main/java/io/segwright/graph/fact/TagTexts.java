package io.segwright.graph.fact;

import io.segwright.graph.schema.Keys;
import io.segwright.inventory.attribute.Tags;
import org.apache.tinkerpop.gremlin.structure.Element;

/// Tags as five properties.
public final class TagTexts {
    private TagTexts() {}

    public static void write(Tags tags, Element element) {
        element.property(Keys.SERVICE, tags.service());
        element.property(Keys.SUBSCRIPTION, tags.subscription());
        element.property(Keys.WORKLOAD, tags.workload());
        element.property(Keys.ENVIRONMENT, tags.environment());
        element.property(Keys.OWNER, tags.owner());
    }

    public static Tags read(Fields fact) {
        return new Tags(
                fact.value(Keys.SERVICE),
                fact.value(Keys.SUBSCRIPTION),
                fact.value(Keys.WORKLOAD),
                fact.value(Keys.ENVIRONMENT),
                fact.value(Keys.OWNER));
    }
}
