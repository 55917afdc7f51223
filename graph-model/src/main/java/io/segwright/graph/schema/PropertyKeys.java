package io.segwright.graph.schema;

import java.time.Instant;
import java.util.List;
import org.janusgraph.core.schema.JanusGraphManagement;

/// Every property key, with the type of its values and what they mean.
final class PropertyKeys {
    private record Key(Class<?> type, String name, String meaning) {}

    private static final List<Key> KEYS =
            List.of(
                    // the five instants of a fact, in every query of its history
                    new Key(Instant.class, Keys.VALID_FROM, "from when it was true, inclusive"),
                    new Key(Instant.class, Keys.VALID_TO, "until when it was true, exclusive"),
                    new Key(Instant.class, Keys.RECORDED_AT, "since when we believe it"),
                    new Key(Instant.class, Keys.SUPERSEDED_AT, "when validTo was filled in"),
                    new Key(
                            Instant.class,
                            Keys.RETRACTED_AT,
                            "when we stopped to believe it at all"),
                    // marks for the bulk indexes
                    new Key(
                            String.class,
                            Keys.OPEN,
                            "label-shard, taken off when the fact is closed"),
                    new Key(String.class, Keys.EVER, "label-shard, for good"),
                    new Key(
                            String.class,
                            Keys.ENTITY,
                            "whose fact it is: device id, subject, VRF/prefix"),
                    new Key(String.class, Keys.ANCHOR, "an anchor's natural key as one text"),
                    // why
                    new Key(String.class, Keys.SOURCE, "which collector or import"),
                    new Key(String.class, Keys.EXPORTER, "the address that told it"),
                    new Key(String[].class, Keys.EVIDENCE, "one line each"),
                    // device
                    new Key(String.class, Keys.DEVICE_ID, "d- and 16 hex digits"),
                    new Key(String.class, Keys.NAME, "for people, never for identity"),
                    new Key(String.class, Keys.SITE, "declared site"),
                    new Key(String.class, Keys.PLATFORM, "enum name"),
                    new Key(String.class, Keys.ROLE, "enum name"),
                    new Key(String.class, Keys.MANUFACTURER, ""),
                    new Key(String.class, Keys.MODEL, ""),
                    new Key(String.class, Keys.SERIAL, "of the chassis"),
                    new Key(String.class, Keys.SOFTWARE, "version text"),
                    new Key(
                            String[].class,
                            Keys.IDENTITY_KEYS,
                            "triples kind, first, second; sorted"),
                    new Key(String[].class, Keys.MANAGEMENT_ADDRESSES, "preferred first"),
                    new Key(String.class, Keys.IDENTITY, "kind:value"),
                    new Key(String[].class, Keys.WITNESSES, "enum names, sorted"),
                    new Key(String.class, Keys.WHOLE, "device id of the stack; empty where none"),
                    new Key(Integer.class, Keys.MEMBER_POSITION, "in the stack, 0 where none"),
                    // interface, neighbour
                    new Key(Integer.class, Keys.POSITION, "0 in a sorted list, else 1, 2, 3 ..."),
                    new Key(Integer.class, Keys.IF_INDEX, "ifIndex"),
                    new Key(String.class, Keys.INTERFACE_NAME, "own, or the local one of a link"),
                    new Key(Boolean.class, Keys.UP, "ifOperStatus"),
                    new Key(String.class, Keys.MAC, "empty where it has none"),
                    new Key(
                            String[].class,
                            Keys.ADDRESSES,
                            "ADDRESS[/LENGTH ifIndex VRF], in order"),
                    new Key(String.class, Keys.ADDRESS, "canonical text"),
                    new Key(Integer.class, Keys.PREFIX_LENGTH, "of the connected prefix"),
                    new Key(String.class, Keys.NEIGHBOR_PROTOCOL, "enum name"),
                    new Key(String.class, Keys.CHASSIS_ID, "as the neighbour says"),
                    new Key(String.class, Keys.PORT_ID, "the far port"),
                    new Key(String.class, Keys.SYSTEM_DESCRIPTION, ""),
                    new Key(String[].class, Keys.CAPABILITIES, "sorted"),
                    new Key(Long.class, Keys.FACT_ID, "the neighbour fact that a link stands for"),
                    // poll
                    new Key(Instant.class, Keys.AT, "when it was polled"),
                    new Key(Long.class, Keys.AT_SECONDS, "the same, for order"),
                    new Key(Instant.class, Keys.LAST_SEEN, "when it last answered"),
                    new Key(Long.class, Keys.PDUS, "requests that the poll cost"),
                    new Key(Long.class, Keys.SEQUENCE, "order of writing"),
                    // trace
                    new Key(String.class, Keys.SUBJECT, "what a trace is known by"),
                    new Key(String.class, Keys.PLACE, "device and port that saw it"),
                    new Key(String.class, Keys.SILENCE, "what happened when it was polled"),
                    // decision
                    new Key(String.class, Keys.VERDICT, "enum name"),
                    new Key(String.class, Keys.DECIDED_BY, "e.g. user:anna"),
                    new Key(Instant.class, Keys.DECIDED_AT, ""),
                    new Key(String.class, Keys.REASON, "in the person's words"),
                    new Key(
                            String[].class,
                            Keys.FIRST_SIDE,
                            "device, name, MACs, addresses, then triples of keys"),
                    new Key(String[].class, Keys.SECOND_SIDE, "likewise"),
                    // allocation, tags
                    new Key(String.class, Keys.VRF, "routing domain"),
                    new Key(String.class, Keys.PREFIX, "NETWORK/LENGTH"),
                    new Key(String.class, Keys.POLLING, "enum name"),
                    new Key(String.class, Keys.DECLARED_IN, "e.g. allocations.csv:17"),
                    new Key(String.class, Keys.SERVICE, ""),
                    new Key(String.class, Keys.SUBSCRIPTION, ""),
                    new Key(String.class, Keys.WORKLOAD, ""),
                    new Key(String.class, Keys.ENVIRONMENT, ""),
                    new Key(String.class, Keys.OWNER, "accountable team or person"),
                    // claim, decision, import
                    new Key(String.class, Keys.ABOUT_DEVICE, "device id"),
                    new Key(String.class, Keys.CLAIM_SOURCE, "snmp, import:NAME"),
                    new Key(String.class, Keys.NATIVE_KEY, "the source's own name for the device"),
                    new Key(
                            String[].class,
                            Keys.STATEMENTS,
                            "of six: attribute, value, percent, evidence, since, until"),
                    new Key(String.class, Keys.ATTRIBUTE, "enum name"),
                    new Key(String.class, Keys.CHOICE, "the chosen value or source"),
                    new Key(String.class, Keys.CHOICE_KIND, "value or source"),
                    new Key(Instant.class, Keys.EXPIRES_AT, "Instant.MAX for no end"),
                    new Key(String[].class, Keys.SIDES, "pairs source, value at the decision"),
                    new Key(Instant.class, Keys.READ_AT, "when a list was read whole"),
                    new Key(Integer.class, Keys.DEVICES, "how many it had"),
                    // conversation
                    new Key(Integer.class, Keys.PROTOCOL, "IP protocol number"),
                    new Key(Integer.class, Keys.PORT, "the server's"),
                    new Key(Instant.class, Keys.BUCKET, "start of the time bucket"),
                    new Key(Long.class, Keys.DAY, "the bucket's day since 1970, UTC"),
                    new Key(Long.class, Keys.FLOWS, ""),
                    new Key(Long.class, Keys.BYTES, ""),
                    new Key(Long.class, Keys.PACKETS, ""),
                    new Key(Instant.class, Keys.FIRST_SEEN, ""),
                    // the store's own vertex
                    new Key(Integer.class, Keys.SCHEMA_VERSION, "of the data in this graph"),
                    new Key(
                            long[].class,
                            Keys.TEXT_TOUCHED,
                            "text-indexed vertices of the last such commit"),
                    new Key(Long.class, Keys.FIRST_DAY, "oldest day with conversations"),
                    new Key(Long.class, Keys.LAST_DAY, "newest day with conversations"));

    private PropertyKeys() {}

    static void declare(JanusGraphManagement management) {
        for (Key key : KEYS) {
            management.makePropertyKey(key.name).dataType(key.type).make();
        }
    }
}
