package io.segwright.rotator.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/// What an event says, as JSON in a fixed order; this is what gets encrypted.
final class EventJson {
    /// In Base64 with its nonce, tag and chain it stays under [StoredRecord#LINE_BYTES_MAX].
    static final int EVENT_BYTES_MAX = 45_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    static byte[] write(AuditEvent event) throws AuditUnavailableException {
        ObjectNode root = JSON.createObjectNode();
        root.put("at", event.at().toString());
        root.put("actor", event.actor());
        root.put("action", event.action());
        root.put("subject", event.subject());
        root.put("reason", event.reason());
        ObjectNode details = root.putObject("details");
        event.sortedDetails().forEach(details::put);
        try {
            byte[] bytes = JSON.writeValueAsBytes(root);
            if (bytes.length > EVENT_BYTES_MAX) {
                throw new AuditUnavailableException(
                        "audit event %s is %d bytes, want <= %d; record a hash or a file name instead of contents"
                                .formatted(event.action(), bytes.length, EVENT_BYTES_MAX));
            }
            return bytes;
        } catch (JsonProcessingException e) {
            throw new AuditUnavailableException(
                    "audit event cannot be written as text: want valid Unicode", e);
        }
    }

    static Optional<AuditEvent> read(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            var details = new TreeMap<String, String>();
            root.path("details")
                    .properties()
                    .forEach(entry -> details.put(entry.getKey(), entry.getValue().asText()));
            return Optional.of(
                    new AuditEvent(
                            Instant.parse(root.path("at").asText()),
                            root.path("actor").asText(),
                            root.path("action").asText(),
                            root.path("subject").asText(),
                            root.path("reason").asText(),
                            details));
        } catch (IOException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
