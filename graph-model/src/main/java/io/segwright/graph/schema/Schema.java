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
import org.janusgraph.core.EdgeLabel;
import org.janusgraph.core.Multiplicity;
import org.janusgraph.core.schema.EdgeLabelMaker;
import org.janusgraph.core.schema.JanusGraphManagement;

/// The whole schema as tables, with [PropertyKeys] and [Indexes]. [#declare] turns it into one management transaction.
///
/// ```
/// device -hasState-> deviceState            device -knownBy-> identity <-sees- neighbor -sees-> address
/// device -hasInterface-> interface -hasAddress-> address          interface -attachedTo-> prefix
/// device -hasNeighbor-> neighbor            device -linkedTo-> device    (an edge with the five instants)
/// device -observed-> store                  one small edge a poll, newest first
/// device -hasClaims-> claimSet              device -hasDecision-> decision         importRun
/// device -mergedInto-> device                an edge a merge; identityDecision has none
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

    /// The bulk index of the facts that are open, a row each with the fact's properties.
    public static final String OPEN_ROWS = "byOpen";

    /// The bulk index of all facts there ever were, likewise.
    public static final String EVER_ROWS = "byEver";

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
                    Labels.BUCKET,
                    IDENTITY_DECISION);

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
                    Edge.of(MERGED_INTO, MULTI),
                    Edge.of(CLAIMS, SIMPLE),
                    Edge.of(COVERS, SIMPLE),
                    Edge.of(TAGGED_AS, SIMPLE),
                    Edge.of(OWNED_BY, SIMPLE),
                    Edge.of(CLIENT_OF, SIMPLE),
                    Edge.of(SERVED_BY, SIMPLE),
                    new Edge(HAS_BUCKET, MULTI, Keys.AT_SECONDS, Storage.BOTH));

    private Schema() {}

    /// Declares everything. The caller commits, so that it happens whole or not at all.
    public static void declare(JanusGraphManagement management) {
        Stream.concat(ANCHORS.stream(), FACTS.stream())
                .forEach(label -> management.makeVertexLabel(label).make());
        PropertyKeys.declare(management);
        for (Edge edge : EDGES) {
            declareEdge(management, edge);
        }
        Indexes.declare(management);
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
}
