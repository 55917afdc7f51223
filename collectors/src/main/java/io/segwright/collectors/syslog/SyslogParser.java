package io.segwright.collectors.syslog;

import io.segwright.collectors.syslog.SyslogMessage.Form;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Reads one message. Pure; total: there is no input without an answer. Cost: linear in the bytes.
///
/// ```
/// RFC 5424: <PRI>1 TIMESTAMP HOST APP PROCID MSGID [ID NAME="VALUE" ...][...] TEXT
/// RFC 3164: <PRI>Mmm dd hh:mm:ss HOST TAG[PID]: TEXT
/// Cisco:    <PRI>SEQ: HOST: *Mmm dd hh:mm:ss.mmm ZONE: %FACILITY-SEVERITY-MNEMONIC: TEXT     (each part optional)
/// ```
public final class SyslogParser {
    /// RFC 5424 sec. 6.1 asks for 2,048 at least; what is longer is cut, as it allows.
    public static final int BYTES_MAX = 8_192;

    private static final int PRIORITY_DEFAULT = 13; // RFC 3164 sec. 4.3.3: user.notice
    private static final int PRIORITY_MAX = 191;

    private SyslogParser() {}

    /// @param bytes from `from` (inclusive) to `to` (exclusive); not kept
    /// @param receivedAt decides the year of an RFC 3164 timestamp, which has none
    public static SyslogMessage parse(byte[] bytes, int from, int to, Instant receivedAt) {
        return parse(text(bytes, from, Math.min(to, from + BYTES_MAX)), receivedAt);
    }

    static SyslogMessage parse(String line, Instant receivedAt) {
        int priority = PRIORITY_DEFAULT;
        int start = 0;
        int found = priority(line);
        if (found >= 0) {
            priority = found;
            start = line.indexOf('>') + 1;
        }
        if (found >= 0 && line.startsWith("1 ", start)) {
            Optional<SyslogMessage> message = Rfc5424.read(line, start + 2, priority);
            if (message.isPresent()) {
                return message.get();
            }
        }
        int header = priority;
        return Rfc3164.read(line, start, priority, receivedAt)
                .orElseGet(() -> unformatted(line.substring(startOfText(line)), header));
    }

    private static int startOfText(String line) {
        return priority(line) >= 0 ? line.indexOf('>') + 1 : 0;
    }

    private static SyslogMessage unformatted(String text, int priority) {
        return new SyslogMessage(
                Form.UNFORMATTED,
                priority / 8,
                Severity.ofPriority(priority),
                null, // it does not say
                "",
                "",
                "",
                "",
                Map.of(),
                clean(text));
    }

    /// PRI, or -1 where the line does not begin with one. RFC 5424 sec. 6.2.1: one to three digits.
    private static int priority(String line) {
        int end = line.indexOf('>');
        if (end < 2 || end > 4 || line.charAt(0) != '<') {
            return -1;
        }
        int value = 0;
        for (int i = 1; i < end; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= PRIORITY_MAX ? value : -1;
    }

    /// UTF-8 where it is valid, Latin-1 otherwise; trailing NUL and line ends are left out.
    private static String text(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from
                && (bytes[end - 1] == 0 || bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, end - from))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        }
    }

    /// Without control characters: a log line may end in a terminal, and must not steer it.
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? ' ' : c);
        }
        return clean.toString().strip();
    }
}
