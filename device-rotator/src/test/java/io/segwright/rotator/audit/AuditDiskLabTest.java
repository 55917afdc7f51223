package io.segwright.rotator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segwright.inventory.audit.AuditUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real full disk and a real read-only one: small tmpfs mounts, which only root may make.
@Tag("lab")
class AuditDiskLabTest {
    @TempDir Path directory;
    private Path log;
    private Path other;
    private Desk desk;

    @BeforeEach
    void mountTwoSmallDisks() throws Exception {
        log = Files.createDirectory(directory.resolve("log-disk"));
        other = Files.createDirectory(directory.resolve("anchor-disk"));
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", log.toString()) == 0
                        && run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", other.toString())
                                == 0;
        if (!mounted) {
            System.err.println(
                    "SKIPPED: AuditDiskLabTest needs root to mount a tmpfs; run it as root");
        }
        Assumptions.assumeTrue(mounted, "needs root to mount a tmpfs");
        desk = new Desk(AuditPaths.in(log).anchoredAt(other.resolve("anchor")));
    }

    @AfterEach
    void unmountThem() throws Exception {
        run("umount", log.toString());
        run("umount", other.toString());
    }

    @Test
    void aFullDiskRefusesEventsLosesNoneAndGoesOnWhenThereIsRoom() throws Exception {
        Path ballast = log.resolve("ballast");
        Files.write(ballast, new byte[32 * 1024]);
        List<Integer> acknowledged = new ArrayList<>();
        try (AuditLog audit = desk.open()) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 1; i <= 1_000; i++) {
                                    audit.record(Desk.event(i));
                                    acknowledged.add(i);
                                }
                            })
                    .isInstanceOf(AuditUnavailableException.class)
                    .hasMessageContaining("No space left on device; free space");
            assertThatThrownBy(() -> audit.record(Desk.event(0)))
                    .hasMessageContaining("No space left");
            Files.delete(ballast);
            audit.record(Desk.event(2_000));
        }
        List<String> subjects =
                desk.entries().stream().map(entry -> entry.event().subject()).toList();
        assertThat(subjects.subList(0, acknowledged.size()))
                .isEqualTo(acknowledged.stream().map(i -> "plan-" + i).toList());
        assertThat(subjects.get(acknowledged.size())).isEqualTo("plan-2000");
        assertThat(desk.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void aFullAnchorDiskStopsTheLogAtTheNextCheckpoint() throws Exception {
        AuditLog audit = desk.open();
        Files.write(other.resolve("ballast"), new byte[60 * 1024]);
        List<Integer> acknowledged = new ArrayList<>();
        assertThatThrownBy(
                        () -> {
                            for (int i = 1; i <= 1_000; i++) {
                                audit.record(Desk.event(i));
                                acknowledged.add(i);
                            }
                        })
                .hasMessageContaining(
                        "anchor-disk/anchor cannot be appended to: No space left on device");
        assertThat(acknowledged).hasSizeLessThan(100);
        Files.delete(other.resolve("ballast"));
        audit.record(Desk.event(2_000));
        audit.close();
        assertThat(desk.verify().tally().events()).isEqualTo(acknowledged.size() + 1L);
    }

    @Test
    void aDiskThatTurnedReadOnlyRefusesToOpen() throws Exception {
        desk.with(1);
        assertThat(run("mount", "-o", "remount,ro", log.toString())).isZero();
        assertThatThrownBy(desk::open)
                .isInstanceOf(AuditUnavailableException.class)
                .hasMessageContaining("Read-only file system");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
