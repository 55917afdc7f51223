package io.segwright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineHistoryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path folder;
    private Path file = Path.of("");
    private LineHistory history = new LineHistory(Path.of("none"));

    @BeforeEach
    void open() {
        file = folder.resolve("owners");
        history = new LineHistory(file);
    }

    private static Instant day(int n) {
        return START.plusSeconds(86_400L * n);
    }

    private Path log() {
        return folder.resolve("history").resolve("owners");
    }

    private void holds(int day, String... lines) throws IOException {
        assertThat(history.at(day(day)).map(TreeSet::new)).hasValue(new TreeSet<>(Set.of(lines)));
    }

    @Test
    void everyMomentIsWhatWasWrittenLastBefore() throws IOException {
        NavigableMap<Instant, Set<String>> written = new TreeMap<>();
        written.put(Instant.MIN, Set.of());
        SplittableRandom random = new SplittableRandom(38);
        Instant now = START;
        for (int change = 0; change < 200; change++) {
            now = now.plusSeconds(1 + random.nextInt(1_000));
            Set<String> lines = new TreeSet<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                lines.add("live owner " + random.nextInt(20) + "\tät;@+-=");
            }
            history.replace(lines, now);
            written.put(now, lines);
        }
        for (int question = 0; question < 500; question++) {
            Instant then = START.plusSeconds(random.nextInt(110_000));
            assertThat(history.at(then).map(TreeSet::new))
                    .as(then + "")
                    .hasValue(new TreeSet<>(written.floorEntry(then).getValue()));
        }
    }

    @Test
    void beforeTheHistoryOfAFileThatWasThereNothingIsKnown() throws IOException {
        Files.writeString(file, "a\nb\n");
        Files.setLastModifiedTime(file, FileTime.from(day(5)));
        assertThat(history.at(day(4))).isEmpty();
        holds(6, "a", "b");
        history.replace(List.of("b", "c"), day(10));
        assertThat(history.at(day(4))).isEmpty();
        holds(6, "a", "b");
        holds(10, "b", "c");
    }

    @Test
    void whatAPersonEditsIsAChangeOfTheFilesOwnTime() throws IOException {
        history.replace(List.of("a", "b"), day(1));
        Files.writeString(file, "b\n");
        Files.setLastModifiedTime(file, FileTime.from(day(3)));
        holds(2, "a", "b");
        holds(4, "b");
        history.replace(List.of("b", "c"), day(6));
        holds(2, "a", "b");
        holds(4, "b");
        holds(6, "b", "c");
        Files.delete(file);
        holds(7);
        history.replace(List.of("d"), day(8));
        holds(8, "d");
        holds(2, "a", "b");
    }

    @Test
    void aChangeThatACrashCutShortIsDroppedWhereverItWasCut() throws IOException {
        history.replace(List.of("a", "b"), day(1));
        byte[] before = Files.readAllBytes(log());
        byte[] old = Files.readAllBytes(file);
        history.replace(List.of("b", "c"), day(2));
        byte[] after = Files.readAllBytes(log());
        List<Integer> cuts = new ArrayList<>();
        for (int cut = before.length; cut <= after.length; cut++) {
            cuts.add(cut);
        }
        assertThat(cuts).hasSizeGreaterThan(50);
        for (int cut : cuts) { // the file is still the old one
            Files.write(log(), Arrays.copyOf(after, cut));
            Files.write(file, old);
            Files.setLastModifiedTime(file, FileTime.from(day(1)));
            history.replace(List.of("b", "d"), day(4));
            holds(1, "a", "b");
            holds(4, "b", "d");
            assertThat(Files.readAllLines(file)).containsExactly("b", "d");
        }
    }

    @Test
    void theSameAgainIsNoChange() throws IOException {
        history.replace(List.of("a"), day(1));
        long size = Files.size(log());
        history.replace(List.of("a"), day(2));
        assertThat(Files.size(log())).isEqualTo(size);
    }
}
