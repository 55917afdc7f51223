package io.segwright.lab.agent;

/// What an agent has seen so far. A test asks it what a collector really sent.
///
/// @param datagrams received, on all its addresses
/// @param answered datagrams sent
/// @param malformed datagrams that are no SNMP message, or do not decrypt
/// @param wrongCommunity v1 and v2c messages with another community, or a version without access
/// @param sets SET requests, all refused
/// @param reports SNMPv3 reports sent, of any kind
/// @param varbinds sent
public record AgentCounters(
        long datagrams,
        long answered,
        long malformed,
        long wrongCommunity,
        long sets,
        long reports,
        long varbinds) {
    /// Both added up.
    public AgentCounters plus(AgentCounters other) {
        return new AgentCounters(
                datagrams + other.datagrams,
                answered + other.answered,
                malformed + other.malformed,
                wrongCommunity + other.wrongCommunity,
                sets + other.sets,
                reports + other.reports,
                varbinds + other.varbinds);
    }
}
