package io.segwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir private Path folder;

    @Test
    void aFitMachineIsSaidToBeFitAndNothingIsWritten() {
        Ran ran = Ran.of("doctor", "--data", folder.resolve("data"), "-o", "csv");
        assertThat(ran.out().lines().map(l -> l.split(",", 3)[0] + " " + l.split(",", 3)[1]))
                .containsExactly(
                        "check state",
                        "java ok",
                        "memory ok",
                        "loopback ok",
                        "data directory ok",
                        "audit log ok");
        assertThat(ran.code()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBrokenAuditLogIsFoundWithWhatToDo() throws IOException {
        Path data = folder.resolve("data");
        Path csv = Files.writeString(folder.resolve("a.csv"), "prefix,owner\n10.1.0.0/24,team\n");
        assertThat(Ran.of("import", "allocations", csv, "--data", data).code()).isZero();
        assertThat(Ran.of("doctor", "--data", data).code()).isZero();
        Path log = data.resolve("audit/audit.jsonl");
        Files.writeString(
                log, Files.readString(log).replaceFirst("\"[0-9a-f]", "\"x")); // of a hash
        Ran ran = Ran.of("doctor", "--data", data, "-o", "csv");
        assertThat(ran.out())
                .contains("\r\naudit log,wrong,")
                .contains("segwright audit log adopt");
        assertThat(ran.code()).isEqualTo(3);
    }

    @Test
    void aDataDirectoryThatCannotBeIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Ran ran = Ran.of("doctor", "--data", file.resolve("data"), "-o", "csv");
        assertThat(ran.out()).contains("data directory,wrong," + file.resolve("data"));
        assertThat(ran.code()).isEqualTo(3);
    }
}
