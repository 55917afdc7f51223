package io.segwright.graph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.graph.store.StoreUnavailableException;
import io.segwright.inventory.ipam.Allocator;
import io.segwright.inventory.ipam.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllocationJournalTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-01T08:00:00Z"));

    @TempDir Path temporary;
    private Path dir = Path.of("");

    @BeforeEach
    void aPoolOf256() throws StoreUnavailableException {
        dir = temporary.resolve("allocations");
        try (AllocationJournal journal = open(dir)) {
            journal.submit(Requests.aggregate("10.0.0.0/24"), Requests.ACTOR, Requests.LIVE);
            journal.submit(Requests.pool("p", "10.0.0.0/24"), Requests.ACTOR, Requests.LIVE);
        }
    }

    private static AllocationJournal open(Path dir) throws StoreUnavailableException {
        return AllocationJournal.open(dir, CLOCK);
    }

    private static String give(AllocationJournal journal, String key)
            throws StoreUnavailableException {
        Answer answer =
                journal.submit(Requests.address("p", key), Requests.ACTOR, Requests.LIVE).answer();
        assertThat(answer).isInstanceOf(Answer.Requests.class);
        return ((Answer.Requests) answer).requests().getFirst().place().block().toString();
    }

    private static List<String> given(Path dir) throws StoreUnavailableException {
        try (AllocationJournal journal = open(dir)) {
            return given(journal);
        }
    }

    private static List<String> given(AllocationJournal journal) throws StoreUnavailableException {
        return journal.ask(allocator -> {
            List<String> blocks = new ArrayList<>();
            allocator.forEachRequest(r -> blocks.add(r.place().block().toString()));
            return blocks;
        });
    }

    @Test
    void whatWasGivenIsThereAtTheNextOpening() throws StoreUnavailableException {
        try (AllocationJournal journal = open(dir)) {
            assertThat(give(journal, "a")).isEqualTo("10.0.0.0");
            assertThat(give(journal, "b")).isEqualTo("10.0.0.1");
        }
        try (AllocationJournal journal = open(dir)) {
            assertThat(give(journal, "a")).isEqualTo("10.0.0.0");
            assertThat(give(journal, "c")).isEqualTo("10.0.0.2");
            assertThat(journal.report().line())
                    .isEqualTo(dir + ": 2 requests (0 from the snapshot, 4 commits after it)");
        }
    }

    @Test
    void twoCannotHaveItOpen() throws StoreUnavailableException {
        try (AllocationJournal journal = open(dir)) {
            assertThatThrownBy(() -> open(dir))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage(dir + " is in use by another process: wait for it, or stop it");
            assertThat(give(journal, "")).isEqualTo("10.0.0.0");
        }
    }

    @Test
    void aFrameCutAtAnyByteIsNotThereAndEverythingBeforeItIs() throws Exception {
        long before = Files.size(journal(dir));
        try (AllocationJournal journal = open(dir)) {
            give(journal, "last");
        }
        byte[] bytes = Files.readAllBytes(journal(dir));
        for (int length = (int) before; length < bytes.length; length++) {
            Path copy = copyWith(Arrays.copyOf(bytes, length), "cut-" + length);
            try (AllocationJournal journal = open(copy)) {
                assertThat(given(journal)).isEmpty();
                assertThat(journal.report().cutBytes()).isEqualTo(length - before);
                assertThat(journal.report().line().contains("never acknowledged: cut away"))
                        .isEqualTo(length > before);
                assertThat(give(journal, "next")).isEqualTo("10.0.0.0");
            }
            assertThat(given(copy)).containsExactly("10.0.0.0");
        }
    }

    @Test
    void aFlippedBitInTheLastFrameIsAnUnfinishedOneAndBeforeThatItIsDamage() throws Exception {
        try (AllocationJournal journal = open(dir)) {
            give(journal, "a");
        }
        int lastAt = (int) Files.size(journal(dir));
        try (AllocationJournal journal = open(dir)) {
            give(journal, "b");
        }
        byte[] bytes = Files.readAllBytes(journal(dir));
        for (int at = 0; at < bytes.length; at += 7) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x10;
            Path copy = copyWith(flipped, "flip-" + at);
            if (at >= lastAt) {
                assertThat(given(copy)).containsExactly("10.0.0.0");
            } else {
                assertThatThrownBy(() -> open(copy))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("is damaged");
            }
        }
    }

    @ParameterizedTest(name = "a disk that fails ({0}) loses nothing that was acknowledged")
    @EnumSource(FaultyTail.Fault.class)
    void aFailingDiskLosesNothingAcknowledged(FaultyTail.Fault fault) throws Exception {
        int acknowledged = 0;
        try (AllocationJournal journal =
                AllocationJournal.open(dir, CLOCK, FaultyTail.failing(fault, 2_000), _ -> {})) {
            while (acknowledged < 100) {
                give(journal, "k" + acknowledged);
                acknowledged++;
            }
        } catch (StoreUnavailableException e) {
            assertThat(e.getMessage())
                    .startsWith(dir.toString())
                    .contains("nothing acknowledged is lost");
        }
        assertThat(acknowledged).isBetween(1, 50);
        List<String> found = given(dir);
        assertThat(found.size()).isBetween(acknowledged, acknowledged + 1);
        assertThat(found).doesNotHaveDuplicates();
        try (AllocationJournal journal = open(dir)) { // the retry gets what it would have got
            assertThat(give(journal, "k" + acknowledged)).isEqualTo("10.0.0." + acknowledged);
        }
    }

    @Test
    void nothingIsServedAfterAFailedForceUntilItIsOpenedAgain() throws Exception {
        try (AllocationJournal journal =
                AllocationJournal.open(
                        dir, CLOCK, FaultyTail.failing(FaultyTail.Fault.FORCE, 0), _ -> {})) {
            assertThatThrownBy(() -> give(journal, "a"))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> journal.ask(Allocator::revision))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("Input/output error");
        }
        try (AllocationJournal journal = open(dir)) {
            assertThat(give(journal, "a")).isEqualTo("10.0.0.0");
        }
    }

    @Test
    void aSnapshotTakesTheJournalsPlaceAndSaysTheSame() throws Exception {
        List<String> before;
        try (AllocationJournal journal = open(dir)) {
            for (int i = 0; i < 20; i++) {
                give(journal, "k" + i);
            }
            before = given(journal);
        }
        Allocator allocator = new Allocator();
        JournalFiles files = new JournalFiles(dir, Tail::of);
        files.compact(allocator, files.load(allocator).lastFrame());
        try (Stream<Path> names = Files.list(dir)) {
            assertThat(names.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "snapshot-000000000022.dat");
        }
        assertThat(given(dir)).isEqualTo(before);
        try (AllocationJournal journal = open(dir)) {
            assertThat(give(journal, "k3")).isEqualTo("10.0.0.3");
            assertThat(give(journal, "new")).isEqualTo("10.0.0.20");
        }
        assertThat(given(dir)).hasSize(21);
    }

    @Test
    void aCutSnapshotIsDamageNotAnEmptyPool() throws Exception {
        Allocator allocator = new Allocator();
        JournalFiles files = new JournalFiles(dir, Tail::of);
        files.compact(allocator, files.load(allocator).lastFrame());
        Path snapshot = dir.resolve("snapshot-000000000002.dat");
        byte[] bytes = Files.readAllBytes(snapshot);
        for (int length : IntStream.of(0, 1, 30, bytes.length - 24, bytes.length - 1).toArray()) {
            Files.write(snapshot, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> open(dir))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void aJournalWhoseSnapshotIsGoneIsRefused() throws Exception {
        Allocator allocator = new Allocator();
        JournalFiles files = new JournalFiles(dir, Tail::of);
        files.compact(allocator, files.load(allocator).lastFrame());
        try (AllocationJournal journal = open(dir)) {
            give(journal, "a");
        }
        Files.delete(dir.resolve("snapshot-000000000002.dat"));
        assertThatThrownBy(() -> open(dir))
                .hasMessageEndingWith(
                        "follows a snapshot that is not there: restore the directory from a backup");
    }

    private static Path journal(Path dir) throws IOException {
        return dir.resolve("journal-000000000001.log");
    }

    private Path copyWith(byte[] journal, String name) throws IOException {
        Path copy = temporary.resolve(name);
        Files.createDirectories(copy);
        Files.write(copy.resolve("journal-000000000001.log"), journal, StandardOpenOption.CREATE);
        return copy;
    }
}
