package io.segwright.lab.agent;

/// Whose varbinds a message reads, and in which of its contexts (RFC 3411 sec. 3.3.1).
///
/// @param context one that the agent has; empty for the default one
record Asked(Agent agent, String context) {
    MibView view() {
        return agent.view(context);
    }
}
