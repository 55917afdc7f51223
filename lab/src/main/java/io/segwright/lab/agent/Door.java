package io.segwright.lab.agent;

import org.jspecify.annotations.Nullable;

/// What stands behind a socket: one [Agent], or many behind an [AgentHub].
sealed interface Door permits Agent, AgentHub {
    /// Whose engine answers discovery, and who counts what is for nobody.
    Agent front();

    /// Whose varbinds a v1 (0) or v2c (1) message with this community reads; null: silence.
    @Nullable Asked byCommunity(int version, byte[] community);

    /// Whose engine this is; null where it is nobody's here.
    @Nullable Agent byEngine(byte[] engineId);

    /// The user's keys for the agent's engine; null where there is no such user.
    @Nullable LocalKeys keys(Agent engine, byte[] user);

    /// Whose varbinds a v3 message reads that the agent's engine has let in; null: there is no such context.
    @Nullable Asked byContext(Agent engine, byte[] user, byte[] contextEngineId, byte[] context);
}
