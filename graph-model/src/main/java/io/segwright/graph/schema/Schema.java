package io.segwright.graph.schema;

import static io.segwright.graph.schema.Labels.*;
import static org.janusgraph.core.Multiplicity.MULTI;
import static org.janusgraph.core.Multiplicity.ONE2MANY;
import static org.janusgraph.core.Multiplicity.SIMPLE;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tinkerpop.gremlin.process.traversal.Order;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.janusgraph.core.EdgeLabel;
import org.janusgraph.core.Multiplicity;
import org.janusgraph.core.PropertyKey;
import org.janusgraph.core.schema.EdgeLabelMaker;
import org.janusgraph.core.schema.JanusGraphManagement;
import org.janusgraph.core.schema.JanusGraphManagement.IndexBuilder;
import org.janusgraph.core.schema.Mapping;

/// The whole schema as a table. [#declare] turns it into one management transaction.
///
/// ```
/// device -hasState-> deviceState            device -knownBy-> identity <-sees- neighbor -sees-> address
/// device -hasInterface-> interface -hasAddress-> address          interface -attachedTo-> prefix
/// device -hasNeighbor-> neighbor            device -linkedTo-> device    (an edge with the five instants)
/// device -observed-> store                  one small edge a poll, newest first
/// device -hasClaims-> claimSet              device -hasDecision-> decision         importRun
/// trace -claims-> address                   allocation -covers-> prefix
/// allocation -taggedAs-> tags -ownedBy-> owner
/// tags <-clientOf- conversation -servedBy-> tags           conversation -hasBucket-> bucket
/// ```
///
/// Changing a row means a new [#VERSION] and a migration: indexes on filled keys do not build themselves.
public final class Schema {
    /// The version that this program reads and writes; the graph carries its own.
    public static final int VERSION = 2;

    /// "Still": the value of the three closing instants until they are filled in.
    public static final Instant FOREVER = Instant.MAX;

    /// The name under which JanusGraph knows the text index.
    public static final String TEXT_BACKEND = "search";

    public static final String DEVICE_TEXT = "deviceText";
    public static final String OWNER_TEXT = "ownerText";

    private static final List<String> ANCHORS =
            List.of(
                    DEVICE,
                    ADDRESS,
                    PREFIX,
                    Labels.IDENTITY,
                    TAGS,
                    Labels.OWNER,
                    CONVERSATION,
                    STORE);
    private static final List<String> FACTS =
            List.of(
                    DEVICE_STATE,
                    INTERFACE,
                    NEIGHBOR,
                    TRACE,
                    ALLOCATION,
                    CLAIM_SET,
                    DECISION,
                    IMPORT_RUN,
                    Labels.BUCKET);

    private static final List<Key> KEYS =
            List.of(
                    // the five instants of a fact, in every query of its history
                    Key.of(Instant.class, Keys.VALID_FROM, "from when it was true, inclusive"),
                    Key.of(Instant.class, Keys.VALID_TO, "until when it was true, exclusive"),
                    Key.of(Instant.class, Keys.RECORDED_AT, "since when we believe it"),
                    Key.of(Instant.class, Keys.SUPERSEDED_AT, "when validTo was filled in"),
                    Key.of(
                            Instant.class,
                            Keys.RETRACTED_AT,
                            "when we stopped to believe it at all"),
                    // marks for the bulk indexes
                    Key.of(
                            String.class,
                            Keys.OPEN,
                            "label-shard, taken off when the fact is closed"),
                    Key.of(String.class, Keys.EVER, "label-shard, for good"),
                    Key.of(
                            String.class,
                            Keys.ENTITY,
                            "whose fact it is: device id, subject, VRF/prefix"),
                    Key.of(String.class, Keys.ANCHOR, "an anchor's natural key as one text"),
                    // why
                    Key.of(String.class, Keys.SOURCE, "which collector or import"),
                    Key.of(String.class, Keys.EXPORTER, "the address that told it"),
                    Key.of(String[].class, Keys.EVIDENCE, "one line each"),
                    // device
                    Key.of(String.class, Keys.DEVICE_ID, "d- and 16 hex digits"),
                    Key.of(String.class, Keys.NAME, "for people, never for identity"),
                    Key.of(String.class, Keys.SITE, "declared site"),
                    Key.of(String.class, Keys.PLATFORM, "enum name"),
                    Key.of(String.class, Keys.ROLE, "enum name"),
                    Key.of(String.class, Keys.MANUFACTURER, ""),
                    Key.of(String.class, Keys.MODEL, ""),
                    Key.of(String.class, Keys.SERIAL, "of the chassis"),
                    Key.of(String.class, Keys.SOFTWARE, "version text"),
                    Key.of(
                            String[].class,
                            Keys.IDENTITY_KEYS,
                            "triples kind, first, second; sorted"),
                    Key.of(String[].class, Keys.MANAGEMENT_ADDRESSES, "preferred first"),
                    Key.of(String.class, Keys.IDENTITY, "kind:value"),
                    Key.of(String[].class, Keys.WITNESSES, "enum names, sorted"),
                    Key.of(String.class, Keys.WHOLE, "device id of the stack; empty where none"),
                    Key.of(Integer.class, Keys.MEMBER_POSITION, "in the stack, 0 where none"),
                    // interface, neighbour
                    Key.of(Integer.class, Keys.POSITION, "0 in a sorted list, else 1, 2, 3 ..."),
                    Key.of(Integer.class, Keys.IF_INDEX, "ifIndex"),
                    Key.of(String.class, Keys.INTERFACE_NAME, "own, or the local one of a link"),
                    Key.of(Boolean.class, Keys.UP, "ifOperStatus"),
                    Key.of(String.class, Keys.MAC, "empty where it has none"),
                    Key.of(
                            String[].class,
                            Keys.ADDRESSES,
                            "ADDRESS[/LENGTH ifIndex VRF], in order"),
                    Key.of(String.class, Keys.ADDRESS, "canonical text"),
                    Key.of(Integer.class, Keys.PREFIX_LENGTH, "of the connected prefix"),
                    Key.of(String.class, Keys.NEIGHBOR_PROTOCOL, "enum name"),
                    Key.of(String.class, Keys.CHASSIS_ID, "as the neighbour says"),
                    Key.of(String.class, Keys.PORT_ID, "the far port"),
                    Key.of(String.class, Keys.SYSTEM_DESCRIPTION, ""),
                    Key.of(String[].class, Keys.CAPABILITIES, "sorted"),
                    Key.of(Long.class, Keys.FACT_ID, "the neighbour fact that a link stands for"),
                    // poll
                    Key.of(Instant.class, Keys.AT, "when it was polled"),
                    Key.of(Long.class, Keys.AT_SECONDS, "the same, for order"),
                    Key.of(Instant.class, Keys.LAST_SEEN, "when it last answered"),
                    Key.of(Long.class, Keys.PDUS, "requests that the poll cost"),
                    Key.of(Long.class, Keys.SEQUENCE, "order of writing"),
                    // trace
                    Key.of(String.class, Keys.SUBJECT, "what a trace is known by"),
                    Key.of(String.class, Keys.PLACE, "device and port that saw it"),
                    Key.of(String.class, Keys.SILENCE, "what happened when it was polled"),
                    // allocation, tags
                    Key.of(String.class, Keys.VRF, "routing domain"),
                    Key.of(String.class, Keys.PREFIX, "NETWORK/LENGTH"),
                    Key.of(String.class, Keys.POLLING, "enum name"),
                    Key.of(String.class, Keys.DECLARED_IN, "e.g. allocations.csv:17"),
                    Key.of(String.class, Keys.SERVICE, ""),
                    Key.of(String.class, Keys.SUBSCRIPTION, ""),
                    Key.of(String.class, Keys.WORKLOAD, ""),
                    Key.of(String.class, Keys.ENVIRONMENT, ""),
                    Key.of(String.class, Keys.OWNER, "accountable team or person"),
                    // claim, decision, import
                    Key.of(String.class, Keys.ABOUT_DEVICE, "device id"),
                    Key.of(String.class, Keys.CLAIM_SOURCE, "snmp, import:NAME"),
                    Key.of(String.class, Keys.NATIVE_KEY, "the source's own name for the device"),
                    Key.of(
                            String[].class,
                            Keys.STATEMENTS,
                            "of six: attribute, value, percent, evidence, since, until"),
                    Key.of(String.class, Keys.ATTRIBUTE, "enum name"),
                    Key.of(String.class, Keys.CHOICE, "the chosen value or source"),
                    Key.of(String.class, Keys.CHOICE_KIND, "value or source"),
                    Key.of(String.class, Keys.DECIDED_BY, "user:NAME"),
                    Key.of(String.class, Keys.REASON, ""),
                    Key.of(Instant.class, Keys.DECIDED_AT, ""),
                    Key.of(Instant.class, Keys.EXPIRES_AT, "Instant.MAX for no end"),
                    Key.of(String[].class, Keys.SIDES, "pairs source, value at the decision"),
                    Key.of(Instant.class, Keys.READ_AT, "when a list was read whole"),
                    Key.of(Integer.class, Keys.DEVICES, "how many it had"),
                    // conversation
                    Key.of(Integer.class, Keys.PROTOCOL, "IP protocol number"),
                    Key.of(Integer.class, Keys.PORT, "the server's"),
                    Key.of(Instant.class, Keys.BUCKET, "start of the time bucket"),
                    Key.of(Long.class, Keys.DAY, "the bucket's day since 1970, UTC"),
                    Key.of(Long.class, Keys.FLOWS, ""),
                    Key.of(Long.class, Keys.BYTES, ""),
                    Key.of(Long.class, Keys.PACKETS, ""),
                    Key.of(Instant.class, Keys.FIRST_SEEN, ""),
                    // the store's own vertex
                    Key.of(Integer.class, Keys.SCHEMA_VERSION, "of the data in this graph"),
                    Key.of(
                            long[].class,
                            Keys.TEXT_TOUCHED,
                            "text-indexed vertices of the last such commit"),
                    Key.of(Long.class, Keys.FIRST_DAY, "oldest day with conversations"),
                    Key.of(Long.class, Keys.LAST_DAY, "newest day with conversations"));

    private static final List<Edge> EDGES =
            List.of(
                    Edge.of(HAS_STATE, ONE2MANY),
                    Edge.of(HAS_INTERFACE, ONE2MANY),
                    Edge.of(HAS_NEIGHBOR, ONE2MANY),
                    Edge.of(HAS_CLAIMS, ONE2MANY),
                    Edge.of(HAS_DECISION, ONE2MANY),
                    Edge.of(HAS_ADDRESS, MULTI),
                    Edge.of(ATTACHED_TO, SIMPLE),
                    Edge.of(KNOWN_BY, SIMPLE),
                    Edge.of(SEES, SIMPLE),
                    Edge.of(LINKED_TO, MULTI),
                    new Edge(OBSERVED, MULTI, Keys.AT_SECONDS, Storage.OUT_ONLY),
                    Edge.of(CLAIMS, SIMPLE),
                    Edge.of(COVERS, SIMPLE),
                    Edge.of(TAGGED_AS, SIMPLE),
                    Edge.of(OWNED_BY, SIMPLE),
                    Edge.of(CLIENT_OF, SIMPLE),
                    Edge.of(SERVED_BY, SIMPLE),
                    new Edge(HAS_BUCKET, MULTI, Keys.AT_SECONDS, Storage.BOTH));

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
                    Keys.DECIDED_BY,
                    Keys.REASON,
                    Keys.DECIDED_AT,
                    Keys.EXPIRES_AT,
                    Keys.SIDES,
                    Keys.READ_AT,
                    Keys.DEVICES);

    private static final List<Composite> COMPOSITES =
            List.of(
                    new Composite("byAnchor", List.of(Keys.ANCHOR), List.of(), Uniqueness.UNIQUE),
                    new Composite("byOpen", List.of(Keys.OPEN), INLINE, Uniqueness.NONE),
                    new Composite("byEver", List.of(Keys.EVER), INLINE, Uniqueness.NONE),
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
                            DEVICE_TEXT,
                            DEVICE_STATE,
                            List.of(
                                    Keys.NAME,
                                    Keys.MANUFACTURER,
                                    Keys.MODEL,
                                    Keys.SERIAL,
                                    Keys.SOFTWARE)),
                    new Text(OWNER_TEXT, Labels.OWNER, List.of(Keys.OWNER)));

    private Schema() {}

    /// Declares everything. The caller commits, so that it happens whole or not at all.
    public static void declare(JanusGraphManagement management) {
        Stream.concat(ANCHORS.stream(), FACTS.stream())
                .forEach(label -> management.makeVertexLabel(label).make());
        for (Key key : KEYS) {
            management.makePropertyKey(key.name).dataType(key.type).make();
        }
        for (Edge edge : EDGES) {
            declareEdge(management, edge);
        }
        for (Composite index : COMPOSITES) {
            declareComposite(management, index);
        }
        for (Text text : TEXTS) {
            declareText(management, text);
        }
    }

    /// Whether [#declare] has been committed here.
    public static boolean isDeclared(JanusGraphManagement management) {
        return management.containsPropertyKey(Keys.SCHEMA_VERSION);
    }

    private static void declareEdge(JanusGraphManagement management, Edge edge) {
        EdgeLabelMaker maker = management.makeEdgeLabel(edge.label).multiplicity(edge.multiplicity);
        EdgeLabel label =
                switch (edge.storage) {
                    case BOTH -> maker.make();
                    case OUT_ONLY -> maker.unidirected().make();
                };
        if (!edge.sortKey.isEmpty()) {
            management.buildEdgeIndex(
                    label,
                    edge.label + "Newest",
                    Direction.OUT,
                    Order.desc,
                    management.getPropertyKey(edge.sortKey));
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
        builder.buildMixedIndex(TEXT_BACKEND);
    }

    /// @param meaning for whoever reads the table
    private record Key(String name, Class<?> type, String meaning) {
        static Key of(Class<?> type, String name, String meaning) {
            return new Key(name, type, meaning);
        }
    }

    /// @param sortKey indexes a vertex's edges of this label, highest first; empty for none
    private record Edge(String label, Multiplicity multiplicity, String sortKey, Storage storage) {
        static Edge of(String label, Multiplicity multiplicity) {
            return new Edge(label, multiplicity, "", Storage.BOTH);
        }
    }

    private enum Storage {
        BOTH,
        /// Stored at its start alone: the vertex at its end would have one edge a poll.
        OUT_ONLY
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
