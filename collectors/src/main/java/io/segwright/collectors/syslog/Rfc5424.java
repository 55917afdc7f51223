package io.segwright.collectors.syslog;

import io.segwright.collectors.syslog.SyslogMessage.Form;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields after the version of RFC 5424.
final class Rfc5424 {
    private static final String NIL = "-";
    private static final int PARAMETERS_MAX = 64; // a line of a few kB has fewer; more is an attack

    private final String line;
    private int at;

    private Rfc5424(String line, int at) {
        this.line = line;
        this.at = at;
    }

    /// @param from the first character of the timestamp
    /// @return empty where it does not follow the grammar
    static Optional<SyslogMessage> read(String line, int from, int priority) {
        return new Rfc5424(line, from).message(priority);
    }

    private Optional<SyslogMessage> message(int priority) {
        String timestamp = field();
        String host = field();
        String application = field();
        String process = field();
        String messageId = field();
        if (messageId.isEmpty()) {
            return Optional.empty();
        }
        Instant time = null;
        if (!timestamp.equals(NIL)) {
            time = timeOrNull(timestamp);
            if (time == null) {
                return Optional.empty();
            }
        }
        Map<String, String> data = new LinkedHashMap<>();
        if (!structuredData(data)) {
            return Optional.empty();
        }
        String text = at < line.length() ? line.substring(at + 1) : "";
        if (text.startsWith("\ufeff")) { // sec. 6.4: a byte order mark says UTF-8
            text = text.substring(1);
        }
        return Optional.of(
                new SyslogMessage(
                        Form.RFC5424,
                        priority / 8,
                        Severity.ofPriority(priority),
                        time,
                        absent(host),
                        absent(application),
                        absent(process),
                        absent(messageId),
                        data,
                        SyslogParser.clean(text)));
    }

    /// The next field and its blank; empty at the end.
    private String field() {
        int end = line.indexOf(' ', at);
        if (end < 0) {
            return "";
        }
        String field = line.substring(at, end);
        at = end + 1;
        return SyslogParser.clean(field);
    }

    private static String absent(String field) {
        return field.equals(NIL) ? "" : field;
    }

    /// Null where it is no timestamp of RFC 3339.
    private static @Nullable Instant timeOrNull(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// Leaves `at` at the blank before the text, or at the end. False where the grammar is broken.
    private boolean structuredData(Map<String, String> data) {
        if (line.startsWith(NIL, at)) {
            at++;
            return atBlankOrEnd();
        }
        boolean any = false;
        while (at < line.length() && line.charAt(at) == '[') {
            if (!element(data)) {
                return false;
            }
            any = true;
        }
        return any && atBlankOrEnd();
    }

    private boolean atBlankOrEnd() {
        return at == line.length() || line.charAt(at) == ' ';
    }

    private boolean element(Map<String, String> data) {
        at++; // [
        String id = name();
        if (id.isEmpty()) {
            return false;
        }
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
            String name = name();
            if (name.isEmpty() || !line.startsWith("=\"", at) || data.size() >= PARAMETERS_MAX) {
                return false;
            }
            at += 2;
            StringBuilder value = new StringBuilder();
            if (!value(value)) {
                return false;
            }
            data.put(id + "." + name, SyslogParser.clean(value.toString()));
        }
        boolean closed = at < line.length() && line.charAt(at) == ']';
        at++;
        return closed;
    }

    /// SD-NAME: printable ASCII but for `=`, blank, `]` and `"`.
    private String name() {
        int start = at;
        while (at < line.length() && isNameCharacter(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private static boolean isNameCharacter(char c) {
        return c > ' ' && c < 127 && c != '=' && c != ']' && c != '"';
    }

    /// Sec. 6.3.3: a backslash stands before `"`, `\` and `]`; before anything else it is itself.
    private boolean value(StringBuilder value) {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\' && at < line.length() && "\"\\]".indexOf(line.charAt(at)) >= 0) {
                value.append(line.charAt(at++));
            } else {
                value.append(c);
            }
        }
        return false;
    }
}
