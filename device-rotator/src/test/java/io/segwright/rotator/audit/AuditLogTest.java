package io.segwright.rotator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.audit.AuditEvent;
import io.segwright.inventory.audit.AuditUnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir Path directory;

    @Test
    void whatWasRecordedIsReadBackInOrderAndTheReadingIsRecordedToo() throws Exception {
        Desk desk = Desk.in(directory).with(5);
        List<AuditEntry> entries = desk.entries();
        assertThat(entries.stream().limit(5).map(AuditEntry::event))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 5).mapToObj(Desk::event).toList());
        assertThat(entries.getLast().event())
                .isEqualTo(
                        new AuditEvent(
                                Desk.NOON,
                                "user:otto",
                                "audit.read",
                                desk.paths().log().toString(),
                                "yearly audit",
                                Map.of()));
        assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void closingAndReopeningContinuesOneChainWhoseEveryCheckpointIsInBothAnchors()
            throws Exception {
        Desk desk = Desk.in(directory).with(4).with(1).with(3);
        AuditTally tally = desk.verify().tally();
        assertThat(tally.events()).isEqualTo(8);
        assertThat(tally.unsigned()).isZero();
        assertThat(tally.anchored()).isEqualTo(tally.checkpoints());
        List<String> checkpoints =
                desk.lines().stream()
                        .filter(line -> line.contains("\"kind\":\"checkpoint\""))
                        .toList();
        assertThat(Files.readAllLines(desk.paths().localAnchor())).isEqualTo(checkpoints);
        assertThat(Files.readAllLines(desk.paths().anchor().orElseThrow())).isEqualTo(checkpoints);
    }

    @Test
    void nothingOfAnEventStandsInAnyFileInClear() throws Exception {
        Desk desk = Desk.in(directory);
        String canary = "canary-7f3a91";
        try (AuditLog log = desk.open()) {
            log.record(
                    new AuditEvent(
                            Desk.NOON, canary, canary, canary, canary, Map.of(canary, canary)));
        }
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        List<String> spellings =
                List.of(
                        canary,
                        HexFormat.of().formatHex(bytes),
                        Base64.getEncoder().encodeToString(bytes).substring(0, 12));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain(spellings);
            }
        }
        assertThat(desk.entries().getFirst().event().details()).containsEntry(canary, canary);
    }

    @Test
    void keysAndLogAreTheOwnersOnly() throws Exception {
        AuditPaths paths = Desk.in(directory).with(1).paths();
        for (Path file : List.of(paths.log(), paths.payloadKey(), paths.signingKey())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        Files.setPosixFilePermissions(
                paths.payloadKey(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new Desk(paths).open())
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("audit.key has mode rw-r-----, want rw-------; chmod 600 it");
    }

    @Test
    void aLogThatIsGoneIsNotSilentlyBegunAgain() throws Exception {
        Desk desk = Desk.in(directory).with(2);
        Files.delete(desk.paths().log());
        assertThatThrownBy(desk::open)
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("is missing although")
                .hasMessageContaining("adopt the log");
        Files.delete(desk.paths().localAnchor()); // the outside anchor alone still knows
        assertThatThrownBy(desk::open).hasMessageContaining("segwright.anchor knows of it");
        assertThat(desk.paths().log()).doesNotExist();
    }

    @Test
    void aLogWhoseAnchorIsGoneOrEmptyIsRefused() throws Exception {
        Desk desk = Desk.in(directory).with(2);
        Path anchor = desk.paths().anchor().orElseThrow();
        byte[] kept = Files.readAllBytes(anchor);
        Files.delete(anchor);
        assertThatThrownBy(desk::open).hasMessageContaining("is missing or empty; restore it");
        Files.createFile(anchor);
        assertThatThrownBy(desk::open).hasMessageContaining("is missing or empty; restore it");
        Files.write(anchor, kept);
        desk.open().close();
    }

    @Test
    void aTailCutOffCleanlyIsRefusedByTheAnchor() throws Exception {
        Desk desk = Desk.in(directory).with(4);
        List<String> lines = desk.lines();
        desk.rewrite(lines.subList(0, lines.size() - 1));
        assertThatThrownBy(desk::open)
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("the end of the log is missing");
    }

    @Test
    void aLogSwappedForAnOlderStateOfItselfOrForAnotherIsRefused() throws Exception {
        Desk desk = Desk.in(directory).with(1);
        byte[] older = Files.readAllBytes(desk.paths().log());
        desk.with(1);
        Files.write(desk.paths().log(), older);
        assertThatThrownBy(desk::open).hasMessageContaining("the end of the log is missing");
        AuditLog.adopt(desk.paths(), Desk.OFTEN, Desk.CLOCK, "user:anna", "NET-9").close();
        Files.write(desk.paths().log(), older);
        assertThatThrownBy(desk::open).isInstanceOf(AuditUnavailableException.class);
    }

    @Test
    void anAnchorThatLostItsEndIsRefused() throws Exception {
        Desk desk = Desk.in(directory).with(9);
        Path anchor = desk.paths().anchor().orElseThrow();
        List<String> lines = Files.readAllLines(anchor);
        Files.writeString(anchor, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        desk.open().close(); // one checkpoint behind: a crash does that, and it is mended
        assertThat(Files.readAllLines(anchor)).isEqualTo(lines);
        Files.writeString(anchor, String.join("\n", lines.subList(0, lines.size() - 2)) + "\n");
        assertThatThrownBy(desk::open).hasMessageContaining("the anchor is damaged");
    }

    @Test
    void aTornLastLineIsCutAndSaidSo() throws Exception {
        Desk desk = Desk.in(directory).with(2);
        String line = desk.lines().getLast();
        for (int kept : List.of(1, 17, line.length() / 2, line.length())) {
            Files.writeString(
                    desk.paths().log(), line.substring(0, kept), StandardOpenOption.APPEND);
            AuditEvent note =
                    desk.entries().reversed().get(1).event(); // the last is the reading itself
            assertThat(note.action()).isEqualTo("audit.torn");
            assertThat(note.details()).containsEntry("cutBytes", Integer.toString(kept));
            assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
        }
    }

    @Test
    void aLogDeletedOrReplacedUnderneathTakesNoMoreEvents() throws Exception {
        Desk desk = Desk.in(directory);
        try (AuditLog log = desk.open()) {
            log.record(Desk.event(1));
            log.checkpoint();
            Path moved = directory.resolve("moved");
            Files.move(desk.paths().log(), moved);
            assertThatThrownBy(() -> log.record(Desk.event(2)))
                    .hasMessageContaining("is gone while it was open");
            Files.copy(moved, desk.paths().log());
            assertThatThrownBy(() -> log.record(Desk.event(2)))
                    .hasMessageContaining("is another file");
            Files.delete(desk.paths().log());
            Files.move(moved, desk.paths().log());
            log.record(Desk.event(2)); // the right file is back: nothing was lost, nothing doubled
        }
        assertThat(desk.verify().tally().events()).isEqualTo(2);
    }

    @Test
    void aStrangersLineStopsTheLogUntilItIsLookedInto() throws Exception {
        Desk desk = Desk.in(directory);
        try (AuditLog log = desk.open()) {
            Files.writeString(desk.paths().log(), "x", StandardOpenOption.APPEND);
            assertThatThrownBy(() -> log.record(Desk.event(1)))
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("somebody else wrote to it or cut it");
        }
    }

    @Test
    void anAnchorThatCannotBeWrittenRefusesTheNextEventNotAnAcknowledgedOne() throws Exception {
        Desk desk = Desk.in(directory);
        Path anchor = desk.paths().anchor().orElseThrow();
        try (AuditLog log = desk.open()) {
            for (int i = 1; i <= 3; i++) {
                log.record(Desk.event(i));
            }
            Path away = directory.resolve("away");
            Files.move(anchor, away);
            assertThatThrownBy(() -> log.record(Desk.event(4)))
                    .hasMessageContaining("is gone while it was open");
            Files.move(away, anchor);
            log.record(Desk.event(4));
        }
        assertThat(desk.verify().tally().events()).isEqualTo(4);
        assertThat(desk.verify().tally().anchored()).isEqualTo(desk.verify().tally().checkpoints());
    }

    @Test
    void adoptingADamagedLogKeepsItAsideAndSaysWho() throws Exception {
        Desk desk = Desk.in(directory).with(3);
        List<String> lines = new ArrayList<>(desk.lines());
        lines.remove(3);
        desk.rewrite(lines);
        assertThatThrownBy(desk::open).hasMessageContaining("records are missing before this one");
        AuditLog.adopt(desk.paths(), Desk.OFTEN, Desk.CLOCK, "user:anna", "NET-9: disk replaced")
                .close();
        AuditEvent first = desk.entries().getFirst().event();
        assertThat(first.action()).isEqualTo("audit.adopt");
        assertThat(first.actor()).isEqualTo("user:anna");
        assertThat(first.details().get("was")).contains("log line 4: records are missing");
        try (Stream<Path> files = Files.list(desk.paths().directory())) {
            Path aside =
                    files.filter(file -> file.toString().contains("set-aside-"))
                            .findFirst()
                            .orElseThrow();
            assertThat(Files.readAllLines(aside)).isEqualTo(lines);
        }
        assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void adoptingASoundLogWithANewAnchorKeepsTheLog() throws Exception {
        Desk desk = Desk.in(directory).with(3);
        Files.delete(desk.paths().anchor().orElseThrow());
        AuditLog.adopt(desk.paths(), Desk.OFTEN, Desk.CLOCK, "user:anna", "new anchor disk")
                .close();
        desk.with(1);
        assertThat(desk.verify().tally().events()).isEqualTo(5);
    }

    @Test
    void aMissingDirectoryIsSaidInOneLine() {
        AuditPaths paths = AuditPaths.in(directory.resolve("nowhere"));
        assertThatThrownBy(() -> AuditLog.open(paths, Desk.OFTEN, Desk.CLOCK))
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("no such file or directory; create it");
    }

    @Test
    void anAnchorOnADiskThatIsNotMountedIsRefused() {
        AuditPaths paths =
                AuditPaths.in(directory).anchoredAt(directory.resolve("unmounted/anchor"));
        assertThatThrownBy(() -> AuditLog.open(paths, Desk.OFTEN, Desk.CLOCK))
                .hasMessageContaining("which is not there; mount or create it");
    }

    @Test
    void theSameLogIsNotOpenedTwiceInOneProcess() throws Exception {
        Desk desk = Desk.in(directory);
        try (AuditLog log = desk.open()) {
            assertThatThrownBy(desk::open).hasMessageContaining("is already open in this process");
            log.record(Desk.event(1));
        }
        desk.open().close();
    }

    @Test
    void aClosedLogTakesNoEventsAndClosingTwiceIsFine() throws Exception {
        AuditLog log = Desk.in(directory).open();
        log.close();
        log.close();
        assertThatThrownBy(() -> log.record(Desk.event(1))).hasMessageContaining("is closed");
    }

    @Test
    void anEventTooLargeForALineIsRefusedAndTheLogGoesOn() throws Exception {
        Desk desk = Desk.in(directory);
        try (AuditLog log = desk.open()) {
            int room = EventJson.EVENT_BYTES_MAX - EventJson.write(large(0)).length;
            log.record(large(room));
            assertThatThrownBy(() -> log.record(large(room + 1)))
                    .hasMessageContaining(
                            "is 45001 bytes, want <= 45000; record a hash or a file name");
            log.record(Desk.event(1));
        }
        assertThat(desk.verify().tally().events()).isEqualTo(2);
    }

    private static AuditEvent large(int bytes) {
        return new AuditEvent(Desk.NOON, "a", "b", "c", "x".repeat(bytes), Map.of());
    }
}
