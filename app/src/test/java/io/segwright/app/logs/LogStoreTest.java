package io.segwright.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.segwright.inventory.net.IpAddress;
import io.segwright.inventory.observe.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
    private static final Instant MONDAY = Instant.parse("2026-04-06T23:59:00Z");

    @TempDir Path dir;
    private Instant now = MONDAY;
    private final InstantSource clock = () -> now;

    private static LogEntry entry(Instant at, String text) {
        return new LogEntry(
                at,
                IpAddress.of("10.0.0.1"),
                "d-0000000000000001",
                Telemetry.SYSLOG,
                "udp",
                "bgpd",
                "WARNING",
                text);
    }

    private List<String> texts(LogStore store, Instant from, Instant to, int limit)
            throws Exception {
        return store.read(from, to, limit, _ -> true).stream().map(LogEntry::text).toList();
    }

    @Test
    void messagesAreReadBackAcrossDaysPackedOrNot() throws Exception {
        try (LogStore store = LogStore.open(dir, LogPolicy.SHIPPED, clock)) {
            store.append(entry(now, "monday \"quoted\" \u2028"));
            now = MONDAY.plus(Duration.ofMinutes(2));
            store.append(entry(now, "tuesday"));
            assertThat(store.read(MONDAY, now.plusSeconds(1), 10, _ -> true))
                    .containsExactly(
                            entry(MONDAY, "monday \"quoted\" \u2028"), entry(now, "tuesday"));
            assertThat(texts(store, MONDAY, now, 10)).containsExactly("monday \"quoted\" \u2028");
            assertThat(texts(store, MONDAY, now.plusSeconds(1), 1)).containsExactly("tuesday");
        }
        assertThat(names()).containsExactly("2026-04-06.jsonl.gz", "2026-04-07.jsonl");
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsOlderThanThePolicyGoesAndForeignFilesStay() throws Exception {
        Files.writeString(dir.resolve("notes.txt"), "a person's");
        try (LogStore store = LogStore.open(dir, new LogPolicy(2, 1 << 20), clock)) {
            for (int n = 0; n < 5; n++) {
                now = MONDAY.plus(Duration.ofDays(n));
                store.append(entry(now, "day " + n));
            }
        }
        assertThat(names())
                .containsExactly(
                        "2026-04-08.jsonl.gz",
                        "2026-04-09.jsonl.gz",
                        "2026-04-10.jsonl",
                        "notes.txt");
    }

    @Test
    void aFloodEndsAtTheDaysBoundAndIsCounted() throws Exception {
        try (LogStore store = LogStore.open(dir, new LogPolicy(2, 2_000), clock)) {
            for (int n = 0; n < 100; n++) {
                store.append(entry(now, "flood " + n));
            }
            int kept = texts(store, MONDAY, MONDAY.plusSeconds(1), 1_000).size();
            assertThat(kept).isBetween(5, 20);
            assertThat(store.dropped()).isEqualTo(100 - kept);
        }
        assertThat(Files.size(dir.resolve("2026-04-06.jsonl"))).isLessThanOrEqualTo(2_000);
    }

    @Test
    void aLineCutByAPowerLossIsSkipped() throws Exception {
        try (LogStore store = LogStore.open(dir, LogPolicy.SHIPPED, clock)) {
            store.append(entry(now, "whole"));
        }
        Files.writeString(
                dir.resolve("2026-04-06.jsonl"),
                "{\"at\":\"2026-04-06T23:59:00Z\",\"sen",
                StandardOpenOption.APPEND);
        try (LogStore store = LogStore.open(dir, LogPolicy.SHIPPED, clock)) {
            store.append(entry(now, "next"));
            assertThat(texts(store, MONDAY, MONDAY.plusSeconds(1), 10))
                    .containsExactly("whole", "next");
        }
    }
}
