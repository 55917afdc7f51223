package io.segwright.inventory.flow;

import io.segwright.inventory.attribute.Tags;
import io.segwright.inventory.net.Protocol;
import java.time.Instant;

/// Who talks to whom on which service, folded from flows over one time bucket.
///
/// @param from tags of the client's address; [Tags#NONE] when unattributed
/// @param to tags of the server's address; [Tags#NONE] when unattributed
/// @param port the server's port; 0 for protocols without ports
/// @param bucket start of the time bucket
public record Conversation(
        Tags from,
        Tags to,
        Protocol protocol,
        int port,
        Instant bucket,
        long flows,
        long bytes,
        long packets,
        Instant firstSeen,
        Instant lastSeen) {}
