package io.segwright.rotator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditProcessTest {
    @TempDir Path directory;

    @Test
    void whatWasAcknowledgedBeforeAKillIsThereAndTheLogReopens() throws Exception {
        Desk desk = Desk.in(directory);
        int acknowledged = 0;
        for (int round = 1; round <= 2; round++) {
            List<String> said = killAfter(desk, 30 * round);
            acknowledged = said.size();
            List<AuditEntry> entries = desk.entries();
            List<String> subjects =
                    entries.stream()
                            .filter(entry -> entry.event().action().equals("plan.write"))
                            .map(entry -> entry.event().subject())
                            .toList();
            List<String> wanted =
                    IntStream.rangeClosed(1, acknowledged).mapToObj(i -> "plan-" + i).toList();
            assertThat(
                            subjects.subList(
                                    round == 1 ? 0 : subjects.lastIndexOf("plan-1"),
                                    subjects.size()))
                    .startsWith(wanted.toArray(String[]::new));
            assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aSecondProcessIsRefusedInOneLineThatNamesTheFirst() throws Exception {
        Desk desk = Desk.in(directory);
        try (AuditLog log = desk.open()) {
            Process child = child(desk, "exec");
            try (BufferedReader out = child.inputReader()) {
                assertThat(out.readLine())
                        .isEqualTo(
                                "refused: audit log %s is open in another process (pid %d); end that one first"
                                        .formatted(
                                                desk.paths().log(), ProcessHandle.current().pid()));
                assertThat(out.readLine()).isNull();
            } finally {
                child.destroyForcibly().waitFor();
            }
            log.record(Desk.event(1)); // and the first one never noticed
        }
    }

    /// `ulimit -f` makes the kernel refuse to grow a file, as a full disk does, in the middle of a line.
    @Test
    void aFileThatCannotGrowRefusesTheEventAndKeepsEveryAcknowledgedOne() throws Exception {
        Desk desk = Desk.in(directory);
        Process child = child(desk, "ulimit -f 8; exec");
        List<String> said = new ArrayList<>();
        try (BufferedReader out = child.inputReader()) {
            out.lines().forEach(said::add);
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(said.removeLast())
                .startsWith("refused: ")
                .contains("cannot be appended to: File too large");
        assertThat(said).isNotEmpty();
        List<AuditEntry> entries = desk.entries();
        assertThat(entries).hasSize(said.size() + 1); // and the reading
        assertThat(entries.get(said.size() - 1).event()).isEqualTo(Desk.event(said.size()));
        assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    private static List<String> killAfter(Desk desk, int acknowledgements) throws Exception {
        Process child = child(desk, "exec");
        List<String> said = new ArrayList<>();
        try (BufferedReader out = child.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (said.size() == acknowledgements) {
                    child.toHandle()
                            .destroyForcibly(); // SIGKILL, and what it said can still be read
                }
            }
        }
        child.waitFor();
        assertThat(said).last().asString().as("the child's own words").matches("[0-9]+");
        return said;
    }

    private static Process child(Desk desk, String shell) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                List.of(
                        "/bin/bash",
                        "-c",
                        shell + " \"$@\"",
                        "bash",
                        java,
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditChild.class.getName(),
                        desk.paths().directory().toString(),
                        desk.paths().anchor().orElseThrow().toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
