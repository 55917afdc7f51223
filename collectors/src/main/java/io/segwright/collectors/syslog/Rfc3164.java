package io.segwright.collectors.syslog;

import io.segwright.collectors.syslog.SyslogMessage.Form;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form that came before the standard: RFC 3164 describes what it found, and Cisco's devices have one of their own.
///
/// Its timestamps have no zone: they are read as UTC, and the year is the one that brings them nearest to the time of
/// arrival. Cisco's clock marks (`*` not set, `.` not synchronised) make the timestamp absent: it is known to be wrong.
final class Rfc3164 {
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");
    private static final String TIME =
            "([A-Z][a-z]{2}) {1,2}(\\d{1,2})(?: (\\d{4}))? (\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d{1,6})?(?: [A-Z]{1,5})?";
    private static final Pattern PLAIN = Pattern.compile(TIME + ":? (\\S{1,255}) (.*)");
    private static final Pattern CISCO =
            Pattern.compile(
                    "(?:\\d{1,10}: )?(?:(\\S{1,255}): )?(?:([*.]?)"
                            + TIME
                            + ": )?%([A-Z0-9_]{1,64}(?:-[A-Z0-9_]{1,64}){0,4}-[0-7]-[A-Z0-9_]{1,64}): ?(.*)");
    private static final Pattern TAG =
            Pattern.compile("([\\w./-]{1,64})(?:\\[([^\\]]{1,64})\\])?: ?(.*)");
    private static final Duration AHEAD_MAX =
            Duration.ofDays(2); // further ahead than that it was last year

    private Rfc3164() {}

    /// @param from the first character after PRI
    /// @return empty where it is neither form
    static Optional<SyslogMessage> read(String line, int from, int priority, Instant receivedAt) {
        String rest = line.substring(from).replace('\t', ' ');
        Matcher cisco = CISCO.matcher(rest);
        if (cisco.matches()) {
            return Optional.of(cisco(cisco, priority, receivedAt));
        }
        Matcher plain = PLAIN.matcher(rest);
        if (!plain.matches()) {
            return Optional.empty();
        }
        Instant time = timeOrNull(plain, 1, receivedAt);
        if (time == null) {
            return Optional.empty();
        }
        String content = plain.group(8);
        Matcher tag = TAG.matcher(content);
        boolean tagged = tag.matches();
        return Optional.of(
                message(
                        priority,
                        time,
                        plain.group(7),
                        tagged ? tag.group(1) : "",
                        tagged ? tag.group(2) : null,
                        tagged ? tag.group(3) : content));
    }

    private static SyslogMessage cisco(Matcher matcher, int priority, Instant receivedAt) {
        boolean trusted = matcher.group(3) != null && "".equals(matcher.group(2));
        return message(
                priority,
                trusted ? timeOrNull(matcher, 3, receivedAt) : null,
                matcher.group(1),
                matcher.group(9),
                null,
                matcher.group(10));
    }

    private static SyslogMessage message(
            int priority,
            @Nullable Instant time, // null: the sender does not say
            @Nullable String host, // null: a group that did not take part
            String application,
            @Nullable String process,
            String text) {
        return new SyslogMessage(
                Form.RFC3164,
                priority / 8,
                Severity.ofPriority(priority),
                time,
                host == null ? "" : SyslogParser.clean(host),
                application,
                process == null ? "" : SyslogParser.clean(process),
                "",
                Map.of(),
                SyslogParser.clean(text));
    }

    /// @param group of the month
    private static @Nullable Instant timeOrNull(Matcher matcher, int group, Instant receivedAt) {
        int month = MONTHS.indexOf(matcher.group(group)) + 1;
        if (month == 0) {
            return null; // three letters, but no month
        }
        String year = matcher.group(group + 2);
        int now = Year.from(receivedAt.atOffset(ZoneOffset.UTC)).getValue();
        try {
            Instant time = at(year == null ? now : Integer.parseInt(year), month, matcher, group);
            boolean lastYears = year == null && time.isAfter(receivedAt.plus(AHEAD_MAX));
            return lastYears ? at(now - 1, month, matcher, group) : time;
        } catch (DateTimeException _) {
            return null; // 30 Feb, 25:00, or 29 Feb of another year
        }
    }

    private static Instant at(int year, int month, Matcher matcher, int group) {
        return LocalDateTime.of(
                        year,
                        month,
                        Integer.parseInt(matcher.group(group + 1)),
                        Integer.parseInt(matcher.group(group + 3)),
                        Integer.parseInt(matcher.group(group + 4)),
                        Integer.parseInt(matcher.group(group + 5)))
                .toInstant(ZoneOffset.UTC);
    }
}
