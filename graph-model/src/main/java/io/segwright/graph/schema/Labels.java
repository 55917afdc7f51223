package io.segwright.graph.schema;

/// Names of vertex and edge labels, as questions in Gremlin use them.
public final class Labels {
    // anchors: timeless, one vertex a natural key
    public static final String DEVICE = "device";
    public static final String ADDRESS = "address";
    public static final String PREFIX = "prefix";
    public static final String IDENTITY = "identity";
    public static final String TAGS = "tags";
    public static final String OWNER = "owner";
    public static final String CONVERSATION = "conversation";
    public static final String STORE = "store";

    // facts: bitemporal, written once, closed once
    public static final String DEVICE_STATE = "deviceState";
    public static final String INTERFACE = "interface";
    public static final String NEIGHBOR = "neighbor";
    public static final String TRACE = "trace";
    public static final String ALLOCATION = "allocation";
    public static final String CLAIM_SET = "claimSet";
    public static final String DECISION = "decision";
    public static final String IMPORT_RUN = "importRun";
    public static final String BUCKET = "bucket";

    // edges
    public static final String HAS_STATE = "hasState";
    public static final String HAS_INTERFACE = "hasInterface";
    public static final String HAS_NEIGHBOR = "hasNeighbor";
    public static final String HAS_CLAIMS = "hasClaims";
    public static final String HAS_DECISION = "hasDecision";
    public static final String HAS_ADDRESS = "hasAddress";
    public static final String ATTACHED_TO = "attachedTo";
    public static final String KNOWN_BY = "knownBy";
    public static final String SEES = "sees";
    public static final String LINKED_TO = "linkedTo";
    public static final String OBSERVED = "observed";
    public static final String CLAIMS = "claims";
    public static final String COVERS = "covers";
    public static final String TAGGED_AS = "taggedAs";
    public static final String OWNED_BY = "ownedBy";
    public static final String CLIENT_OF = "clientOf";
    public static final String SERVED_BY = "servedBy";
    public static final String HAS_BUCKET = "hasBucket";

    private Labels() {}
}
