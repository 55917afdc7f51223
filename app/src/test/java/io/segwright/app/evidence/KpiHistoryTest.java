package io.segwright.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.kpi.Kpi;
import io.segwright.inventory.kpi.KpiValue;
import io.segwright.inventory.kpi.KpiValue.Counted;
import io.segwright.inventory.kpi.KpiValue.Estimated;
import io.segwright.inventory.kpi.KpiValue.NotMeasured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A history that only grows, and shows where it was touched.
class KpiHistoryTest {
    static final Map<Kpi, KpiValue> FIGURES =
            Map.of(
                    Kpi.DEVICES_OWNED, new Counted(206, 214),
                    Kpi.DEVICES_COVERED, new Estimated(208, 214, 94.11, 90.5, 96.0),
                    Kpi.FLOWS_ATTRIBUTED, new NotMeasured("no flows recorded"));

    @TempDir private Path folder;

    static KpiRecord record(int day) {
        Instant at = Instant.parse("2026-04-01T00:00:00Z").plusSeconds(86_400L * day);
        return new KpiRecord(0, at, at, at, "now", StrictJson.sha256("facts " + day), FIGURES);
    }

    static KpiHistory written(Path file, int records) throws Exception {
        for (int day = 0; day < records; day++) {
            KpiHistory history = KpiHistory.read(file);
            history.append(file, history.next(record(day)));
        }
        return KpiHistory.read(file);
    }

    private Path file() {
        return folder.resolve("kpi").resolve("history.jsonl");
    }

    @Test
    void whatIsWrittenIsReadAgainInOrder() throws Exception {
        KpiHistory history = written(file(), 3);
        assertThat(history.records()).extracting(KpiRecord::sequence).containsExactly(1L, 2L, 3L);
        assertThat(history.records().getLast().kpis()).isEqualTo(FIGURES);
        assertThat(KpiHistory.hash(history.lines().getLast())).isEqualTo(history.head());
    }

    @Test
    void aLineThatIsChangedTakenOutOrPutInShowsWhere() throws Exception {
        written(file(), 4);
        List<String> lines = Files.readAllLines(file());
        List<String> changed = new ArrayList<>(lines);
        changed.set(1, changed.get(1).replace("206", "214").replace("96.26", "100.0"));
        refused(changed, ":2: is not what its hash was made of: the line was changed");
        List<String> shorter = new ArrayList<>(lines);
        shorter.remove(2);
        refused(shorter, ":3: follows ");
        List<String> twice = new ArrayList<>(lines);
        twice.add(1, lines.get(1));
        refused(twice, ":3: follows ");
        List<String> blank = new ArrayList<>(lines);
        blank.add("");
        refused(blank, ":5: want a JSON object");
    }

    private void refused(List<String> lines, String message) throws Exception {
        Files.write(file(), lines);
        assertThatThrownBy(() -> KpiHistory.read(file()))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anyFlippedBitIsFound() throws Exception {
        written(file(), 2);
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length - 1; i++) { // the last line end decides what counts
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            Files.write(file(), flipped);
            assertThatThrownBy(() -> KpiHistory.read(file()))
                    .as("byte " + i)
                    .isInstanceOf(EvidenceException.class);
        }
    }

    @Test
    void aTornLineWasNeverAcknowledgedAndTheNextTakesItsPlace() throws Exception {
        KpiHistory two = written(file(), 2);
        String third = two.next(record(2));
        for (int cut = 1; cut < third.length(); cut += 97) {
            Files.write(
                    file(),
                    (String.join("\n", two.lines()) + "\n" + third.substring(0, cut))
                            .getBytes(StandardCharsets.UTF_8));
            KpiHistory found = KpiHistory.read(file());
            assertThat(found.head()).isEqualTo(two.head());
            found.append(file(), found.next(record(2)));
            assertThat(KpiHistory.read(file()).records()).hasSize(3);
        }
    }

    @Test
    void aFileThatNeverEndsIsNoHistory() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "x".repeat(30_000), StandardOpenOption.CREATE);
        assertThatThrownBy(() -> KpiHistory.read(file()))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining(":1: more than 20000 characters");
    }
}
