package io.segwright.graph.schema;

/// Names of property keys. Their types and meanings are in [Schema].
public final class Keys {
    // when a fact held, and when it was believed
    public static final String VALID_FROM = "validFrom";
    public static final String VALID_TO = "validTo";
    public static final String RECORDED_AT = "recordedAt";
    public static final String SUPERSEDED_AT = "supersededAt";
    public static final String RETRACTED_AT = "retractedAt";

    // marks that carry the bulk indexes: "label-shard"
    public static final String OPEN = "open";
    public static final String EVER = "ever";
    public static final String ENTITY = "entity";
    public static final String ANCHOR = "anchor";

    // why it is believed
    public static final String SOURCE = "source";
    public static final String EXPORTER = "exporter";
    public static final String EVIDENCE = "evidence";

    // device
    public static final String DEVICE_ID = "deviceId";
    public static final String NAME = "name";
    public static final String SITE = "site";
    public static final String PLATFORM = "platform";
    public static final String ROLE = "role";
    public static final String MANUFACTURER = "manufacturer";
    public static final String MODEL = "model";
    public static final String SERIAL = "serial";
    public static final String SOFTWARE = "software";
    public static final String IDENTITY_KEYS = "identityKeys";
    public static final String MANAGEMENT_ADDRESSES = "managementAddresses";
    public static final String IDENTITY = "identity";
    public static final String WITNESSES = "witnesses";
    public static final String WHOLE = "whole";
    public static final String MEMBER_POSITION = "memberPosition";

    // interface, neighbour
    public static final String POSITION = "position";
    public static final String IF_INDEX = "ifIndex";
    public static final String INTERFACE_NAME = "interfaceName";
    public static final String UP = "up";
    public static final String MAC = "mac";
    public static final String ADDRESSES = "addresses";
    public static final String ADDRESS = "address";
    public static final String PREFIX_LENGTH = "prefixLength";
    public static final String NEIGHBOR_PROTOCOL = "neighborProtocol";
    public static final String CHASSIS_ID = "chassisId";
    public static final String PORT_ID = "portId";
    public static final String SYSTEM_DESCRIPTION = "systemDescription";
    public static final String CAPABILITIES = "capabilities";
    public static final String FACT_ID = "factId";

    // poll
    public static final String AT = "at";
    public static final String AT_SECONDS = "atSeconds";
    public static final String LAST_SEEN = "lastSeen";
    public static final String PDUS = "pdus";
    public static final String SEQUENCE = "sequence";

    // trace
    public static final String SUBJECT = "subject";
    public static final String PLACE = "place";
    public static final String SILENCE = "silence";

    // allocation and tags
    public static final String VRF = "vrf";
    public static final String PREFIX = "prefix";
    public static final String POLLING = "polling";
    public static final String DECLARED_IN = "declaredIn";
    public static final String SERVICE = "service";
    public static final String SUBSCRIPTION = "subscription";
    public static final String WORKLOAD = "workload";
    public static final String ENVIRONMENT = "environment";
    public static final String OWNER = "owner";

    // claim, decision, import
    public static final String ABOUT_DEVICE = "aboutDevice";
    public static final String CLAIM_SOURCE = "claimSource";
    public static final String NATIVE_KEY = "nativeKey";
    public static final String STATEMENTS = "statements";
    public static final String ATTRIBUTE = "attribute";
    public static final String CHOICE = "choice";
    public static final String CHOICE_KIND = "choiceKind";
    public static final String DECIDED_BY = "decidedBy";
    public static final String REASON = "reason";
    public static final String DECIDED_AT = "decidedAt";
    public static final String EXPIRES_AT = "expiresAt";
    public static final String SIDES = "sides";
    public static final String READ_AT = "readAt";
    public static final String DEVICES = "devices";

    // conversation
    public static final String PROTOCOL = "protocol";
    public static final String PORT = "port";
    public static final String BUCKET = "bucket";
    public static final String DAY = "day";
    public static final String FLOWS = "flows";
    public static final String BYTES = "bytes";
    public static final String PACKETS = "packets";
    public static final String FIRST_SEEN = "firstSeen";

    // the store's own vertex
    public static final String SCHEMA_VERSION = "schemaVersion";
    public static final String TEXT_TOUCHED = "textTouched";
    public static final String FIRST_DAY = "firstDay";
    public static final String LAST_DAY = "lastDay";

    private Keys() {}
}
