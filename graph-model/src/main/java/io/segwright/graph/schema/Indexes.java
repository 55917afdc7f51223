package io.segwright.graph.schema;

import java.util.List;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.PropertyKey;
import org.janusgraph.core.schema.JanusGraphManagement;
import org.janusgraph.core.schema.JanusGraphManagement.IndexBuilder;
import org.janusgraph.core.schema.Mapping;

/// Every index of vertices. Those of edges are in the table of the edges.
final class Indexes {
    /// What a snapshot reads of a fact: carried in the index row itself, so that a bulk read touches no vertex.
    private static final List<String> INLINE =
            List.of(
                    Keys.VALID_FROM,
                    Keys.VALID_TO,
                    Keys.RECORDED_AT,
                    Keys.SUPERSEDED_AT,
                    Keys.RETRACTED_AT,
                    Keys.ENTITY,
                    Keys.NAME,
                    Keys.SITE,
                    Keys.PLATFORM,
                    Keys.ROLE,
                    Keys.MANUFACTURER,
                    Keys.MODEL,
                    Keys.SERIAL,
                    Keys.SOFTWARE,
                    Keys.IDENTITY_KEYS,
                    Keys.MANAGEMENT_ADDRESSES,
                    Keys.WITNESSES,
                    Keys.WHOLE,
                    Keys.MEMBER_POSITION,
                    Keys.NEIGHBOR_PROTOCOL,
                    Keys.POSITION,
                    Keys.IF_INDEX,
                    Keys.INTERFACE_NAME,
                    Keys.UP,
                    Keys.MAC,
                    Keys.ADDRESSES,
                    Keys.CHASSIS_ID,
                    Keys.PORT_ID,
                    Keys.SYSTEM_DESCRIPTION,
                    Keys.CAPABILITIES,
                    Keys.SUBJECT,
                    Keys.PLACE,
                    Keys.SILENCE,
                    Keys.EVIDENCE,
                    Keys.VERDICT,
                    Keys.DECIDED_BY,
                    Keys.DECIDED_AT,
                    Keys.REASON,
                    Keys.FIRST_SIDE,
                    Keys.SECOND_SIDE,
                    Keys.VRF,
                    Keys.PREFIX,
                    Keys.POLLING,
                    Keys.DECLARED_IN,
                    Keys.SERVICE,
                    Keys.SUBSCRIPTION,
                    Keys.WORKLOAD,
                    Keys.ENVIRONMENT,
                    Keys.OWNER,
                    Keys.ABOUT_DEVICE,
                    Keys.CLAIM_SOURCE,
                    Keys.NATIVE_KEY,
                    Keys.STATEMENTS,
                    Keys.ATTRIBUTE,
                    Keys.CHOICE,
                    Keys.CHOICE_KIND,
                    Keys.EXPIRES_AT,
                    Keys.SIDES,
                    Keys.READ_AT,
                    Keys.DEVICES);

    private static final List<Composite> COMPOSITES =
            List.of(
                    new Composite("byAnchor", List.of(Keys.ANCHOR), List.of(), Uniqueness.UNIQUE),
                    new Composite(Schema.OPEN_ROWS, List.of(Keys.OPEN), INLINE, Uniqueness.NONE),
                    new Composite(Schema.EVER_ROWS, List.of(Keys.EVER), INLINE, Uniqueness.NONE),
                    Composite.plain("byEntity", Keys.ENTITY),
                    Composite.plain("byOpenEntity", Keys.ENTITY, Keys.OPEN),
                    Composite.plain("byDeviceId", Keys.DEVICE_ID),
                    Composite.plain("byName", Keys.NAME),
                    Composite.plain("byAddress", Keys.ADDRESS),
                    Composite.plain("byPrefix", Keys.PREFIX),
                    Composite.plain("byService", Keys.SERVICE),
                    Composite.plain("byDay", Keys.DAY));

    /// Free text of devices and owners, and nothing else: every further row makes each commit dearer and the
    /// repair after a kill longer.
    private static final List<Text> TEXTS =
            List.of(
                    new Text(
                            Schema.DEVICE_TEXT,
                            Labels.DEVICE_STATE,
                            List.of(
                                    Keys.NAME,
                                    Keys.MANUFACTURER,
                                    Keys.MODEL,
                                    Keys.SERIAL,
                                    Keys.SOFTWARE)),
                    new Text(Schema.OWNER_TEXT, Labels.OWNER, List.of(Keys.OWNER)));

    private Indexes() {}

    static void declare(JanusGraphManagement management) {
        for (Composite index : COMPOSITES) {
            declareComposite(management, index);
        }
        for (Text text : TEXTS) {
            declareText(management, text);
        }
    }

    private static void declareComposite(JanusGraphManagement management, Composite index) {
        IndexBuilder builder = management.buildIndex(index.name, Vertex.class);
        for (String key : index.keys) {
            builder = builder.addKey(management.getPropertyKey(key));
        }
        for (String key : index.inline) {
            builder = builder.addInlinePropertyKey(management.getPropertyKey(key));
        }
        switch (index.uniqueness) {
            case UNIQUE -> builder.unique().buildCompositeIndex();
            case NONE -> builder.buildCompositeIndex();
        }
    }

    private static void declareText(JanusGraphManagement management, Text text) {
        IndexBuilder builder =
                management
                        .buildIndex(text.name, Vertex.class)
                        .indexOnly(management.getVertexLabel(text.label));
        for (String key : text.keys) {
            PropertyKey property = management.getPropertyKey(key);
            builder = builder.addKey(property, Mapping.TEXT.asParameter());
        }
        builder.buildMixedIndex(Schema.TEXT_BACKEND);
    }

    private record Composite(
            String name, List<String> keys, List<String> inline, Uniqueness uniqueness) {
        static Composite plain(String name, String... keys) {
            return new Composite(name, List.of(keys), List.of(), Uniqueness.NONE);
        }
    }

    private enum Uniqueness {
        /// Holds because there is one writer: JanusGraph itself does not enforce it between transactions.
        UNIQUE,
        NONE
    }

    private record Text(String name, String label, List<String> keys) {}
}
