package io.segwright.collectors.syslog;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One log message as its sender wrote it. Texts have no control characters; absent ones are empty.
///
/// @param form which standard it follows
/// @param facility 0..23, RFC 5424 table 1
/// @param timestampOrNull when the sender says it happened; null where it does not say, read it by [#timestamp]
/// @param host what the sender calls itself: never an identity
/// @param application APP-NAME, or the TAG of RFC 3164; for Cisco's form the mnemonic, e.g. `LINK-3-UPDOWN`
/// @param process PROCID
/// @param messageId MSGID
/// @param data structured data, parameter by `ID.NAME`, in order
/// @param text the message itself
public record SyslogMessage(
        Form form,
        int facility,
        Severity severity,
        @Nullable Instant timestampOrNull,
        String host,
        String application,
        String process,
        String messageId,
        Map<String, String> data,
        String text) {
    /// Which standard a message follows.
    public enum Form {
        RFC5424,
        RFC3164,
        /// Neither: all of it is the text.
        UNFORMATTED
    }

    public SyslogMessage {
        if (facility < 0 || facility > 23) {
            throw new IllegalArgumentException("facility " + facility + ": want 0..23");
        }
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    public Optional<Instant> timestamp() {
        return Optional.ofNullable(timestampOrNull);
    }
}
